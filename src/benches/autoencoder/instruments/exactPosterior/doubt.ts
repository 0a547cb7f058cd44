// Whether the sums over a posterior's grid are to be trusted.

import type { GridPosterior } from '../../../../numerics/gridPosterior.ts'

export type Doubt = 'tooCoarse' | 'beyondEdge'

/** Above this unevenness the cells are too coarse for the posterior. */
const coarse = 0.1
/** The share of the posterior in the outermost cells from which on it is said to reach beyond. */
const beyondEdge = 0.001

/** Why log p(x) is not to be trusted; null where it is. */
export function doubtOf({ unevenness, atEdge }: Pick<GridPosterior, 'unevenness' | 'atEdge'>): Doubt | null {
  if (!(unevenness < coarse)) return 'tooCoarse'
  return atEdge > beyondEdge ? 'beyondEdge' : null
}
