// What the posteriors of many images are like, dimension by dimension: their KL to the prior and their spread.

import { mean, variance } from '../../../numerics/statistics.ts'

/** Each of code size, over all images. */
export interface PosteriorMoments {
  /** mean KL(q(z_j|x) ‖ N(0, 1)), nats */
  readonly kl: Float64Array
  /** Var_x μ_j */
  readonly varianceOfMeans: Float64Array
  /** mean σ²_j; with the variance of the means it is the variance of the aggregate posterior */
  readonly meanVariance: Float64Array
}

/** A dimension is active where Var_x μ_j is above this (Burda, Grosse & Salakhutdinov 2016, section 5.2). */
export const activeAbove = 0.01

/** Of codes μ and log σ², both (images × size): KL_j = ½ (μ² + σ² − 1 − log σ²), mean over the images. */
export function posteriorMoments(
  codes: Float32Array,
  logVariances: Float32Array,
  size: number,
): PosteriorMoments {
  const count = codes.length / size
  const moments = {
    kl: new Float64Array(size),
    varianceOfMeans: variancesOf(codes, size),
    meanVariance: new Float64Array(size),
  }
  for (let i = 0; i < codes.length; i++) {
    const j = i % size
    const logVariance = logVariances[i]!
    const squared = Math.exp(logVariance)
    moments.kl[j]! += (codes[i]! ** 2 + squared - 1 - logVariance) / (2 * count)
    moments.meanVariance[j]! += squared / count
  }
  return moments
}

/** Variance of each coordinate of the codes (images × size). */
export function variancesOf(codes: Float32Array, size: number): Float64Array {
  return Float64Array.from({ length: size }, (_, j) => variance(coordinate(codes, size, j)))
}

/** Mean of each coordinate of the codes (images × size). */
export function meansOf(codes: Float32Array, size: number): Float64Array {
  return Float64Array.from({ length: size }, (_, j) => mean(coordinate(codes, size, j)))
}

function coordinate(codes: Float32Array, size: number, j: number): Float32Array {
  const values = new Float32Array(codes.length / size)
  for (let i = 0; i < values.length; i++) values[i] = codes[i * size + j]!
  return values
}

/** The indices of the values from the largest down; NaN last. */
export function descending(values: ArrayLike<number>): number[] {
  const worth = (i: number) => (Number.isNaN(values[i]!) ? -Infinity : values[i]!)
  return Array.from({ length: values.length }, (_, i) => i).toSorted((a, b) => worth(b) - worth(a) || a - b)
}
