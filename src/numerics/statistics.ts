// Mean, variance and quantiles of a list of numbers, summed in double precision whatever the list is stored
// in.

/** The mean of the values; NaN for none. */
export function mean(values: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += values[i]!
  return sum / values.length
}

/**
 * The mean squared deviation from the mean (divided by the number of values, as in a covariance); NaN for
 * none.
 */
export function variance(values: ArrayLike<number>): number {
  const centre = mean(values)
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += (values[i]! - centre) ** 2
  return sum / values.length
}

/**
 * The value below which a share `p` in [0, 1] of the values lies, straight between neighbours in rank
 * (type 7 of Hyndman and Fan 1996, as in R and NumPy); NaN for no values.
 */
export function quantile(values: ArrayLike<number>, p: number): number {
  const sorted = Float64Array.from(values).sort()
  const rank = p * (sorted.length - 1)
  const below = sorted[Math.floor(rank)] ?? NaN
  const above = sorted[Math.ceil(rank)] ?? NaN
  return below + (rank - Math.floor(rank)) * (above - below)
}

/**
 * The area under the ROC curve of a score that is to be larger for the first: the share of pairs in which it is, equal ones
 * counted half (Mann and Whitney 1947). ½ is what a guess has.
 */
export function areaUnderRoc(first: readonly number[], second: readonly number[]): number {
  let wins = 0
  for (const one of first) for (const other of second) wins += one > other ? 1 : one === other ? 0.5 : 0
  return wins / (first.length * second.length)
}
