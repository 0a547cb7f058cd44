// Grey images of any size, and how a square of one becomes 28×28 pixels: each the mean of the area that it covers.

import { columns, pixelsPerImage } from '../manifest.ts'

export interface GreyImage {
  readonly width: number
  readonly height: number
  /** width × height bytes, row by row, 0 black */
  readonly values: Uint8Array
}

/** A square in pixels of the image; it may reach beyond it. */
export interface Square {
  readonly left: number
  readonly top: number
  readonly side: number
}

/** Luma of sRGB bytes (ITU-R BT.709) over white paper, where they are transparent. */
export function greyOf(rgba: Uint8ClampedArray | Uint8Array, width: number, height: number): GreyImage {
  const values = new Uint8Array(width * height)
  for (let i = 0, at = 0; i < values.length; i++, at += 4) {
    const luma = 0.2126 * rgba[at]! + 0.7152 * rgba[at + 1]! + 0.0722 * rgba[at + 2]!
    const cover = rgba[at + 3]! / 255
    values[i] = Math.round(cover * luma + (1 - cover) * 255)
  }
  return { width, height, values }
}

/** The whole image in the middle of a square. */
export function wholeOf({ width, height }: GreyImage): Square {
  const side = Math.max(width, height)
  return { left: (width - side) / 2, top: (height - side) / 2, side }
}

/** The mean of the outermost pixels: what the image stands on. */
export function borderOf({ width, height, values }: GreyImage): number {
  let [sum, count] = [0, 0]
  for (let y = 0; y < height; y++) {
    const step = y === 0 || y === height - 1 ? 1 : Math.max(1, width - 1)
    for (let x = 0; x < width; x += step) {
      sum += values[y * width + x]!
      count += 1
    }
  }
  return count === 0 ? 0 : sum / count
}

/** 784 bytes of this square, which is filled up with the border's grey where there is no image. Returns `into`. */
export function resample(
  image: GreyImage,
  square: Square,
  into: Uint8Array = new Uint8Array(pixelsPerImage),
): Uint8Array {
  const across = coverOf(square.left, square.side, image.width)
  const down = coverOf(square.top, square.side, image.height)
  const border = borderOf(image)
  const rows = new Float64Array(columns)
  for (let y = 0; y < columns; y++) {
    for (let x = 0; x < columns; x++) rows[x] = 0
    const { from, weights } = down[y]!
    let covered = 0
    for (let j = 0; j < weights.length; j++) {
      covered += weights[j]!
      const row = (from + j) * image.width
      for (let x = 0; x < columns; x++) {
        const cover = across[x]!
        let [sum, part] = [0, 0]
        for (let i = 0; i < cover.weights.length; i++) {
          sum += cover.weights[i]! * image.values[row + cover.from + i]!
          part += cover.weights[i]!
        }
        rows[x]! += weights[j]! * (sum + (1 - part) * border)
      }
    }
    for (let x = 0; x < columns; x++) {
      into[y * columns + x] = Math.round(Math.min(255, Math.max(0, rows[x]! + (1 - covered) * border)))
    }
  }
  return into
}

/** Which pixels of a line each of 28 places covers, and with which share of the place. */
function coverOf(start: number, length: number, size: number): { from: number; weights: number[] }[] {
  const step = length / columns
  return Array.from({ length: columns }, (_, place) => {
    const [low, high] = [start + place * step, start + (place + 1) * step]
    const from = Math.max(0, Math.floor(low))
    const to = Math.min(size, Math.ceil(high))
    const weights: number[] = []
    for (let i = from; i < to; i++) weights.push((Math.min(high, i + 1) - Math.max(low, i)) / step)
    return { from, weights }
  })
}
