// Numbers as pixels: colour scales as lookup tables, and grids of small images in one picture.

import type { Rgb } from './colours.ts'

/**
 * A colour scale: 255 steps from the low to the high end of the range, packed as canvas pixels, then one colour
 * for what is not a number. With an odd number of steps, the middle of a signed range falls on one of them.
 */
export type Scale = Uint32Array

/** The number of steps of a scale. */
export const steps = 255

/** An opaque pixel as a canvas stores it: red, green, blue, alpha in the order of the bytes (little endian). */
function pixel(red: number, green: number, blue: number): number {
  return ((255 << 24) | (Math.round(blue) << 16) | (Math.round(green) << 8) | Math.round(red)) >>> 0
}

function between(from: Rgb, to: Rgb, share: number): number {
  const [red, green, blue] = from.map((value, channel) => value + (to[channel]! - value) * share) as [
    number,
    number,
    number,
  ]
  return pixel(red, green, blue)
}

/** From one colour, where the range begins, to another, where it ends. */
export function sequentialScale(low: Rgb, high: Rgb, unknown: Rgb): Scale {
  const scale = new Uint32Array(steps + 1)
  for (let i = 0; i < steps; i++) scale[i] = between(low, high, i / (steps - 1))
  scale[steps] = pixel(...unknown)
  return scale
}

/** From `negative` over `zero`, exactly in the middle, to `positive`. */
export function divergingScale(negative: Rgb, zero: Rgb, positive: Rgb, unknown: Rgb): Scale {
  const scale = new Uint32Array(steps + 1)
  const middle = (steps - 1) / 2
  for (let i = 0; i < steps; i++) {
    const share = (i - middle) / middle
    scale[i] = share < 0 ? between(zero, negative, -share) : between(zero, positive, share)
  }
  scale[steps] = pixel(...unknown)
  return scale
}

/** The range of numbers that a scale spans; bytes go from 0 to 255. */
export interface Range {
  low: number
  high: number
}

/** A grid of equally large images, row after row, with gaps of whole image pixels between them. */
export interface GridShape {
  rows: number
  columns: number
  /** Height and width of one image, in its own pixels. */
  height: number
  width: number
  gap: number
}

/** Height and width of the whole grid, in image pixels. */
export function gridSize(shape: GridShape): { height: number; width: number } {
  return {
    height: shape.rows * (shape.height + shape.gap) - shape.gap,
    width: shape.columns * (shape.width + shape.gap) - shape.gap,
  }
}

/**
 * Paints images, one after the other in `values`, into packed pixels of the grid's size. Values outside the
 * range take the colour of its end; cells without an image, and gaps, keep what they are.
 */
export function paintGrid(
  pixels: Uint32Array,
  values: Float32Array | Uint8Array,
  shape: GridShape,
  scale: Scale,
  range: Range,
): void {
  const { height, width, gap } = shape
  const stride = gridSize(shape).width
  const size = height * width
  const count = Math.min(shape.rows * shape.columns, Math.floor(values.length / size))
  const factor = (steps - 1) / (range.high - range.low)
  for (let image = 0; image < count; image++) {
    const top = Math.floor(image / shape.columns) * (height + gap)
    const left = (image % shape.columns) * (width + gap)
    let source = image * size
    for (let y = 0; y < height; y++) {
      let target = (top + y) * stride + left
      for (let x = 0; x < width; x++) {
        const position = (values[source++]! - range.low) * factor
        // A NaN is shown as such: a blank image would be a lie.
        const step =
          position !== position
            ? steps
            : position <= 0
              ? 0
              : position >= steps - 1
                ? steps - 1
                : (position + 0.5) | 0
        pixels[target++] = scale[step]!
      }
    }
  }
}
