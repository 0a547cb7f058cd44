// Joint moments of images under noise whose mean bends, E[x̃|x] being no straight line in x: noise that is clipped.

import type { JointMoments } from './jointMoments.ts'
import { imageAt, pixelsPerImage } from './moments.ts'

/** Of each of the 256 bytes. */
export interface MeanTable {
  /** the clean pixel, for `sampled` its expectation */
  value: Float64Array
  /** E[x̃] */
  mean: Float64Array
}

/**
 * Images per slice of `bentMoments`: some 10 ms where a fifth of the pixels are lit, 50 ms where half are.
 */
const sliceLength = 100

/**
 * Joint moments, still without the noise's own variance, from the sums of x dᵀ and d dᵀ with d = E[x̃|x] − E[x̃|0], which is 0
 * wherever x is: the dark pixels of an image cost nothing.
 */
export function* bentMoments(
  images: Uint8Array,
  count: number,
  { value, mean }: MeanTable,
  selection: ArrayLike<number> | undefined,
): Generator<number, JointMoments> {
  const n = pixelsPerImage(images, count)
  const total = selection?.length ?? count
  const sums: Sums = {
    x: new Float64Array(n),
    d: new Float64Array(n),
    xd: new Float64Array((n + 1) * n), // one row more, for the partner of the last
    dd: new Float64Array((n + 1) * n),
  }
  const lit: Lit = {
    start: new Int32Array(sliceLength + 1),
    pixel: new Int32Array(sliceLength * n),
    x: new Float64Array(sliceLength * n),
    d: new Float64Array(sliceLength * n),
  }
  for (let from = 0; from < total; from += sliceLength) {
    const size = Math.min(sliceLength, total - from)
    let end = 0
    for (let i = 0; i < size; i++) {
      const start = imageAt(from + i, count, selection) * n
      for (let pixel = 0; pixel < n; pixel++) {
        const byte = images[start + pixel]!
        if (byte === 0) continue
        lit.pixel[end] = pixel
        sums.x[pixel]! += lit.x[end] = value[byte]!
        sums.d[pixel]! += lit.d[end] = mean[byte]! - mean[0]!
        end++
      }
      lit.start[i + 1] = end
    }
    addProducts(sums, lit, size, n)
    yield from + size
  }
  return jointOf(sums, mean[0]!, total)
}

/** Over images: Σ x, Σ d, Σ x dᵀ, and Σ d dᵀ, which is filled where column ≥ row. */
interface Sums {
  x: Float64Array<ArrayBuffer>
  d: Float64Array<ArrayBuffer>
  xd: Float64Array<ArrayBuffer>
  dd: Float64Array<ArrayBuffer>
}

/** The lit pixels of a slice's images, each image's from `start[i]` to `start[i + 1]` in ascending order. */
interface Lit {
  start: Int32Array
  pixel: Int32Array
  x: Float64Array
  d: Float64Array
}

/**
 * Adds the slice's products, two neighbouring rows at a time: they stay in the cache, and are mostly lit
 * together.
 */
function addProducts({ xd, dd }: Sums, lit: Lit, size: number, n: number): void {
  const next = lit.start.slice(0, size) // of each image the first lit pixel that is not above these rows
  const rows: TwoRows = { x0: 0, x1: 0, d0: 0, d1: 0 }
  for (let row = 0; row < n; row += 2) {
    const [xd0, xd1] = [xd.subarray(row * n, (row + 1) * n), xd.subarray((row + 1) * n, (row + 2) * n)]
    const [dd0, dd1] = [dd.subarray(row * n, (row + 1) * n), dd.subarray((row + 1) * n, (row + 2) * n)]
    for (let i = 0; i < size; i++) {
      const [first, end] = [next[i]!, lit.start[i + 1]!]
      next[i] = readRows(rows, lit, first, end, row)
      if (next[i] === first) continue
      addLeft(xd0, xd1, rows, lit, lit.start[i]!, first)
      addRight(xd0, xd1, dd0, dd1, rows, lit, first, end)
    }
  }
}

/** What an image has in two neighbouring rows, 0 where it is dark. */
interface TwoRows {
  x0: number
  x1: number
  d0: number
  d1: number
}

/** Reads the image's pixels `row` and `row + 1`, and returns where those after them begin. */
function readRows(rows: TwoRows, lit: Lit, first: number, end: number, row: number): number {
  rows.x0 = rows.x1 = rows.d0 = rows.d1 = 0
  let at = first
  if (at < end && lit.pixel[at] === row) {
    rows.x0 = lit.x[at]!
    rows.d0 = lit.d[at]!
    at++
  }
  if (at < end && lit.pixel[at] === row + 1) {
    rows.x1 = lit.x[at]!
    rows.d1 = lit.d[at]!
    at++
  }
  return at
}

function addLeft(
  xd0: Float64Array,
  xd1: Float64Array,
  { x0, x1 }: TwoRows,
  { pixel, d }: Lit,
  from: number,
  to: number,
): void {
  for (let at = from; at < to; at++) {
    const column = pixel[at]!
    xd0[column]! += x0 * d[at]!
    xd1[column]! += x1 * d[at]!
  }
}

function addRight(
  xd0: Float64Array,
  xd1: Float64Array,
  dd0: Float64Array,
  dd1: Float64Array,
  { x0, x1, d0, d1 }: TwoRows,
  { pixel, d }: Lit,
  from: number,
  to: number,
): void {
  for (let at = from; at < to; at++) {
    const column = pixel[at]!
    const right = d[at]!
    xd0[column]! += x0 * right
    xd1[column]! += x1 * right
    dd0[column]! += d0 * right
    dd1[column]! += d1 * right
  }
}

function jointOf({ x, d, xd, dd }: Sums, dark: number, total: number): JointMoments {
  const n = x.length
  const mean = x.map((sum) => sum / total)
  const shift = d.map((sum) => sum / total)
  const seen = new Float64Array(n * n)
  const cross = new Float64Array(n * n)
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      const product = i < j ? dd[i * n + j]! : dd[j * n + i]!
      seen[i * n + j] = product / total - shift[i]! * shift[j]!
      cross[i * n + j] = xd[i * n + j]! / total - mean[i]! * shift[j]!
    }
  }
  return { mean, seenMean: shift.map((value) => dark + value), seen, cross }
}
