// The idx format of MNIST's own files: http://yann.lecun.com/exdb/mnist/ (big-endian header, then unsigned bytes).

import { pixelsPerImage } from '../manifest.ts'
import { Blocks, nameOf, piecesOf, type OwnFile } from './bytes.ts'
import { resample, wholeOf } from './grey.ts'
import { mostImages, unlabelled } from './limits.ts'
import { Collecting, shortened, UnusableFile, type OwnSet } from './ownSet.ts'

const largestSide = 1024

const types: Readonly<Record<number, string>> = {
  0x08: 'unsigned bytes',
  0x09: 'signed bytes',
  0x0b: '16-bit numbers',
  0x0c: '32-bit whole numbers',
  0x0d: '32-bit floats',
  0x0e: '64-bit floats',
}

/** Images or labels, by the number of axes; null for bytes that do not begin an idx file. */
export function idxKind(start: Uint8Array): 'images' | 'labels' | 'other' | null {
  if (start.length < 4 || start[0] !== 0 || start[1] !== 0 || types[start[2]!] === undefined) return null
  return start[3] === 3 ? 'images' : start[3] === 1 ? 'labels' : 'other'
}

/** An idx file of images, each scaled to 28×28, with the labels of another. @throws UnusableFile */
export async function readIdx(
  images: OwnFile,
  labels: OwnFile | null,
  onBytes: (bytes: number) => void,
): Promise<OwnSet> {
  const name = nameOf(images)
  const values = labels === null ? null : await readLabels(labels)
  const blocks = new Blocks(piecesOf(images, onBytes))
  const [count = 0, height = 0, width = 0] = await readHeader(blocks, name, 3)
  if (values !== null && values.length !== count) {
    throw new UnusableFile(
      `${name} has ${count.toLocaleString('en')} images but ${nameOf(labels!)} has ${values.length.toLocaleString('en')} labels. Choose the two that belong together.`,
    )
  }
  const sides = `${width.toLocaleString('en')} × ${height.toLocaleString('en')} pixels`
  if (Math.min(width, height) < 1 || Math.max(width, height) > largestSide) {
    throw new UnusableFile(
      `The images of ${name} have ${sides}; from 1 to ${largestSide.toLocaleString('en')} on each side can be scaled to 28 × 28.`,
    )
  }
  if (count > mostImages) {
    throw new UnusableFile(
      `${name} has ${count.toLocaleString('en')} images; a set has at most ${mostImages.toLocaleString('en')} here. Use a part of it.`,
    )
  }
  const collecting = new Collecting(shortened(name))
  for (let image = 0; image < count; image++) {
    const bytes = await blocks.take(width * height)
    if (bytes.length < width * height) {
      throw new UnusableFile(
        `${name} ends at byte ${blocks.offset.toLocaleString('en')}, within image ${(image + 1).toLocaleString('en')} of the ${count.toLocaleString('en')} that its header promises. Get the file again.`,
      )
    }
    const label = values === null ? unlabelled : String(values[image]!)
    const into = collecting.add(label, `Label ${image + 1} of ${labels ? nameOf(labels) : name}`)
    if (width * height === pixelsPerImage && width === height) into.set(bytes)
    else {
      const grey = { width, height, values: bytes }
      resample(grey, wholeOf(grey), into)
    }
  }
  await requireEnd(blocks, name)
  return collecting.finish()
}

async function readLabels(own: OwnFile): Promise<Uint8Array> {
  const name = nameOf(own)
  const blocks = new Blocks(piecesOf(own, () => {}))
  const [count = 0] = await readHeader(blocks, name, 1)
  const labels = count > mostImages ? new Uint8Array(0) : await blocks.take(count)
  if (labels.length < count) {
    throw new UnusableFile(
      count > mostImages
        ? `${name} has ${count.toLocaleString('en')} labels; a set has at most ${mostImages.toLocaleString('en')} images here.`
        : `${name} ends at byte ${blocks.offset.toLocaleString('en')}, after ${labels.length.toLocaleString('en')} of the ${count.toLocaleString('en')} labels that its header promises. Get the file again.`,
    )
  }
  await requireEnd(blocks, name)
  return labels
}

async function readHeader(blocks: Blocks, name: string, axes: number): Promise<number[]> {
  const magic = await blocks.take(4)
  const kind = idxKind(magic)
  if (kind === null) {
    throw new UnusableFile(`${name} is no idx file: it does not begin with two zero bytes and a type.`)
  }
  const type = magic[2]!
  if (type !== 0x08) {
    throw new UnusableFile(`${name} holds ${types[type]}; images and labels have to be unsigned bytes.`)
  }
  if (magic[3] !== axes) {
    const wanted = axes === 3 ? 'images have three: number, height and width' : 'labels have one'
    throw new UnusableFile(`${name} has ${magic[3]} axes, where ${wanted}.`)
  }
  const sizes = await blocks.take(4 * axes)
  if (sizes.length < 4 * axes) {
    throw new UnusableFile(`${name} ends within its header, at byte ${blocks.offset}. Get the file again.`)
  }
  const view = new DataView(sizes.buffer, sizes.byteOffset, sizes.byteLength)
  return Array.from({ length: axes }, (_, axis) => view.getUint32(4 * axis))
}

async function requireEnd(blocks: Blocks, name: string): Promise<void> {
  const end = blocks.offset
  const more = await blocks.take(1)
  await blocks.close()
  if (more.length > 0) {
    throw new UnusableFile(
      `${name} goes on behind byte ${end.toLocaleString('en')}, where its header says that it ends. Get the file again.`,
    )
  }
}
