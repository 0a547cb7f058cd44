// Importance-weighted bounds on log p(x): L_K = E log (1/K) Σ w_k with w = p(x,z)/q(z|x) (Burda, Grosse & Salakhutdinov 2016).

/** log Σ exp(values[from … to − 1]), without overflow. */
export function logSumExp(values: ArrayLike<number>, from = 0, to = values.length): number {
  let most = -Infinity
  for (let i = from; i < to; i++) most = Math.max(most, values[i]!)
  if (most === -Infinity) return most
  let sum = 0
  for (let i = from; i < to; i++) sum += Math.exp(values[i]! - most)
  return most + Math.log(sum)
}

/**
 * An unbiased estimate of L_K of one image from the logarithms of its importance weights, which are split into groups of K;
 * what is left over is not used.
 * @throws RangeError for fewer than K weights
 */
export function importanceBound(logWeights: ArrayLike<number>, k: number): number {
  const groups = Math.floor(logWeights.length / k)
  if (groups < 1) throw new RangeError(`${logWeights.length} weights are not ${k}.`)
  let sum = 0
  for (let group = 0; group < groups; group++) {
    sum += logSumExp(logWeights, group * k, (group + 1) * k) - Math.log(k)
  }
  return sum / groups
}
