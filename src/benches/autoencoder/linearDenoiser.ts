// The least-squares linear denoiser of a recipe's corruption and training set: the linear method that stands
// beside every figure of a denoising autoencoder.

import type { Dataset, Images } from '../../data/dataset.ts'
import { selectTraining } from '../../data/selection.ts'
import { breathe } from '../../lab/breathe.ts'
import { hiddenMoments, type JointMoments } from '../../numerics/jointMoments.ts'
import { denoiserOf } from '../../numerics/leastSquaresDenoiser.ts'
import type { LinearDenoiser } from '../../numerics/linearDenoiser.ts'
import { secondMoment } from '../../numerics/moments.ts'
import { noisyMoments } from '../../numerics/noisyMoments.ts'
import { corruptionOf } from './corrupt/corruptions.ts'
import type { AutoencoderRecipe } from './recipe.ts'

/** What of a recipe decides its linear denoiser. */
type Denoising = Pick<AutoencoderRecipe, 'corrupt' | 'data'>

/**
 * Waits for all training images; exact in expectation over the noise, and for sampled pixels over their
 * draws.
 */
export async function linearDenoiserOf(recipe: Denoising, data: Dataset): Promise<LinearDenoiser> {
  const selection = selectTraining(data, recipe.data)
  await data.trainReady(selection.needs)
  return denoiserOf(await inSlices(momentsOf(recipe, data.train, selection.indices())))
}

/** A generator like `secondMoment`: yields the number of images summed, returns the moments. */
function* momentsOf(
  { corrupt, data }: Denoising,
  images: Images,
  selection: Uint32Array,
): Generator<number, JointMoments> {
  const { pixels, count } = images
  const options = { mode: data.pixels, selection }
  const part = corruptionOf(corrupt.kind)
  if (part.keptTogether) {
    const moments = yield* secondMoment(pixels, count, options)
    return hiddenMoments(moments, (i, j) => part.keptTogether!(i, j, corrupt))
  }
  return yield* noisyMoments(pixels, count, (value) => part.given(value, corrupt), options)
}

async function inSlices(moments: Generator<number, JointMoments>): Promise<JointMoments> {
  for (;;) {
    const next = moments.next()
    if (next.done) return next.value
    await breathe()
  }
}
