// t-SNE (van der Maaten and Hinton 2008): a map on which points that are near each other in a wide space stay near. Exact, all
// pairs, begun at the first two principal components (Kobak and Berens 2019), so that the same points give the same map.
// Exaggeration and rate are those of later practice: 12 for 100 iterations, and a rate that grows with the points.

import { principalPlane } from './principalPlane.ts'

export interface TsneSettings {
  /** the number of neighbours that a point may have, smoothed: 2 to the entropy in bits of its probabilities */
  readonly perplexity: number
  readonly iterations: number
}

/** For the first of its iterations attraction is multiplied by this, so that groups find together. */
const exaggeration = { factor: 12, iterations: 100 }
const momentum = { first: 0.5, later: 0.8 }
/** Standard deviation of the first map. */
const firstSpread = 1e-4
/** A gain below which no coordinate's step shrinks. */
const leastGain = 0.01

/**
 * Places of the points on a map.
 * @param points (rows × size), size ≥ 2, finite
 * @returns (rows × 2); lengths on it mean nothing, only who is near whom
 * @throws RangeError when there are not three times as many points as the perplexity
 * The cost is rows² per iteration: a thousand points and 500 iterations take 10 s.
 */
export function tsne(points: Float32Array, size: number, settings: TsneSettings): Float32Array {
  const rows = points.length / size
  if (!(rows > 3 * settings.perplexity))
    throw new RangeError(
      `A perplexity of ${settings.perplexity} needs more than ${3 * settings.perplexity} points, not ${rows}.`,
    )
  const attraction = jointProbabilities(squaredDistances(points, size), rows, settings.perplexity)
  const map = firstMap(points, size)
  const [steps, gains] = [new Float64Array(2 * rows), new Float64Array(2 * rows).fill(1)]
  const rate = Math.max(50, rows / exaggeration.factor / 4)
  for (let iteration = 0; iteration < settings.iterations; iteration++) {
    const isEarly = iteration < exaggeration.iterations
    const slope = divergenceGradient(attraction, map, isEarly ? exaggeration.factor : 1)
    const kept = isEarly ? momentum.first : momentum.later
    for (let i = 0; i < map.length; i++) {
      // a coordinate that turns back is slowed down
      const turns = Math.sign(slope[i]!) === Math.sign(steps[i]!)
      gains[i] = Math.max(leastGain, turns ? gains[i]! * 0.8 : gains[i]! + 0.2)
      steps[i] = kept * steps[i]! - rate * gains[i]! * slope[i]!
      map[i]! += steps[i]!
    }
  }
  return Float32Array.from(map)
}

/**
 * The symmetric probabilities p_ij = (p_j|i + p_i|j) / 2n of the pairs, with sum 1 (rows × rows).
 * p_j|i ∝ exp(−β_i d_ij²), with β_i such that the entropy of row i is log₂ of the perplexity.
 * @param distances squared (rows × rows)
 */
export function jointProbabilities(distances: Float64Array, rows: number, perplexity: number): Float64Array {
  const conditional = new Float64Array(rows * rows)
  for (let i = 0; i < rows; i++)
    fillRow(conditional.subarray(i * rows, (i + 1) * rows), distances.subarray(i * rows), i, perplexity)
  const joint = new Float64Array(rows * rows)
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < rows; j++)
      joint[i * rows + j] = (conditional[i * rows + j]! + conditional[j * rows + i]!) / (2 * rows)
  return joint
}

/** One point's probabilities, by halving the interval of log β. */
function fillRow(row: Float64Array, distances: Float64Array, self: number, perplexity: number): void {
  let nearest = Infinity
  for (let j = 0; j < row.length; j++) if (j !== self) nearest = Math.min(nearest, distances[j]!)
  const wanted = Math.log(perplexity)
  let [low, high] = [-60, 60]
  for (let halving = 0; halving < 60; halving++) {
    const beta = Math.exp((low + high) / 2)
    let [sum, weighted] = [0, 0]
    for (let j = 0; j < row.length; j++) {
      // the nearest is subtracted, so that not all of them underflow
      const distance = distances[j]! - nearest
      row[j] = j === self ? 0 : Math.exp(-beta * distance)
      sum += row[j]!
      if (j !== self) weighted += row[j]! * distance
    }
    for (let j = 0; j < row.length; j++) row[j]! /= sum
    const entropy = Math.log(sum) + (beta * weighted) / sum
    if (entropy > wanted) low = Math.log(beta)
    else high = Math.log(beta)
  }
}

/**
 * Slope of KL(P‖Q) by every coordinate of the map (rows × 2), with P multiplied by `factor`:
 * 4 Σ_j (factor p_ij − q_ij) (y_i − y_j) / (1 + ‖y_i − y_j‖²), where q_ij ∝ 1 / (1 + ‖y_i − y_j‖²).
 */
export function divergenceGradient(joint: Float64Array, map: Float64Array, factor: number): Float64Array {
  const rows = map.length / 2
  let total = 0
  for (let i = 0; i < rows; i++) for (let j = 0; j < i; j++) total += 2 * kernel(map, i, j)
  const slope = new Float64Array(map.length)
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < i; j++) {
      const near = kernel(map, i, j)
      const pull = 4 * (factor * joint[i * rows + j]! - near / total) * near
      const across = pull * (map[2 * i]! - map[2 * j]!)
      const up = pull * (map[2 * i + 1]! - map[2 * j + 1]!)
      slope[2 * i]! += across
      slope[2 * i + 1]! += up
      slope[2 * j]! -= across
      slope[2 * j + 1]! -= up
    }
  }
  return slope
}

/** Student’s t with one degree of freedom, without its constant. */
function kernel(map: Float64Array, i: number, j: number): number {
  const across = map[2 * i]! - map[2 * j]!
  const up = map[2 * i + 1]! - map[2 * j + 1]!
  return 1 / (1 + across * across + up * up)
}

function firstMap(points: Float32Array, size: number): Float64Array {
  const { points: plane } = principalPlane(points, size)
  let squares = 0
  for (let i = 0; i < plane.length; i += 2) squares += plane[i]! ** 2
  const scale = firstSpread / Math.sqrt(squares / (plane.length / 2) || 1)
  return Float64Array.from(plane, (value) => value * scale)
}

function squaredDistances(points: Float32Array, size: number): Float64Array {
  const rows = points.length / size
  const distances = new Float64Array(rows * rows)
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < i; j++) {
      let square = 0
      for (let k = 0; k < size; k++) square += (points[i * size + k]! - points[j * size + k]!) ** 2
      distances[i * rows + j] = square
      distances[j * rows + i] = square
    }
  }
  return distances
}
