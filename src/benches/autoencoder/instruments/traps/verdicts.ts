// What the two meters of the traps say, by thresholds that stand here and are printed beside them.

import type { TrapsAnswer, TrapsPart } from './measure.ts'

export type Verdict = 'early' | 'waiting' | 'no' | 'partly' | 'yes'

/** Before so many steps nothing is judged. */
export const firstJudged = 100

/**
 * The other set's error as a share of its images' own variance: 1 for a net that gives their mean image, 0 for one that
 * copies them. Below `yes` it copies, below `partly` it is on the way.
 */
export const copying = { yes: 0.25, partly: 0.6 }

/** How many times the training error the test error is: from `yes` on the net has memorised, from `partly` it begins to. */
export const memorising = { yes: 4, partly: 1.5 }

/** The part of a frame with what was asked for beside it; null until that is answered. */
export interface WholePart extends TrapsPart {
  readonly train: TrapsAnswer['train'] | null
  readonly other: TrapsAnswer['other'] | null
}

/** NaN while the other set is not there. */
export function shareNotCopied({ other }: Pick<WholePart, 'other'>): number {
  return other ? other.error / other.variance : Number.NaN
}

export function copyingVerdict(part: Pick<WholePart, 'other'>, step: number): Verdict {
  if (step < firstJudged) return 'early'
  if (part.other === null) return 'waiting'
  const share = shareNotCopied(part)
  return share < copying.yes ? 'yes' : share < copying.partly ? 'partly' : 'no'
}

/** test error / training error; NaN while the latter is not there */
export function gapOf({ test, train }: Pick<WholePart, 'test' | 'train'>): number {
  return train ? test / train.error : Number.NaN
}

export function memorisingVerdict(part: Pick<WholePart, 'test' | 'train'>, step: number): Verdict {
  if (step < firstJudged) return 'early'
  if (part.train === null) return 'waiting'
  const gap = gapOf(part)
  return gap >= memorising.yes ? 'yes' : gap >= memorising.partly ? 'partly' : 'no'
}
