// Networks that several claims of the first chapters share, so that a run of all claims trains each of them once.

import type { AutoencoderRecipe } from '../../benches/autoencoder/recipe.ts'
import type { Trained } from '../../lab/claim.ts'
import { recipeOf, seeds } from '../seeds.ts'

/** A deep autoencoder of this code size; the lab has a checkpoint of it, trained longer, which shows it at once. */
export function deepOf(size: number, seed: number = seeds[0]): AutoencoderRecipe {
  return recipeOf({ family: 'undercomplete', seed, code: { size }, optimise: { steps: 1062 } })
}

interface Errors {
  /** mean squared errors per pixel: on all test images, on a thousand training images, on a thousand of the other set */
  readonly test: number
  readonly train: number
  readonly other: number
  /** of those images of the other set from their own mean image, per pixel */
  readonly otherVariance: number
  /** on uniform noise, whose variance is 1/12 */
  readonly noise: number
}

/** What the instrument of the two traps measures. */
export function errorsOf(trained: Trained<AutoencoderRecipe>): Promise<Errors> {
  return trained.open(async (model) => {
    const { parts } = await model.measure(false)
    const here = parts['traps'] as { test: number; noise: { error: number } }
    const beyond = (await model.ask('traps', 'beyond')) as {
      train: { error: number }
      other: { error: number; variance: number }
    }
    return {
      test: here.test,
      train: beyond.train.error,
      other: beyond.other.error,
      otherVariance: beyond.other.variance,
      noise: here.noise.error,
    }
  })
}

/** Errors of many models, one after the other: each holds a backend's memory while it is open. */
export async function errorsOfAll(trained: readonly Trained<AutoencoderRecipe>[]): Promise<Errors[]> {
  const all: Errors[] = []
  for (const one of trained) all.push(await errorsOf(one))
  return all
}
