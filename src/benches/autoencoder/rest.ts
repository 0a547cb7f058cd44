// A trained model at rest: a snapshot uploaded beside the images that instruments measure it on.

import type { Dataset } from '../../data/dataset.ts'
import { selectTest, selectTraining } from '../../data/selection.ts'
import type { OpenOptions } from '../../lab/bench.ts'
import { inForce } from '../../lab/recipe.ts'
import type { Snapshot } from '../../lab/run.ts'
import { toTensors } from '../../tensors/parameters.ts'
import { evaluate } from './evaluate.ts'
import type { ModelAtRest } from './instruments/instrument.ts'
import { meanImage, needsMean } from './meanImage.ts'
import { buildModel } from './model.ts'
import type { AutoencoderRecipe } from './recipe.ts'

/** The model as the changes up to the snapshot's step left its recipe. Waits for the images that are needed; the caller disposes of `parameters`. */
export async function putToRest(
  whole: AutoencoderRecipe,
  snapshot: Snapshot,
  data: Dataset,
  { breathe, signal, openSet }: OpenOptions = {},
): Promise<ModelAtRest> {
  const recipe = inForce(whole, snapshot.step)
  await data.testReady(signal)
  const selection = selectTraining(data, recipe.data)
  if (needsMean(recipe)) await data.trainReady(selection.needs, signal)
  const mean = needsMean(recipe) ? meanImage(data.train, selection.indices(), recipe.data.pixels) : null
  const model = buildModel(recipe)
  const parameters = toTensors(snapshot.parameters)
  const testIndices = selectTest(data, recipe.data)
  let evaluated: ReturnType<ModelAtRest['evaluated']> | null = null
  return {
    recipe,
    step: snapshot.step,
    model,
    parameters,
    arrays: snapshot.parameters,
    data,
    test: data.test,
    testIndices,
    mean,
    evaluated: () =>
      (evaluated ??= evaluate(
        model,
        parameters,
        { part: 'test', images: data.test, indices: testIndices },
        { mean, breathe },
      )),
    otherTest: async () => {
      if (openSet === undefined) throw new Error('Only the recipe’s own set is open here.')
      const set = recipe.data.set === 'mnist' ? 'fashion-mnist' : 'mnist'
      const other = await openSet(set)
      await other.testReady(signal)
      return { set, images: other.test }
    },
    trainIndices: async (limit) => {
      await data.trainReady(
        selection.chunks.find(({ start, count }) => start + count >= limit)?.needs ?? selection.needs,
        signal,
      )
      return selection.indices(limit)
    },
  }
}
