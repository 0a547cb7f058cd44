// How long a training step of a recipe takes: its run is pulled a little way, and timed where its loss has been read.

import type { Recipe } from './recipe.ts'
import type { Run } from './run.ts'

/** The first step compiles; these come after it, or as many as fit into the time. */
const warmUp = { steps: 10, milliseconds: 1500 }
const timed = { steps: 20, milliseconds: 1500 }

/**
 * Milliseconds per step, mean over the timed steps; the run is ended. A device computes when it likes: only where a loss
 * has come back is everything before it done, so that the time is taken there and nowhere else.
 * @throws Divergence as the run does
 */
export async function stepTime<R extends Recipe>(
  run: Run<R>,
  now = (): number => performance.now(),
): Promise<number> {
  let first: number | null = null
  let from: { step: number; at: number } | null = null
  try {
    for (;;) {
      const next = await run.next()
      if (next.done) throw new Error('The run ended by itself.')
      const { step, loss } = next.value
      if (loss === null) continue
      const at = now()
      first ??= at
      if (from === null) {
        if (step >= warmUp.steps || at - first >= warmUp.milliseconds) from = { step, at }
      } else if (step - from.step >= timed.steps || at - from.at >= timed.milliseconds) {
        return (at - from.at) / (step - from.step)
      }
    }
  } finally {
    await run.return()
  }
}
