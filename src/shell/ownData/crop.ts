// What becomes of a picture as an image of the lab: the reader's square of it, light on dark, and if wished as MNIST's are.

import { resample, type GreyImage, type Square } from '../../data/own/grey.ts'
import { centreDigit } from '../../ui/centreDigit.ts'

/** Where the reader looks: the middle in pixels of the picture, and how close; 1 shows all of it. */
export interface Crop {
  readonly x: number
  readonly y: number
  readonly zoom: number
}

export const largestZoom = 12
/** Of the way from paper to ink, what counts as paper when a digit is cut out: shadows and the grain of photographs. */
const shade = 0.2
/** Around a digit, as a share of its size. */
const margin = 0.2
const side = 28

export function middleOf({ width, height }: GreyImage): Crop {
  return { x: width / 2, y: height / 2, zoom: 1 }
}

export function squareOf({ width, height }: GreyImage, { x, y, zoom }: Crop): Square {
  const side = Math.max(width, height) / zoom
  return { left: x - side / 2, top: y - side / 2, side }
}

/** Moved and zoomed, with its middle kept on the picture. */
export function within({ width, height }: GreyImage, { x, y, zoom }: Crop): Crop {
  const bound = (value: number, least: number, most: number) => Math.min(Math.max(value, least), most)
  return { x: bound(x, 0, width), y: bound(y, 0, height), zoom: bound(zoom, 1, largestZoom) }
}

export interface Treatment {
  /** change black and white */
  readonly inverted: boolean
  /** scaled to a 20×20 box and centred by mass, on black */
  readonly asDigit: boolean
}

/** 784 values from 0 to 1, of which 1 is ink. */
export function croppedImage(image: GreyImage, crop: Crop, { inverted, asDigit }: Treatment): Float32Array {
  const square = squareOf(image, crop)
  const values = valuesOf(image, square, inverted)
  if (!asDigit) return values
  // a small digit is taken from the picture itself, not from a few pixels of it
  return centreDigit(inkOf(valuesOf(image, aroundInk(square, inkOf(values)), inverted)))
}

function valuesOf(image: GreyImage, square: Square, inverted: boolean): Float32Array {
  return Float32Array.from(resample(image, square), (byte) => (inverted ? 255 - byte : byte) / 255)
}

/** The part of the square that has ink on it, with a margin in which there is paper. */
function aroundInk(square: Square, ink: Float32Array): Square {
  const places = Array.from(ink).flatMap((value, i) => (value > 0 ? [i] : []))
  if (places.length === 0) return square
  const columns = places.map((i) => i % side)
  const rows = places.map((i) => Math.floor(i / side))
  const [left, right] = [Math.min(...columns), Math.max(...columns) + 1]
  const [top, bottom] = [Math.min(...rows), Math.max(...rows) + 1]
  const length = Math.min(side, (1 + 2 * margin) * Math.max(right - left, bottom - top))
  const pixel = square.side / side
  return {
    left: square.left + ((left + right - length) / 2) * pixel,
    top: square.top + ((top + bottom - length) / 2) * pixel,
    side: length * pixel,
  }
}

/** The paper, which is what lies at the border, becomes 0, the darkest ink 1. */
function inkOf(values: Float32Array): Float32Array {
  const border = values.filter((_, i) => {
    const [row, column] = [Math.floor(i / side), i % side]
    return row === 0 || row === side - 1 || column === 0 || column === side - 1
  })
  const paper = border.toSorted()[border.length >> 1]!
  const most = values.reduce((largest, value) => Math.max(largest, value), 0)
  if (most - paper < 0.05) return new Float32Array(values.length)
  return values.map((value) => {
    const ink = (value - paper) / (most - paper)
    return ink < shade ? 0 : (ink - shade) / (1 - shade)
  })
}
