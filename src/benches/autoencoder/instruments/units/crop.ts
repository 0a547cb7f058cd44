// The part of the picture that a filter sees: everywhere else its maximising input is 0.

import { side } from '../../shapes.ts'

/** Below this share of the largest pixel a pixel counts as 0. */
const negligible = 1e-3
/** A crop is at least as wide, so that a single pixel is still seen as one. */
const least = 5

export interface Cropped {
  /** (images × side · side) */
  readonly images: Float32Array
  readonly side: number
}

/** The smallest square that holds every image's pixels, the same for all images (n × 784). */
export function croppedToContent(images: Float32Array): Cropped {
  const most = images.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0)
  let [top, bottom, left, right] = [side, -1, side, -1]
  images.forEach((value, i) => {
    if (Math.abs(value) <= negligible * most) return
    const pixel = i % (side * side)
    const [row, column] = [Math.floor(pixel / side), pixel % side]
    top = Math.min(top, row)
    bottom = Math.max(bottom, row)
    left = Math.min(left, column)
    right = Math.max(right, column)
  })
  if (bottom < 0) return { images, side }
  const width = Math.max(bottom - top + 1, right - left + 1, least)
  const startOf = (first: number, last: number) =>
    Math.min(Math.max(Math.floor((first + last + 1 - width) / 2), 0), side - width)
  const [fromRow, fromColumn] = [startOf(top, bottom), startOf(left, right)]
  const cropped = Float32Array.from({ length: (images.length / side ** 2) * width ** 2 }, (_, i) => {
    const [image, pixel] = [Math.floor(i / width ** 2), i % width ** 2]
    const [row, column] = [fromRow + Math.floor(pixel / width), fromColumn + (pixel % width)]
    return images[image * side ** 2 + row * side + column]!
  })
  return { images: cropped, side: width }
}
