// The pull of all terms together: where the step takes the code.

import type { Pull, Pulls } from './measure.ts'

export function sumOf({ reconstruction, kl, l1 }: Pick<Pulls, 'reconstruction' | 'kl' | 'l1'>): Pull {
  const all = [reconstruction, kl, ...(l1 ? [l1] : [])]
  const add = (of: (pull: Pull) => Float32Array) =>
    Float32Array.from(of(kl), (_, i) => all.reduce((sum, pull) => sum + of(pull)[i]!, 0))
  return { onMean: add((pull) => pull.onMean), onLogDeviation: add((pull) => pull.onLogDeviation) }
}
