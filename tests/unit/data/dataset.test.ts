import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openDataset, type Dataset, type LoadingState } from '../../../src/data/dataset.ts'
import { DataError } from '../../../src/data/failure.ts'
import { fileSource } from '../../../src/data/fileSource.ts'
import { pixelsPerImage } from '../../../src/data/manifest.ts'
import { SourceError } from '../../../src/data/source.ts'
import { fakeSet, fakeSource, labelOf, memoryCache, pixelOf, webPage } from './fakeSet.ts'

const set = fakeSet([6, 5, 7, 3])
const second = 'mnist/train-01.bin'
const rightBytes = set.files.get(second)!

/** Waits until nothing more happens: all reads and unpacking of so small a set are long done. */
const settle = () => new Promise((done) => setTimeout(done, 60))

async function failureOf(dataset: Dataset): Promise<DataError> {
  if (dataset.state.failure) return dataset.state.failure
  return new Promise((found) => dataset.subscribe(({ failure }) => failure && found(failure)))
}

function expectRightImages(dataset: Dataset): void {
  const { pixels, labels } = dataset.train
  for (let index = 0; index < dataset.state.trainImages; index++) {
    expect(labels[index]).toBe(labelOf(index))
    for (const pixel of [0, 1, 400, 783]) {
      expect(pixels[index * pixelsPerImage + pixel]).toBe(pixelOf(index, pixel))
    }
  }
}

describe('a set that arrives', () => {
  it('has all its images, in file order, in the end', async () => {
    const dataset = await openDataset('mnist', fakeSource(set))
    await dataset.trainReady(21)
    await dataset.testReady()
    expect(dataset.state).toMatchObject({ trainImages: 21, trainTotal: 21, testReady: true, failure: null })
    expect(dataset.state.bytes).toBe(dataset.state.bytesTotal)
    expectRightImages(dataset)
    expect([...dataset.test.labels]).toEqual(Array.from({ length: 8 }, (_, k) => labelOf(100_000 + k)))
    expect(dataset.test.pixels[pixelsPerImage + 3]).toBe(pixelOf(100_001, 3))
  })

  it('asks for the first chunk alone, then for the test images, then for the rest', async () => {
    const source = fakeSource(set)
    const open = source.hold('mnist/train-00.bin')
    const dataset = await openDataset('mnist', source, { concurrency: 2 })
    await settle()
    expect(source.reads.map(({ path }) => path)).toEqual(['mnist/manifest.json', 'mnist/train-00.bin'])
    open()
    await dataset.trainReady(21)
    expect(source.reads.slice(2, 4).map(({ path }) => path)).toEqual([
      'mnist/test-00.bin',
      'mnist/test-01.bin',
    ])
    expect(source.reads.slice(4).map(({ path }) => path)).toEqual([
      'mnist/train-01.bin',
      'mnist/train-02.bin',
      'mnist/train-03.bin',
    ])
    expect(source.reads.every(({ fresh }) => !fresh)).toBe(true)
  })

  it('never has more chunks under way than its concurrency', async () => {
    const right = fakeSource(set)
    let underWay = 0
    let most = 0
    const dataset = await openDataset(
      'mnist',
      {
        async read(path, options) {
          most = Math.max(most, ++underWay)
          await new Promise((done) => setTimeout(done, 5))
          underWay--
          return right.read(path, options)
        },
      },
      { concurrency: 2 },
    )
    await dataset.trainReady(21)
    expect(most).toBe(2)
  })

  it('shows a chunk only after all before it', async () => {
    const source = fakeSource(set)
    const open = source.hold(second)
    const dataset = await openDataset('mnist', source)
    const seen: LoadingState[] = []
    dataset.subscribe((state) => seen.push(state))
    await settle()
    expect(dataset.state).toMatchObject({ trainImages: 6, testReady: true })
    open()
    await dataset.trainReady(21)
    expect([...new Set(seen.map(({ trainImages }) => trainImages))]).toEqual([6, 21])
    expectRightImages(dataset)
  })

  it('resolves trainReady as soon as the images are there, not later', async () => {
    const source = fakeSource(set)
    source.hold(second)
    const dataset = await openDataset('mnist', source)
    await dataset.trainReady(6)
    let isSevenThere = false
    void dataset.trainReady(7).then(() => (isSevenThere = true))
    await settle()
    expect(isSevenThere).toBe(false)
  })

  it('rejects a wait whose signal aborts, before or during it, and more images than there are', async () => {
    const source = fakeSource(set)
    source.hold(second)
    const dataset = await openDataset('mnist', source)
    const abort = new AbortController()
    const waiting = dataset.trainReady(7, abort.signal)
    abort.abort(new Error('reset'))
    await expect(waiting).rejects.toThrow('reset')
    await expect(dataset.testReady(abort.signal)).rejects.toThrow('reset')
    await expect(dataset.trainReady(22)).rejects.toThrow('has 21 training images, not 22')
  })

  it('tells a listener nothing more after it has unsubscribed', async () => {
    const dataset = await openDataset('mnist', fakeSource(set))
    let calls = 0
    const unsubscribe = dataset.subscribe(() => calls++)
    unsubscribe()
    await dataset.trainReady(21)
    expect(calls).toBe(0)
  })
})

describe('a chunk that does not arrive as it should', () => {
  const altered = rightBytes.slice()
  altered[altered.length - 1]! ^= 1
  const faults = [
    {
      what: 'missing',
      reply: new SourceError('missing', 'status 404'),
      says: 'There is no file train-01.bin of the set mnist: put the packed data',
    },
    {
      what: 'a web page with status 200',
      reply: webPage,
      says: 'answered with a web page instead of the file train-01.bin of the set mnist: put the packed data',
    },
    {
      what: 'cut short',
      reply: rightBytes.slice(0, -3),
      says: `${rightBytes.length - 3} of ${rightBytes.length} bytes arrived of the file train-01.bin of the set mnist: check`,
    },
    {
      what: 'too long',
      reply: new Uint8Array([...rightBytes, 0]),
      says: 'as the file train-01.bin of the set mnist is not what its manifest describes: retry',
    },
    {
      what: 'altered in one bit',
      reply: altered,
      says: 'as the file train-01.bin of the set mnist is not what its manifest describes: retry',
    },
    {
      what: 'out of reach',
      reply: new SourceError('unreachable', 'Failed to fetch'),
      says: 'Could not fetch the file train-01.bin of the set mnist (Failed to fetch): check the connection',
    },
  ]

  it.each(faults)('and is $what the first time is read once more, past the caches', async ({ reply }) => {
    const source = fakeSource(set)
    source.fail(second, reply)
    const dataset = await openDataset('mnist', source)
    await dataset.trainReady(21)
    expect(source.reads.filter(({ path }) => path === second).map(({ fresh }) => fresh)).toEqual([
      false,
      true,
    ])
    expect(dataset.state.failure).toBe(null)
    expectRightImages(dataset)
  })

  it.each(faults)('and is $what twice fails, and is never seen; retry goes on', async ({ reply, says }) => {
    const source = fakeSource(set)
    source.fail(second, reply, reply)
    const dataset = await openDataset('mnist', source)
    const wanted = dataset.trainReady(7)
    const failure = await failureOf(dataset)
    await settle()
    expect(failure).toBeInstanceOf(DataError)
    expect(failure).toMatchObject({ set: 'mnist', file: 'train-01.bin' })
    expect(failure.message).toContain(says)
    expect(failure.message).toMatch(/^[^.!?]*(\.bin[^.!?]*)*\.$/)
    expect(source.reads.filter(({ path }) => path === second).length).toBe(2)
    expect(dataset.state).toMatchObject({ trainImages: 6, testReady: true })
    expect(dataset.state.bytes).toBe(dataset.state.bytesTotal - rightBytes.length)
    expect(dataset.train.pixels.subarray(6 * pixelsPerImage, 11 * pixelsPerImage).every((b) => b === 0)).toBe(
      true,
    )

    dataset.retry()
    expect(dataset.state.failure).toBe(null)
    await wanted
    await dataset.trainReady(21)
    expect(source.reads.at(-1)).toEqual({ path: second, fresh: true })
    expectRightImages(dataset)
  })

  it('can fail again after retry, and again be retried', async () => {
    const source = fakeSource(set)
    source.fail(second, ...Array.from({ length: 4 }, () => webPage))
    const dataset = await openDataset('mnist', source)
    await failureOf(dataset)
    dataset.retry()
    await failureOf(dataset)
    expect(dataset.state.trainImages).toBe(6)
    dataset.retry()
    await dataset.trainReady(21)
  })

  it('stops everything when it is the first', async () => {
    const source = fakeSource(set)
    source.fail('mnist/train-00.bin', webPage, webPage)
    const dataset = await openDataset('mnist', source)
    await failureOf(dataset)
    await settle()
    expect(source.reads.length).toBe(3)
    dataset.retry()
    await dataset.trainReady(21)
  })

  it('is refused when the manifest itself counts other classes than its labels', async () => {
    const [chunk, ...others] = set.manifest.train
    const classes = [...chunk!.classes]
    const [from, to] = [classes.findIndex((n) => n > 0), classes.indexOf(0)]
    classes[from]!--
    classes[to]!++
    const manifest = { ...set.manifest, train: [{ ...chunk!, classes }, ...others] }
    const source = fakeSource(set)
    source.fail('mnist/manifest.json', new TextEncoder().encode(JSON.stringify(manifest)))
    const dataset = await openDataset('mnist', source)
    expect((await failureOf(dataset)).fault.kind).toBe('altered')
    expect(dataset.state.trainImages).toBe(0)
  })
})

describe('a manifest', () => {
  const said = (change: object) => new TextEncoder().encode(JSON.stringify({ ...set.manifest, ...change }))

  it.each([
    ['of another version', said({ version: 2 })],
    ['of another set', said({ set: 'fashion-mnist' })],
    ['without test images', said({ test: [] })],
    ['whose counts do not add up', said({ train: [{ ...set.manifest.train[0]!, images: 7 }] })],
    ['that leads out of its folder', said({ train: [{ ...set.manifest.train[0]!, file: '../../x.bin' }] })],
    ['cut short', said({}).slice(0, 100)],
  ])('%s is refused twice, then openDataset throws', async (_, bytes) => {
    const source = fakeSource(set)
    source.fail('mnist/manifest.json', bytes, bytes)
    await expect(openDataset('mnist', source)).rejects.toThrow(
      'What arrived as the file manifest.json of the set mnist is not a manifest that this version can read',
    )
    expect(source.reads).toEqual([
      { path: 'mnist/manifest.json', fresh: false },
      { path: 'mnist/manifest.json', fresh: true },
    ])
  })

  it('that is a web page or missing is called so', async () => {
    const source = fakeSource(set)
    source.fail('mnist/manifest.json', webPage, webPage)
    await expect(openDataset('mnist', source)).rejects.toThrow(
      'with a web page instead of the file manifest.json',
    )
    source.fail('mnist/manifest.json', webPage)
    await expect(openDataset('mnist', source)).resolves.toMatchObject({ set: 'mnist' })
    await expect(openDataset('fashion-mnist', source)).rejects.toThrow(
      'There is no file manifest.json of the set fashion-mnist',
    )
  })
})

describe('kept chunks', () => {
  it('are not read again at the next opening', async () => {
    const cache = memoryCache()
    await (await openDataset('mnist', fakeSource(set), { cache })).trainReady(21)
    await settle()
    expect(cache.entries.size).toBe(6)
    const source = fakeSource(set)
    const dataset = await openDataset('mnist', source, { cache })
    await dataset.trainReady(21)
    await dataset.testReady()
    expect(source.reads.map(({ path }) => path)).toEqual(['mnist/manifest.json'])
    expectRightImages(dataset)
  })

  it('are thrown away when they were altered, and read from the source', async () => {
    const cache = memoryCache()
    const { sha256 } = set.manifest.train[1]!
    const altered = rightBytes.slice()
    altered[40]! ^= 4
    cache.entries.set(sha256, altered)
    const dataset = await openDataset('mnist', fakeSource(set), { cache })
    await dataset.trainReady(21)
    await settle()
    expect(cache.entries.get(sha256)).toEqual(rightBytes)
    expectRightImages(dataset)
  })

  it('are never wrong ones', async () => {
    const cache = memoryCache()
    const source = fakeSource(set)
    source.fail(second, webPage, webPage)
    await failureOf(await openDataset('mnist', source, { cache }))
    await settle()
    expect(cache.entries.has(set.manifest.train[1]!.sha256)).toBe(false)
  })
})

describe('a folder as source', () => {
  it('gives the packed MNIST', async () => {
    const source = fileSource(resolve(import.meta.dirname, '../../../public/data'))
    const dataset = await openDataset('mnist', source)
    await dataset.trainReady(60_000)
    await dataset.testReady()
    // The first labels of the two original files.
    expect([...dataset.train.labels.subarray(0, 10)]).toEqual([5, 0, 4, 1, 9, 2, 1, 3, 1, 4])
    expect([...dataset.test.labels.subarray(0, 10)]).toEqual([7, 2, 1, 0, 4, 1, 4, 9, 5, 9])
    // The mean grey value of MNIST's training images, 0.1307 as in every course.
    const sum = dataset.train.pixels.reduce((total, byte) => total + byte, 0)
    expect(sum / dataset.train.pixels.length / 255).toBeCloseTo(0.1307, 4)
  })

  it('says that a file is missing', async () => {
    await expect(fileSource('/nowhere').read('mnist/train-00.bin', { fresh: false })).rejects.toMatchObject({
      kind: 'missing',
    })
  })
})
