// The frames of a run: in order, which of them is shown, and which is not worth drawing.

import type { Evaluation } from '../benches/autoencoder/evaluate.ts'
import type { AutoencoderRecipe } from '../benches/autoencoder/recipe.ts'
import type { Frame } from '../lab/frame.ts'
import type { Progress } from '../lab/trainer.ts'

interface Shown {
  readonly frames: readonly Frame[]
  readonly shown: number | 'live'
  /** in a comparison, the newest step at which both sides have been measured */
  readonly common: number | null
}

/** The frame that is shown: the latest, in a comparison of those that both have, or the last one at or before the chosen step. */
export function shownFrame({ frames, shown, common }: Shown): Frame | null {
  const until = shown === 'live' ? (common ?? Infinity) : shown
  return frames.findLast(({ step }) => step <= until) ?? frames[0] ?? null
}

/** A run of a comparison, as far as it has come. */
interface Reached {
  readonly frames: readonly Frame[]
  readonly progress: Pick<Progress<AutoencoderRecipe>, 'state'> | null
}

const ended: readonly Progress<AutoencoderRecipe>['state'][] = ['finished', 'diverged', 'failed']

/**
 * The newest step at which every side of a comparison has a frame. A side that has ended has its last one for every step
 * after it, and for one that has nothing to show yet nobody waits; null where there is no such step, where no side
 * goes on, and for one side alone: each shows its latest.
 */
export function commonStep(sides: readonly Reached[]): number | null {
  const shown = sides.filter(({ frames }) => frames.length > 0)
  if (sides.length < 2 || shown.every(hasEnded)) return null
  return framesOf(shown).findLast((step) => shown.every((side) => has(side, step))) ?? null
}

function has(side: Reached, step: number): boolean {
  const isAfterItsEnd = hasEnded(side) && step > side.frames.at(-1)!.step
  return isAfterItsEnd || side.frames.some((frame) => frame.step === step)
}

function hasEnded({ progress }: Reached): boolean {
  return progress !== null && ended.includes(progress.state)
}

/** The steps at which any side has a frame, ascending. */
export function framesOf(sides: readonly Pick<Reached, 'frames'>[]): readonly number[] {
  const steps = new Set(sides.flatMap(({ frames }) => frames.map(({ step }) => step)))
  return [...steps].toSorted((a, b) => a - b)
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
