// How well the first two principal components keep the digits apart: the linear method beside a plane of codes.

import { gather } from '../../data/pixels.ts'
import type { AutoencoderRecipe } from '../../benches/autoencoder/recipe.ts'
import type { Trained } from '../../lab/claim.ts'
import { knnAccuracy } from '../../numerics/neighbours.ts'
import { project } from '../../numerics/pca.ts'
import { openStream } from '../../numerics/streams.ts'
import type { Images } from '../../data/dataset.ts'

const voters = 10_000

/** 5-NN accuracy of the test images, by the first 10,000 training images. */
export async function planeAccuracy({ recipe, data, pca }: Trained<AutoencoderRecipe>): Promise<number> {
  const components = await pca()
  const stream = openStream(recipe.seed, 'claim')
  const planeOf = (images: Images, count: number) => {
    const indices = Uint32Array.from({ length: count }, (_, i) => i)
    return project(components, gather(images, indices, 'grey', stream, 0), 2)
  }
  const { train, test } = data
  return knnAccuracy(
    planeOf(train, voters),
    train.labels.subarray(0, voters),
    planeOf(test, test.count),
    test.labels,
    2,
  )
}
