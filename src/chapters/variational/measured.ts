// What claims hold against each other of trained variational models: the terms over all test images, and what the code uses.

import type { Evaluated, Evaluation } from '../../benches/autoencoder/evaluate.ts'
import { activeAbove, posteriorMoments } from '../../benches/autoencoder/instruments/posteriorMoments.ts'
import type { AutoencoderRecipe } from '../../benches/autoencoder/recipe.ts'
import { putToRest } from '../../benches/autoencoder/rest.ts'
import type { Trained } from '../../lab/claim.ts'
import { breathe } from '../../lab/breathe.ts'
import { dispose } from '../../tensors/parameters.ts'

export interface Measured extends Evaluation {
  /** nats per image, mean over the test images */
  readonly kl: number
  /** dimensions whose mean varies by more than 0.01 over the test images */
  readonly active: number
  /** dimensions of whose variance, over images and samples, the images make less than a twentieth: the rest is noise */
  readonly idle: number
  /** of one image's posterior in each dimension, mean over the test images */
  readonly meanVariance: Float64Array
}

const idleBelow = 0.05

/** Terms and codes over all test images, without what the instruments would measure besides. */
export async function evaluated({ recipe, snapshot, data }: Trained<AutoencoderRecipe>): Promise<Evaluated> {
  const rest = await putToRest(recipe, snapshot, data, { breathe })
  try {
    return await rest.evaluated()
  } finally {
    dispose(rest.parameters)
  }
}

async function measured(trained: Trained<AutoencoderRecipe>): Promise<Measured> {
  const { evaluation, codes, logVariances } = await evaluated(trained)
  const { varianceOfMeans, meanVariance } = posteriorMoments(codes, logVariances!, trained.recipe.code.size)
  const shareOfImages = varianceOfMeans.map((variance, j) => variance / (variance + meanVariance[j]!))
  return {
    ...evaluation,
    kl: evaluation.terms['kl']!,
    active: varianceOfMeans.filter((variance) => variance > activeAbove).length,
    idle: shareOfImages.filter((share) => share < idleBelow).length,
    meanVariance,
  }
}

export async function measuredAll(all: readonly Trained<AutoencoderRecipe>[]): Promise<Measured[]> {
  const found: Measured[] = []
  for (const trained of all) found.push(await measured(trained))
  return found
}

/** Of test codes by the votes of their five nearest training codes. */
export async function neighbourAccuracy(trained: Trained<AutoencoderRecipe>): Promise<number> {
  const answer = await trained.open((model) => model.ask('summary', undefined))
  return (answer as { readonly knn5Accuracy: number }).knn5Accuracy
}
