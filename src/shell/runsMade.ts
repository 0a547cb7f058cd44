// The runs of this visit, for the instruments that set them side by side: each by the last frame of it that was measured.

import type { RunMade } from '../benches/autoencoder/instruments/InstrumentView.tsx'
import type { AutoencoderRecipe } from '../benches/autoencoder/recipe.ts'
import type { Frame } from '../lab/frame.ts'
import { equal } from '../lab/json.ts'
import { inForce } from '../lab/recipe.ts'

export interface NumberedRun extends RunMade {
  /** number of its start */
  readonly run: number
}

/** the oldest ones go first */
const most = 24

/** The instruments that set runs side by side: their parts alone are kept, a frame's codes and images are not. */
const comparing = ['runsMade', 'noiseLevels', 'samples']

/**
 * The runs with this frame as what is known of run `run`. A run that never left its first weights, and an earlier run of
 * the same recipe, give way.
 */
export function withRun(
  runs: readonly NumberedRun[],
  run: number,
  recipe: AutoencoderRecipe,
  { step, parts }: Frame,
): readonly NumberedRun[] {
  const compared = Object.entries(parts).filter(([id]) => comparing.includes(id))
  const made: NumberedRun = {
    run,
    recipe: inForce(recipe, step),
    step,
    parts: Object.fromEntries(compared),
  }
  const others = runs.filter(
    (other) => other.run !== run && other.step > 0 && !isSame(other.recipe, made.recipe),
  )
  return [...others, made].slice(-most)
}

/** How long a run is meant to be says nothing about what it is. */
function isSame(one: AutoencoderRecipe, other: AutoencoderRecipe): boolean {
  const { steps } = other.optimise
  return equal({ ...one, changes: [], optimise: { ...one.optimise, steps } }, { ...other, changes: [] })
}
