// The aggregate posterior q(z) = mean over images of q(z|x): the mixture of all their Gaussians, on bins of equal width.

import { normalDistribution } from '../../../../numerics/normalDistribution.ts'
import { quantile } from '../../../../numerics/statistics.ts'
import { roundUp } from '../niceNumbers.ts'

/** Bins of equal width from −reach to reach. */
export interface Bins {
  readonly reach: number
  readonly count: number
}

/** Bins of a side of the joint density. */
export const cells = 48

/** Gaussians beyond this many standard deviations count as nothing: below 10⁻⁸ of their mass. */
const tails = 5.7

/** Means and standard deviations of one coordinate, one for each image. */
export interface Gaussians {
  readonly means: Float32Array
  readonly deviations: Float32Array
}

/** The round number, 4 or more, between whose two signs nearly all of the mixture lies. */
export function reachOf(coordinates: readonly Gaussians[]): number {
  const outermost = coordinates.map(({ means, deviations }) =>
    quantile(
      means.map((mean, i) => Math.abs(mean) + 2 * deviations[i]!),
      0.998,
    ),
  )
  const most = Math.max(...outermost.filter(Number.isFinite), 0)
  return Math.max(4, most < 10 ? Math.ceil(most) : roundUp(most))
}

/**
 * Share of the mixture in every bin, exact through the normal distribution function; what lies beyond the last bins is in
 * none, so the shares sum to 1 less that.
 */
export function mixtureShares({ means, deviations }: Gaussians, bins: Bins): Float64Array {
  const shares = new Float64Array(bins.count)
  const own = new Float64Array(bins.count)
  for (let i = 0; i < means.length; i++) {
    const [from, to] = fillShares(own, means[i]!, deviations[i]!, bins)
    for (let bin = from; bin < to; bin++) shares[bin]! += own[bin]! / means.length
  }
  return shares
}

/** Share of the mixture of products of two Gaussians in every cell: bins × bins, rows from the highest second coordinate down. */
export function mixtureShares2d(first: Gaussians, second: Gaussians, bins: Bins): Float32Array {
  const { count } = bins
  const images = first.means.length
  const sums = new Float64Array(count * count)
  const [across, up] = [new Float64Array(count), new Float64Array(count)]
  for (let i = 0; i < images; i++) {
    const [left, right] = fillShares(across, first.means[i]!, first.deviations[i]!, bins)
    const [low, high] = fillShares(up, second.means[i]!, second.deviations[i]!, bins)
    for (let row = low; row < high; row++) {
      const share = up[row]! / images
      const start = (count - 1 - row) * count
      for (let column = left; column < right; column++) sums[start + column]! += share * across[column]!
    }
  }
  return Float32Array.from(sums)
}

/** Logarithm of the prior N(0, 1)'s share of every bin; far out, where a share is too small to write, of density times width. */
export function logPriorShares({ reach, count }: Bins): Float64Array {
  const width = (2 * reach) / count
  return Float64Array.from({ length: count }, (_, bin) => {
    // the lower of the two equal shares: a normal distribution function has its digits near 0, not near 1
    const edge = -reach + Math.min(bin, count - 1 - bin) * width
    const share = normalDistribution(edge + width) - normalDistribution(edge)
    return share > 0
      ? Math.log(share)
      : -((edge + width / 2) ** 2 + Math.log(2 * Math.PI)) / 2 + Math.log(width)
  })
}

/** KL from shares of bins to the prior, nats: what the bins let through of the KL between the densities, so at most that. */
export function klOfShares(shares: ArrayLike<number>, logPrior: ArrayLike<number>): number {
  let sum = 0
  for (let bin = 0; bin < shares.length; bin++) {
    const share = shares[bin]!
    if (share > 0) sum += share * (Math.log(share) - logPrior[bin]!)
  }
  return sum
}

/** Writes the shares of one Gaussian, and says from which bin to before which it has any. */
function fillShares(
  out: Float64Array,
  mean: number,
  deviation: number,
  { reach, count }: Bins,
): readonly [number, number] {
  const width = (2 * reach) / count
  const place = (z: number) => (z + reach) / width
  const from = Math.max(0, Math.floor(place(mean - tails * deviation)))
  const to = Math.min(count, Math.ceil(place(mean + tails * deviation)))
  // also where a number is none
  if (!(from < to)) return [0, 0]
  let below = normalDistribution((from * width - reach - mean) / deviation)
  for (let bin = from; bin < to; bin++) {
    const above = normalDistribution(((bin + 1) * width - reach - mean) / deviation)
    out[bin] = above - below
    below = above
  }
  return [from, to]
}
