// Files of the reader's own become a set: which kind they are is read from their bytes, not from their names.

import { isGzip, nameOf, piecesOf, startOf, type OwnFile } from './bytes.ts'
import { readCsv } from './csv.ts'
import { isSystemFile, readFolder } from './folder.ts'
import type { GreyImage } from './grey.ts'
import { idxKind, readIdx } from './idx.ts'
import { headerBytes, imageHeader } from './imageHeader.ts'
import { digestOf, isLight, UnusableFile, type OwnSet } from './ownSet.ts'

const largestFile = 1_000_000_000

export interface ReadOwn {
  readonly set: OwnSet
  /** are the images dark on light, so that they had better be turned? */
  readonly light: boolean
  /** the turn with which it is the wanted set; null where it is that with neither, or none is wanted */
  readonly matches: { readonly inverted: boolean } | null
  /** files that were left out, each with its sentence */
  readonly leftOut: readonly string[]
}

export interface Reading {
  readonly decode: (file: OwnFile) => Promise<GreyImage>
  /** the share that is done, from 0 to 1 */
  readonly onProgress: (done: number) => void
  /** the digest that the reader's recipe asks for */
  readonly wanted: string | null
}

type Kind = 'image' | 'idx images' | 'idx labels' | 'text'

/** @throws UnusableFile that says what, where and what to do */
export async function readOwn(files: readonly OwnFile[], reading: Reading): Promise<ReadOwn> {
  const { set, leftOut } = await readSet(files, reading)
  const inverted = [false, true].find(
    (turned) => reading.wanted !== null && digestOf(set, turned) === reading.wanted,
  )
  return { set, light: isLight(set), matches: inverted === undefined ? null : { inverted }, leftOut }
}

async function readSet(
  all: readonly OwnFile[],
  { decode, onProgress }: Reading,
): Promise<Pick<ReadOwn, 'set' | 'leftOut'>> {
  const files = all.filter((file) => !isSystemFile(file))
  if (files.length === 0) {
    throw new UnusableFile('There is no file in it. Choose a CSV, an idx file or a folder of images.')
  }
  const ofBytes = (file: OwnFile) => (bytes: number) => onProgress(bytes / Math.max(1, file.file.size))
  if (files.length <= 2) {
    const kinds = await Promise.all(files.map(kindOf))
    const images = files[kinds.indexOf('idx images')]
    const labels = files[kinds.indexOf('idx labels')] ?? null
    if (images && (labels || files.length === 1)) {
      return { set: await readIdx(images, labels, ofBytes(images)), leftOut: [] }
    }
    if (labels && files.length === 1) {
      throw new UnusableFile(
        `${nameOf(labels)} holds labels alone. Choose it together with the file of their images.`,
      )
    }
    if (kinds[0] === 'text' && files.length === 1) {
      return { set: await readCsv(files[0]!, ofBytes(files[0]!)), leftOut: [] }
    }
    if (!kinds.includes('image')) {
      throw new UnusableFile(
        'These two files are no pair: choose one CSV, or an idx file of images with that of their labels.',
      )
    }
  }
  return readFolder(files, decode, (done) => onProgress(done / files.length))
}

/** @throws UnusableFile for what cannot be of use */
async function kindOf(file: OwnFile): Promise<Kind> {
  const name = nameOf(file)
  if (file.file.size === 0) throw new UnusableFile(`${name} is empty.`)
  if (file.file.size > largestFile) {
    const gigabytes = (file.file.size / 1e9).toFixed(1)
    throw new UnusableFile(
      `${name} has ${gigabytes} GB; a file has at most ${largestFile / 1e9} here. Use a part of it.`,
    )
  }
  const start = await startOf(file, headerBytes)
  if (imageHeader(start) !== null) return 'image'
  const plain = isGzip(start) ? await firstPiece(file) : start
  const idx = idxKind(plain)
  if (idx === 'labels') return 'idx labels'
  if (idx !== null) return 'idx images'
  if (plain[0] === 0x50 && plain[1] === 0x4b) {
    throw new UnusableFile(`${name} is a zip archive. Unpack it, and choose the folder or file within.`)
  }
  if (!isText(plain)) {
    throw new UnusableFile(
      `${name} is neither a picture nor a set of images that can be read here. A PNG or JPEG, a CSV, an idx file or a folder of images can.`,
    )
  }
  if (/^\s*<(\?xml|!doctype|svg|html)/i.test(new TextDecoder().decode(plain.subarray(0, 200)))) {
    throw new UnusableFile(`${name} is a page or a drawing written in tags, without pixels. Save it as PNG.`)
  }
  return 'text'
}

async function firstPiece(file: OwnFile): Promise<Uint8Array> {
  for await (const piece of piecesOf(file, () => {})) return piece.subarray(0, headerBytes)
  return new Uint8Array(0)
}

/** No byte that text does not have. */
function isText(bytes: Uint8Array): boolean {
  return bytes.length > 0 && bytes.every((byte) => byte >= 0x20 || (byte >= 0x09 && byte <= 0x0d))
}
