// The frames of a run: in order, which of them is shown, and which is not worth drawing.

import type { Evaluation } from '../benches/autoencoder/evaluate.ts'
import type { AutoencoderRecipe } from '../benches/autoencoder/recipe.ts'
import type { Frame } from '../lab/frame.ts'
import type { Progress } from '../lab/trainer.ts'

interface Shown {
  readonly frames: readonly Frame[]
  readonly shown: number | 'live'
}

/** The frame that is shown: the latest, or the last one at or before the chosen step. */
export function shownFrame({ frames, shown }: Shown): Frame | null {
  if (shown === 'live') return frames.at(-1) ?? null
  return frames.findLast(({ step }) => step <= shown) ?? frames[0] ?? null
}

/** Frames in order; one that is not a mark stands only while it is the last. */
export function withFrame(frames: readonly Frame[], frame: Frame): readonly Frame[] {
  const others = frames.filter((other) => other.step !== frame.step)
  const ordered = [...others, frame].toSorted((a, b) => a.step - b.step)
  return ordered.filter((other, i) => other.mark || i === ordered.length - 1)
}

/** The term of the test images' objective that is not finite, where there is one: such a frame is not worth drawing. */
export function divergenceOf({ step, parts }: Frame): Progress<AutoencoderRecipe>['divergence'] {
  const { reconstruction, terms } = parts['objective'] as Evaluation
  const values = Object.entries({ reconstruction, ...terms })
  const found = values.find(([, value]) => !Number.isFinite(value))
  return found ? { term: found[0], step, value: found[1] } : null
}
