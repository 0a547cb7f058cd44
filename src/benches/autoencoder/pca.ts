// PCA of a recipe's whole training set: the linear method of the same data, which stands beside every figure.

import type { Dataset, Images } from '../../data/dataset.ts'
import { selectTest, selectTraining } from '../../data/selection.ts'
import type { LinearMethod } from '../../lab/bench.ts'
import { breathe } from '../../lab/breathe.ts'
import { secondMoment, type Moments } from '../../numerics/moments.ts'
import { errorsOn, pcaOf } from '../../numerics/pca.ts'
import type { AutoencoderRecipe } from './recipe.ts'

/** Waits for all images; exact for grey and thresholded pixels, in expectation for sampled ones. */
export async function linearMethodOf(recipe: AutoencoderRecipe, data: Dataset): Promise<LinearMethod> {
  const selection = selectTraining(data, recipe.data)
  await Promise.all([data.trainReady(selection.needs), data.testReady()])
  const pca = pcaOf(await momentsOf(recipe, data.train, selection.indices()))
  const test = await momentsOf(recipe, data.test, selectTest(data, recipe.data))
  return { ...pca, testErrors: errorsOn(pca, test) }
}

async function momentsOf(
  recipe: AutoencoderRecipe,
  images: Images,
  selection: Uint32Array,
): Promise<Moments> {
  const sums = secondMoment(images.pixels, images.count, { mode: recipe.data.pixels, selection })
  for (;;) {
    const next = sums.next()
    if (next.done) return next.value
    await breathe()
  }
}
