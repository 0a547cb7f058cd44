// Batch losses on their way into the curves, which are drawn a few times a second and not at every report.

import type { BatchLoss } from '../lab/run.ts'

const mostLosses = 2000
/** ms */
const showEvery = 500

export class ArrivingLosses {
  #arrived: BatchLoss[] = []
  #shownAt = 0

  add(losses: readonly BatchLoss[]): void {
    this.#arrived.push(...losses)
  }

  /** Is it time to draw them? */
  areDue(): boolean {
    return performance.now() - this.#shownAt > showEvery
  }

  /** Those that are not drawn yet, which now are. */
  taken(): readonly BatchLoss[] {
    this.#shownAt = performance.now()
    return this.#arrived.splice(0)
  }

  /** Those that are not drawn yet are of a run that is left. */
  forget(): void {
    this.#arrived = []
  }
}

/** The losses of the curves with those that arrived after them. */
export function withLosses(drawn: readonly BatchLoss[], added: readonly BatchLoss[]): readonly BatchLoss[] {
  const from = added[0]?.step
  if (from === undefined) return drawn
  // a run that went on from an earlier snapshot reads these losses once more
  return thinned([...drawn.filter(({ step }) => step < from), ...added])
}

/** Every second of the older half goes when there are too many to draw. */
function thinned(losses: readonly BatchLoss[]): readonly BatchLoss[] {
  if (losses.length <= mostLosses) return losses
  return losses.filter((_, i) => i > losses.length / 2 || i % 2 === 0)
}
