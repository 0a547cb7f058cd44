// Principal component analysis of byte images, exact: the yardstick of every linear autoencoder, whose least
// possible error is the sum of the trailing eigenvalues (Bourlard and Kamp 1988, Baldi and Hornik 1989).

import { symmetricEigen } from './linearAlgebra.ts'
import { type Numbers } from './matrices.ts'
import { covarianceOf, meanOf, pixelsPerImage, pixelValue, type Moments, type PixelMode } from './moments.ts'

export interface Pca {
  /** what was done to the pixels of the images it was fitted on */
  mode: PixelMode
  /** n pixels in [0, 1] */
  mean: Float64Array<ArrayBuffer>
  /** n, descending, none negative: the variance along each component (divided by N, not N − 1) */
  values: Float64Array<ArrayBuffer>
  /** n × n, one component of length 1 per row, its entry of largest magnitude positive */
  components: Float32Array<ArrayBuffer>
}

/**
 * The principal components of the images summed in `moments`: 3 s for 784 pixels, however many images they
 * were.
 */
export function pcaOf(moments: Moments): Pca {
  const { values, vectors } = symmetricEigen(covarianceOf(moments), moments.sum.length)
  return {
    mode: moments.mode,
    mean: meanOf(moments),
    values: values.map((value) => Math.max(value, 0)),
    components: Float32Array.from(vectors),
  }
}

/**
 * Σ of the values after the k-th: the squared error per image, summed over pixels, of the best linear code of
 * size k.
 */
export function trailingSum(values: ArrayLike<number>, k: number): number {
  requireSize(k)
  let sum = 0
  for (let i = values.length - 1; i >= k; i--) sum += values[i]! // the smallest first, for accuracy
  return sum
}

/**
 * Codes U_kᵀ(x − x̄), N × k, of the images `x`, N × n in [0, 1]. A k above n adds coordinates that are always
 * 0. Throws a RangeError when x is no whole number of images or k no whole number.
 */
export function project(pca: Pca, x: Numbers, k: number): Float32Array<ArrayBuffer> {
  requireSize(k)
  const { mean, components } = pca
  const n = mean.length
  const count = rowsOf(x, n)
  const codes = new Float32Array(count * k)
  const centred = new Float64Array(n)
  for (let image = 0; image < count; image++) {
    for (let pixel = 0; pixel < n; pixel++) centred[pixel] = x[image * n + pixel]! - mean[pixel]!
    for (let i = 0; i < Math.min(k, n); i++) codes[image * k + i] = along(components, i, centred)
  }
  return codes
}

/** Images x̄ + U_k c, N × n, of the codes `codes`, N × k; not clipped to [0, 1]. Throws as `project`. */
export function reconstruct(pca: Pca, codes: Numbers, k: number): Float32Array<ArrayBuffer> {
  requireSize(k)
  const { mean, components } = pca
  const n = mean.length
  const count = rowsOf(codes, k)
  const images = new Float32Array(count * n)
  const image = new Float64Array(n)
  for (let at = 0; at < count; at++) {
    image.set(mean)
    for (let i = 0; i < Math.min(k, n); i++) addAlong(components, i, codes[at * k + i]!, image)
    images.set(image, at * n)
  }
  return images
}

/**
 * The mean squared error per pixel with which codes of size k reconstruct the selected ones of `count` images
 * in `images` (count × n bytes), their pixels made as the pca's were; for `sampled`, in expectation over the
 * draws. Some 2 N n k operations: 10,000 images with k = 64 take a second. Throws as `secondMoment` and
 * `project`.
 */
export function reconstructionError(
  pca: Pca,
  images: Uint8Array,
  count: number,
  k: number,
  selection?: ArrayLike<number>,
): number {
  requireSize(k)
  const { mode, mean, components } = pca
  const n = mean.length
  if (pixelsPerImage(images, count) !== n)
    throw new RangeError(`The images do not have the pca's ${n} pixels.`)
  const total = selection?.length ?? count
  const size = Math.min(k, n)

  // The part of a pixel's own variance that a projection onto the first k components takes away.
  const lost = new Float64Array(n).fill(1)
  for (let i = 0; i < size; i++) {
    for (let pixel = 0; pixel < n; pixel++) lost[pixel]! -= components[i * n + pixel]! ** 2
  }
  const rest = new Float64Array(n)
  let squares = 0
  for (let at = 0; at < total; at++) {
    const start = (selection ? selection[at]! : at) * n
    for (let pixel = 0; pixel < n; pixel++) {
      const value = pixelValue(images[start + pixel]!, mode)
      rest[pixel] = value - mean[pixel]!
      if (mode === 'sampled') squares += lost[pixel]! * value * (1 - value)
    }
    for (let i = 0; i < size; i++) addAlong(components, i, -along(components, i, rest), rest)
    for (let pixel = 0; pixel < n; pixel++) squares += rest[pixel]! ** 2
  }
  return squares / (total * n)
}

/** The coordinate of `vector` along component i. */
function along(components: Float32Array, i: number, vector: Float64Array): number {
  const start = i * vector.length
  let sum = 0
  for (let pixel = 0; pixel < vector.length; pixel++) sum += components[start + pixel]! * vector[pixel]!
  return sum
}

/** Adds `amount` of component i to `vector`. */
function addAlong(components: Float32Array, i: number, amount: number, vector: Float64Array): void {
  const start = i * vector.length
  for (let pixel = 0; pixel < vector.length; pixel++) vector[pixel]! += amount * components[start + pixel]!
}

function rowsOf(x: Numbers, width: number): number {
  const count = x.length / width
  if (!Number.isInteger(count)) throw new RangeError(`${x.length} numbers are not rows of ${width}.`)
  return count
}

function requireSize(k: number): void {
  if (!Number.isInteger(k) || k < 1)
    throw new RangeError(`The size of a code must be a whole number from 1 on, not ${k}.`)
}

/**
 * Mean squared error, summed over the n pixels, of any images after PCA with k components, for every k from 0 to n: from
 * their moments alone, tr S − Σ_{i ≤ k} uᵢᵀ S uᵢ with S the scatter of the images about the mean of the PCA.
 */
export function errorsOn(pca: Pca, images: Moments): Float64Array {
  const n = pca.mean.length
  const scatter = covarianceOf(images)
  const shift = meanOf(images).map((mean, j) => mean - pca.mean[j]!)
  const errors = new Float64Array(n + 1)
  for (let j = 0; j < n; j++) errors[0]! += scatter[j * n + j]! + shift[j]! ** 2
  for (let i = 0; i < n; i++) {
    const u = pca.components.subarray(i * n, (i + 1) * n)
    let [held, along] = [0, 0]
    for (let j = 0; j < n; j++) {
      let row = 0
      for (let l = 0; l < n; l++) row += scatter[j * n + l]! * u[l]!
      held += u[j]! * row
      along += u[j]! * shift[j]!
    }
    errors[i + 1] = Math.max(0, errors[i]! - held - along ** 2)
  }
  return errors
}
