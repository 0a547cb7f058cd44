// A figure over several seeds or cases: its mean, and the least and greatest, which have to be within the bound.

import type { Bound, Figure } from '../../lab/claim.ts'

export function figureOver(en: string, values: ArrayLike<number>, bound?: Bound): Figure {
  const all = Array.from(values)
  const value = all.reduce((sum, x) => sum + x, 0) / all.length
  const range = [Math.min(...all), Math.max(...all)] as const
  return { name: { en }, value, range, ...(bound && { bound }) }
}
