import { describe, expect, it } from 'vitest'
import { openDataset } from '../../../src/data/dataset.ts'
import { openOrder, type Order } from '../../../src/data/order.ts'
import { selectTest, selectTraining, type Selection } from '../../../src/data/selection.ts'
import { openStream } from '../../../src/numerics/streams.ts'
import { fakeSet, fakeSource, labelOf } from './fakeSet.ts'

const sizes = [40, 30, 50, 20]
const total = 140
const all = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]
const set = fakeSet(sizes, [30, 25])

async function loaded() {
  const dataset = await openDataset('mnist', fakeSource(set))
  await dataset.trainReady(total)
  await dataset.testReady()
  return dataset
}

/** File indices of the first `train` images with these labels, found the slow way. */
function wanted(train: number, classes: readonly number[]): number[] {
  const indices = Array.from({ length: total }, (_, index) => index)
  return indices.filter((index) => classes.includes(labelOf(index))).slice(0, train)
}

async function select(train: number, classes: readonly number[] = all): Promise<Selection> {
  return selectTraining(await loaded(), { train, classes })
}

const orderOf = (selection: Selection, seed = 42) => openOrder(selection, openStream(seed, 'order'))

/** Images `from` to `to` of the order, in batches. */
function take(order: Order, from: number, to: number, batch: number): number[] {
  const images: number[] = []
  for (let at = from; at < to; at += batch) images.push(...order.next(at, Math.min(batch, to - at)).indices)
  return images
}

const ascending = (images: readonly number[]) => images.toSorted((a, b) => a - b)

describe('a selection', () => {
  it.each([
    { train: 140, classes: all },
    { train: 60_000, classes: all },
    { train: 33, classes: all },
    { train: 40, classes: all },
    { train: 140, classes: [3] },
    { train: 9, classes: [0, 7] },
    { train: 5, classes: [9, 9, 1] },
  ])(
    'of $train images of $classes is the first of these classes in file order',
    async ({ train, classes }) => {
      const selection = await select(train, classes)
      const expected = wanted(train, classes)
      expect(selection.count).toBe(expected.length)
      expect([...selection.indices()]).toEqual(expected)
      expect([...selection.indices(4)]).toEqual(expected.slice(0, 4))
      expect([...selection.indices(1e6)]).toEqual(expected)
      expect(selection.chunks.flatMap((chunk) => [...selection.indicesOf(chunk)])).toEqual(expected)
    },
  )

  it('knows its count before anything but the manifest is there', async () => {
    const source = fakeSource(set)
    source.hold('mnist/train-00.bin')
    const dataset = await openDataset('mnist', source)
    const selection = selectTraining(dataset, { train: 60_000, classes: [2, 5] })
    expect(selection.count).toBe(wanted(60_000, [2, 5]).length)
    expect(selection.needs).toBe(140)
    expect(() => selection.indices()).toThrow(
      'Chunk 0 of the set mnist is not there yet: wait for trainReady(40).',
    )
    expect(() => selectTest(dataset, { classes: all })).toThrow('wait for testReady()')
  })

  it('needs no more than the chunks that it takes images from', async () => {
    expect((await select(40)).needs).toBe(40)
    expect((await select(41)).needs).toBe(70)
  })

  it('of test images holds all of the classes', async () => {
    const found = selectTest(await loaded(), { classes: [4, 6] })
    const expected = Array.from({ length: 55 }, (_, k) => k).filter((k) =>
      [4, 6].includes(labelOf(100_000 + k)),
    )
    expect(expected.length).toBeGreaterThan(2)
    expect([...found]).toEqual(expected)
  })
})

describe('the order', () => {
  it.each([
    { train: 140, classes: all },
    { train: 77, classes: all },
    { train: 140, classes: [1, 2, 8] },
    { train: 5, classes: all },
  ])('visits each of $train images of $classes once in every epoch', async ({ train, classes }) => {
    const order = orderOf(await select(train, classes))
    const expected = wanted(train, classes)
    const n = expected.length
    for (let epoch = 0; epoch < 4; epoch++) {
      const images = take(order, epoch * n, (epoch + 1) * n, 16)
      expect(ascending(images)).toEqual(expected)
    }
  })

  it('visits the chunks one by one in epoch 1, and mixes them later', async () => {
    const order = orderOf(await select(140))
    const chunkOf = (index: number) => [40, 70, 120, 140].findIndex((end) => index < end)
    const first = take(order, 0, 140, 32).map(chunkOf)
    expect(first).toEqual(ascending(first))
    const second = take(order, 140, 280, 32).map(chunkOf)
    expect(new Set(second.slice(0, 40)).size).toBe(4)
  })

  it('is shuffled, already in epoch 1', async () => {
    const images = take(orderOf(await select(140)), 0, 140, 16)
    expect(images.filter((index, position) => index === position).length).toBeLessThan(20)
  })

  it('differs from epoch to epoch and from chunk to chunk', async () => {
    const order = orderOf(await select(140))
    const epochs = [0, 1, 2, 3].map((epoch) => take(order, epoch * 140, (epoch + 1) * 140, 140).join())
    expect(new Set(epochs).size).toBe(4)
    const thirds = [take(order, 0, 30, 30), take(order, 40, 70, 30).map((index) => index - 40)]
    expect(thirds[0]).not.toEqual(thirds[1])
  })

  it('is permutation `chunk` of the stream in epoch 1, permutation `chunks + epoch` later', async () => {
    const order = orderOf(await select(140), 7)
    const stream = openStream(7, 'order')
    expect(take(order, 40, 70, 30)).toEqual([...stream.permutation(1, 30)].map((place) => place + 40))
    expect(take(order, 280, 420, 140)).toEqual([...stream.permutation(4 + 3, 140)])
  })

  it('is the same at any position, whatever was asked before and in whatever batches', async () => {
    const selection = await select(140, [0, 1, 2, 3, 4])
    const sequence = take(orderOf(selection), 0, 400, 1)
    expect(take(orderOf(selection), 0, 400, 37)).toEqual(sequence)
    const order = orderOf(selection)
    for (const at of [310, 3, 69, 70, 139, 0, 250, 12]) {
      expect([...order.next(at, 90).indices]).toEqual(sequence.slice(at, at + 90))
    }
  })

  it('is another with another seed', async () => {
    const selection = await select(140)
    expect(take(orderOf(selection, 1), 0, 140, 20)).not.toEqual(take(orderOf(selection, 2), 0, 140, 20))
  })

  it('holds images several times in a batch larger than the selection', async () => {
    const { indices } = orderOf(await select(5)).next(0, 128)
    expect(indices.length).toBe(128)
    for (const index of [0, 1, 2, 3, 4]) {
      const times = indices.filter((i) => i === index).length
      expect(times === 25 || times === 26).toBe(true)
    }
  })

  it('needs the chunks that a batch reaches into, and all from epoch 2 on', async () => {
    const order = orderOf(await select(130))
    expect(order.needs(0, 40)).toBe(40)
    expect(order.needs(0, 41)).toBe(70)
    expect(order.needs(39, 1)).toBe(40)
    expect(order.needs(40, 1)).toBe(70)
    expect(order.needs(129, 1)).toBe(140)
    expect(order.needs(130, 1)).toBe(140)
    expect(order.needs(69, 200)).toBe(140)
    expect(order.next(0, 41).needs).toBe(70)
  })

  it('can start while the rest arrives, and does not move because of it', async () => {
    const source = fakeSource(set)
    const open = source.hold('mnist/train-01.bin')
    const dataset = await openDataset('mnist', source)
    const order = orderOf(selectTraining(dataset, { train: 140, classes: [1, 3, 5] }))
    await dataset.trainReady(order.needs(0, 8))
    const early = [...order.next(0, 8).indices]
    const n = wanted(40, [1, 3, 5]).filter((index) => index < 40).length
    expect(() => order.next(n - 2, 4)).toThrow('Chunk 1 of the set mnist is not there yet')
    open()
    await dataset.trainReady(order.needs(n - 2, 4))
    const whole = orderOf(await select(140, [1, 3, 5]))
    expect(early).toEqual([...whole.next(0, 8).indices])
    expect(order.next(n - 2, 4)).toEqual(whole.next(n - 2, 4))
  })

  it('of nothing is refused in a sentence', async () => {
    const none = await select(140, [])
    expect(none.count).toBe(0)
    expect(() => orderOf(none)).toThrow(
      'No training image is selected: choose at least one class and one image.',
    )
    expect((await select(0)).count).toBe(0)
  })
})
