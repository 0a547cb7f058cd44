// Packs the original MNIST and Fashion-MNIST files into the chunks and manifests that the program loads.
//
//   node datasets/pack.mjs [--from datasets] [--to public/data]
//
// The idx format of the originals: http://yann.lecun.com/exdb/mnist/ (big-endian header, then unsigned bytes).

import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs, promisify } from 'node:util'
import { gunzipSync, gzip } from 'node:zlib'

const imagesPerChunk = 5000
const rows = 28
const columns = 28
const classCount = 10

/** @typedef {{ images: Buffer, labels: Buffer, count: number }} Part */
/** @typedef {{ file: string, images: number, bytes: number, sha256: string, classes: number[] }} Chunk */

/** Something that the reader of the message can put right. */
class PackingError extends Error {}

/**
 * The bytes of one original, after its MD5 has been compared with the published one.
 * @param {string} path @param {string} md5
 */
function readOriginal(path, md5) {
  if (!existsSync(path)) throw new PackingError(`${path} is missing: restore it from version control.`)
  const bytes = readFileSync(path)
  const found = createHash('md5').update(bytes).digest('hex')
  if (found !== md5) {
    throw new PackingError(
      `${path} has the MD5 ${found} instead of the published ${md5}: restore it from version control.`,
    )
  }
  return gunzipSync(bytes)
}

/**
 * The values of an idx file of unsigned bytes, `shape[0]` of them being free.
 * @param {Buffer} idx @param {number[]} inner the sizes after the first @param {string} path
 */
function parseIdx(idx, inner, path) {
  const magic = 0x0800 + 1 + inner.length
  const header = 4 + 4 * (1 + inner.length)
  const sizes = Array.from({ length: 1 + inner.length }, (_, axis) => idx.readUInt32BE(4 + 4 * axis))
  const count = sizes[0] ?? 0
  const each = inner.reduce((product, size) => product * size, 1)
  if (
    idx.readUInt32BE(0) !== magic ||
    inner.some((size, axis) => sizes[axis + 1] !== size) ||
    idx.length !== header + count * each
  ) {
    throw new PackingError(
      `${path} is not an idx file of unsigned bytes in the shape n × ${inner.join(' × ') || 1}.`,
    )
  }
  return { count, values: idx.subarray(header) }
}

/**
 * @param {string} folder @param {'train' | 't10k'} part @param {Record<string, string>} checksums
 * @returns {Part}
 */
function readPart(folder, part, checksums) {
  const [imageFile, labelFile] = [`${part}-images-idx3-ubyte.gz`, `${part}-labels-idx1-ubyte.gz`]
  const images = parseIdx(
    readOriginal(join(folder, imageFile), checksums[imageFile] ?? ''),
    [rows, columns],
    imageFile,
  )
  const labels = parseIdx(readOriginal(join(folder, labelFile), checksums[labelFile] ?? ''), [], labelFile)
  if (images.count !== labels.count) {
    throw new PackingError(
      `${folder} has ${images.count} images but ${labels.count} labels in its part ${part}.`,
    )
  }
  return { images: images.values, labels: labels.values, count: images.count }
}

/**
 * The same bytes on every system for one version of zlib: no time, and no name of the system, in the header.
 * @param {Buffer} bytes
 */
async function compress(bytes) {
  const packed = await promisify(gzip)(bytes, { level: 9, memLevel: 9 })
  packed.writeUInt32LE(0, 4)
  packed.writeUInt8(255, 9)
  return packed
}

/**
 * Writes beside the target and moves into place, so that nobody ever reads half a file. The file is never dated before
 * what it is made from (`since`, in ms), even if the clock was set back meanwhile.
 * @param {string} path @param {string | Buffer} content @param {number} since
 */
function writeWhole(path, content, since) {
  const temporary = `${path}.${process.pid}.tmp`
  try {
    writeFileSync(temporary, content)
    const seconds = Math.max(Date.now(), Math.ceil(since)) / 1000
    utimesSync(temporary, seconds, seconds)
    renameSync(temporary, path)
  } finally {
    rmSync(temporary, { force: true })
  }
}

/**
 * @param {Part} part @param {'train' | 'test'} name @param {string} folder @param {number} since
 * @returns {Promise<Chunk[]>}
 */
async function writeChunks(part, name, folder, since) {
  const pixels = rows * columns
  const starts = Array.from({ length: Math.ceil(part.count / imagesPerChunk) }, (_, k) => k * imagesPerChunk)
  return Promise.all(
    starts.map(async (start, k) => {
      const end = Math.min(start + imagesPerChunk, part.count)
      const labels = part.labels.subarray(start, end)
      const packed = await compress(
        Buffer.concat([part.images.subarray(start * pixels, end * pixels), labels]),
      )
      const file = `${name}-${String(k).padStart(2, '0')}.bin`
      writeWhole(join(folder, file), packed, since)
      return {
        file,
        images: end - start,
        bytes: packed.length,
        sha256: createHash('sha256').update(packed).digest('hex'),
        classes: Array.from({ length: classCount }, (_, label) => labels.filter((l) => l === label).length),
      }
    }),
  )
}

/** @param {string} path */
const modified = (path) => statSync(path).mtimeMs

/**
 * Whether the manifest and every file that it names are there, whole and newer than what they are made from.
 * @param {string} folder @param {number} since
 */
function isUpToDate(folder, since) {
  try {
    const manifestPath = join(folder, 'manifest.json')
    const manifest = JSON.parse(readFileSync(manifestPath, 'utf8'))
    /** @type {Chunk[]} */
    const chunks = [...manifest.train, ...manifest.test]
    const isWhole = chunks.every(({ file, bytes }) => {
      const { size, mtimeMs } = statSync(join(folder, file))
      return size === bytes && mtimeMs >= since
    })
    return chunks.length > 0 && isWhole && modified(manifestPath) >= since
  } catch {
    return false // nothing there, or nothing that can be read: pack it
  }
}

/**
 * @param {string} set @param {string} from @param {string} to @param {Record<string, string>} checksums
 * @param {number} since
 */
async function packSet(set, from, to, checksums, since) {
  const source = join(from, set)
  const folder = join(to, set)
  const train = readPart(source, 'train', checksums)
  const test = readPart(source, 't10k', checksums)

  mkdirSync(folder, { recursive: true })
  const manifest = {
    version: 1,
    set,
    rows,
    columns,
    train: await writeChunks(train, 'train', folder, since),
    test: await writeChunks(test, 'test', folder, since),
  }
  writeWhole(join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`, since)

  const chunks = [...manifest.train, ...manifest.test]
  const named = new Set(['manifest.json', ...chunks.map(({ file }) => file)])
  for (const file of readdirSync(folder)) {
    if (file.endsWith('.bin') && !named.has(file)) rmSync(join(folder, file))
  }
  const megabytes = chunks.reduce((sum, { bytes }) => sum + bytes, 0) / 1e6
  return `${set} in ${chunks.length} chunks (${megabytes.toFixed(1)} MB)`
}

async function main() {
  const here = fileURLToPath(new URL('.', import.meta.url))
  const { values } = parseArgs({
    options: {
      from: { type: 'string', default: here },
      to: { type: 'string', default: join(here, '../public/data') },
    },
  })
  const from = resolve(values.from)
  const to = resolve(values.to)
  const checksumsPath = join(from, 'checksums.json')
  /** @type {Record<string, Record<string, string>>} */
  const checksums = JSON.parse(readFileSync(checksumsPath, 'utf8'))
  const makers = [fileURLToPath(import.meta.url), checksumsPath]

  const packed = []
  for (const [set, files] of Object.entries(checksums)) {
    const originals = Object.keys(files).map((file) => join(from, set, file))
    const missing = originals.find((path) => !existsSync(path))
    if (missing) throw new PackingError(`${missing} is missing: restore it from version control.`)
    const since = Math.max(...[...makers, ...originals].map(modified))
    if (!isUpToDate(join(to, set), since)) packed.push(await packSet(set, from, to, files, since))
  }
  if (packed.length > 0) console.log(`Packed ${packed.join(' and ')} into ${to}.`)
}

try {
  await main()
} catch (error) {
  if (!(error instanceof PackingError)) throw error
  console.error(error.message)
  process.exitCode = 1
}
