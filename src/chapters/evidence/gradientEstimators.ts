// Two estimators of the gradient of E f(z) by μ at N(1, 1): means and variances of one sample (curriculum L12).

import { normalDensity } from '../../numerics/normalDistribution.ts'
import { variance } from '../../numerics/statistics.ts'
import { openStream } from '../../numerics/streams.ts'

const [half, cells] = [12, 24_000]

/** Over ε ~ N(0, 1), by an integral. */
export function exactMoments(estimate: (epsilon: number) => number): { mean: number; variance: number } {
  const spacing = (2 * half) / cells
  let [first, second] = [0, 0]
  for (let cell = 0; cell < cells; cell++) {
    const epsilon = (cell + 0.5) * spacing - half
    const weight = normalDensity(epsilon) * spacing
    first += weight * estimate(epsilon)
    second += weight * estimate(epsilon) ** 2
  }
  return { mean: first, variance: second - first ** 2 }
}

const samples = 20_000

/** Of the first of `size` coordinates, for f(z) = Σ z_j². */
export function sampledVariances(size: number): { score: number; path: number } {
  const noise = openStream(42, 'claim').normals(0, samples * size)
  const [score, path] = [new Float64Array(samples), new Float64Array(samples)]
  for (let sample = 0; sample < samples; sample++) {
    const own = noise.subarray(sample * size, (sample + 1) * size)
    const first = own[0]!
    score[sample] = own.reduce((sum, epsilon) => sum + (1 + epsilon) ** 2, 0) * first
    path[sample] = 2 * (1 + first)
  }
  return { score: variance(score), path: variance(path) }
}

/** The mean of one sample of f ∇q, the slide's line without the logarithm, where it should be 2. */
export function printedMean(): number {
  return exactMoments((epsilon) => (1 + epsilon) ** 2 * epsilon * normalDensity(epsilon)).mean
}
