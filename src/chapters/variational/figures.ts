// A figure over several seeds or cases: its mean, and the least and greatest, which have to be within the bound.

import type { Bound, Figure } from '../../lab/claim.ts'
import { over } from '../seeds.ts'

export function figureOver(en: string, values: ArrayLike<number>, bound?: Bound): Figure {
  return { name: { en }, ...over(Array.from(values)), ...(bound && { bound }) }
}
