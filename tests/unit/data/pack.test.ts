import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cp, mkdtemp, readFile, readdir, rm, stat, truncate, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseManifest, setNames, type Chunk } from '../../../src/data/manifest.ts'

const root = resolve(import.meta.dirname, '../../..')
const published = join(root, 'public/data')

function pack(...options: string[]): Promise<{ code: number; said: string; complained: string }> {
  return new Promise((done) => {
    const script = join(root, 'datasets/pack.mjs')
    execFile(process.execPath, [script, ...options], (error, said, complained) => {
      done({ code: error ? Number(error.code) : 0, said, complained })
    })
  })
}

const md5 = (bytes: Uint8Array) => createHash('md5').update(bytes).digest('hex')

describe('the packed sets', () => {
  beforeAll(async () => {
    const { code, complained } = await pack()
    if (code !== 0) throw new Error(complained)
  }, 120_000)

  it.each(setNames)('of %s unpack to the original bytes', async (set) => {
    const manifest = parseManifest(await readFile(join(published, set, 'manifest.json')), set)!
    expect(manifest.train.map(({ file }) => file)).toEqual(
      Array.from({ length: 12 }, (_, k) => `train-${String(k).padStart(2, '0')}.bin`),
    )
    expect(manifest.test.map(({ file }) => file)).toEqual(['test-00.bin', 'test-01.bin'])
    for (const [chunks, original] of [
      [manifest.train, 'train'],
      [manifest.test, 't10k'],
    ] as [Chunk[], string][]) {
      const images: Uint8Array[] = []
      const labels: Uint8Array[] = []
      for (const chunk of chunks) {
        const packed = await readFile(join(published, set, chunk.file))
        expect(packed.length).toBe(chunk.bytes)
        expect(createHash('sha256').update(packed).digest('hex')).toBe(chunk.sha256)
        const bytes = gunzipSync(packed)
        expect(bytes.length).toBe(5000 * 785)
        images.push(bytes.subarray(0, 5000 * 784))
        labels.push(bytes.subarray(5000 * 784))
        chunk.classes.forEach((count, label) => {
          expect(labels.at(-1)!.filter((l) => l === label).length).toBe(count)
        })
      }
      const folder = join(root, 'datasets', set)
      const imageFile = gunzipSync(await readFile(join(folder, `${original}-images-idx3-ubyte.gz`)))
      const labelFile = gunzipSync(await readFile(join(folder, `${original}-labels-idx1-ubyte.gz`)))
      expect(Buffer.concat(images).equals(imageFile.subarray(16))).toBe(true)
      expect(Buffer.concat(labels).equals(labelFile.subarray(8))).toBe(true)
    }
  })

  it('begin with a chunk of MNIST of at most 0.85 MB', async () => {
    expect((await stat(join(published, 'mnist/train-00.bin'))).size).toBeLessThanOrEqual(850_000)
  })

  it('are left alone, without a word, when they are up to date', async () => {
    const manifest = join(published, 'mnist/manifest.json')
    const before = await stat(manifest)
    expect(await pack()).toEqual({ code: 0, said: '', complained: '' })
    expect((await stat(manifest)).mtimeMs).toBe(before.mtimeMs)
  })
})

describe('packing a small set', () => {
  const name = 'train-images-idx3-ubyte.gz'
  let from: string
  let to: string

  function idx(count: number, inner: number[]): Buffer {
    const sizes = [count, ...inner]
    const header = Buffer.alloc(4 + 4 * sizes.length)
    header.writeUInt32BE(0x0800 + sizes.length)
    sizes.forEach((size, axis) => header.writeUInt32BE(size, 4 + 4 * axis))
    const each = inner.reduce((product, size) => product * size, 1)
    return gzipSync(
      Buffer.concat([header, Buffer.from(Array.from({ length: count * each }, (_, i) => i % 10))]),
    )
  }

  async function writeOriginals(sums: (file: string, bytes: Buffer) => string): Promise<void> {
    const originals = {
      [name]: idx(5003, [28, 28]),
      'train-labels-idx1-ubyte.gz': idx(5003, []),
      't10k-images-idx3-ubyte.gz': idx(7, [28, 28]),
      't10k-labels-idx1-ubyte.gz': idx(7, []),
    }
    for (const [file, bytes] of Object.entries(originals)) await writeFile(join(from, 'mnist', file), bytes)
    const checksums = Object.fromEntries(Object.entries(originals).map(([f, bytes]) => [f, sums(f, bytes)]))
    await writeFile(join(from, 'checksums.json'), JSON.stringify({ mnist: checksums }))
  }

  beforeAll(async () => {
    from = await mkdtemp(join(tmpdir(), 'originals-'))
    to = await mkdtemp(join(tmpdir(), 'packed-'))
    await cp(join(root, 'datasets/README.md'), join(from, 'mnist/README.md'))
    await writeOriginals((_, bytes) => md5(bytes))
  })
  afterAll(async () => {
    await rm(from, { recursive: true })
    await rm(to, { recursive: true })
  })

  it('writes the same bytes every time, and leaves no temporary file', async () => {
    expect((await pack('--from', from, '--to', to)).said).toMatch(/^Packed mnist in 3 chunks .*\.\n$/)
    const files = await readdir(join(to, 'mnist'))
    expect(files.toSorted()).toEqual(['manifest.json', 'test-00.bin', 'train-00.bin', 'train-01.bin'])
    const first = await Promise.all(files.map((file) => readFile(join(to, 'mnist', file))))
    await rm(join(to, 'mnist'), { recursive: true })
    await pack('--from', from, '--to', to)
    const second = await Promise.all(files.map((file) => readFile(join(to, 'mnist', file))))
    expect(second.map(md5)).toEqual(first.map(md5))
  })

  it('packs again when a chunk is missing, cut short or older than its original', async () => {
    const chunk = join(to, 'mnist/train-01.bin')
    const spoil = [
      () => rm(chunk),
      () => truncate(chunk, 10),
      () => utimes(chunk, new Date(0), new Date(0)),
      () => rm(join(to, 'mnist/manifest.json')),
    ]
    for (const act of spoil) {
      await act()
      expect((await pack('--from', from, '--to', to)).said).toMatch(/^Packed mnist/)
      expect((await pack('--from', from, '--to', to)).said).toBe('')
    }
  })

  it('is up to date at once even when the originals are dated in the future', async () => {
    const later = new Date(Date.now() + 3_600_000)
    await utimes(join(from, 'mnist', name), later, later)
    expect((await pack('--from', from, '--to', to)).said).toMatch(/^Packed mnist/)
    expect((await pack('--from', from, '--to', to)).said).toBe('')
  })

  it('refuses an original whose MD5 is not the published one, naming it', async () => {
    await writeOriginals((file, bytes) => (file === name ? '0'.repeat(32) : md5(bytes)))
    const { code, said, complained } = await pack('--from', from, '--to', `${to}/other`)
    expect(code).toBe(1)
    expect(said).toBe('')
    expect(complained).toMatch(
      /train-images-idx3-ubyte\.gz has the MD5 [0-9a-f]{32} instead of the published 0{32}/,
    )
    await expect(stat(`${to}/other`)).rejects.toThrow('ENOENT')
  })

  it('refuses a missing original, naming it', async () => {
    await rm(join(from, 'mnist', name))
    const { code, complained } = await pack('--from', from, '--to', to)
    expect(code).toBe(1)
    expect(complained).toMatch(
      /^\S*train-images-idx3-ubyte\.gz is missing: restore it from version control\.\n$/,
    )
  })
})
