// Digits lie near a sheet of few dimensions in the space of all images; nearly all of that space looks like noise (curriculum A8).

import type { AutoencoderRecipe } from '../../../benches/autoencoder/recipe.ts'
import type { Claim } from '../../../lab/claim.ts'
import { deepOf, errorsOf } from '../networks.ts'

export const claim: Claim<AutoencoderRecipe> = {
  id: 'near-a-manifold',
  quote: 'training data lies nearby a low-dimensional manifold.',
  lecture: 'S3',
  section: 'Interpretation: Manifold Learning',
  items: ['A8'],
  recipes: [deepOf(16)],
  measure: async ([trained], { openSet }) => {
    const { codesOf, evenly, imagesOf } = await import('../../regularisation/denseNet.ts')
    const { meanSquaredError } = await import('../../../benches/autoencoder/pixelErrors.ts')
    const { test, noise } = await errorsOf(trained!)
    const { testErrors } = await trained!.pca()
    const shuffled = await shuffledPixels(evenly((await openSet('mnist')).test, shuffledImages))
    const drawn = imagesOf(trained!, codesOf(trained!, shuffled.images))
    const largest = shuffled.variances.toSorted((a, b) => b - a)
    const whole = sum(largest)
    return [
      {
        name: {
          en: 'test digits: how much of their variance is off the sheet that the decoder draws with 16 numbers, share',
        },
        value: (784 * test) / testErrors[0]!,
        bound: { atMost: 0.3 },
      },
      {
        name: {
          en: 'the same grey values, each pixel shuffled among the digits by itself: the same share, of the same variance',
        },
        value: (784 * meanSquaredError(drawn, shuffled.images)) / whole,
      },
      {
        name: {
          en: 'the least that any 16 directions leave of shuffled images, which vary in each pixel by itself, share',
        },
        value: sum(largest.slice(16)) / whole,
        bound: { atLeast: 0.9 },
      },
      {
        name: { en: 'images of uniform noise: the same share, of the variance of noise' },
        value: noise * 12,
      },
      {
        name: { en: 'dimensions of the flat sheet of PCA that comes as near to the test digits' },
        value: testErrors.findIndex((error) => error <= 784 * test),
        bound: { atLeast: 20 },
      },
    ]
  },
  finding: 'holds',
  note: {
    en: 'Shuffled images have every pixel as often grey as digits have, but no two pixels go together, so that no small sheet comes near them. Near, not on: a part of every image stays off the sheet. And it is a bent sheet: a flat one needs many more dimensions to come as near.',
  },
  seconds: 15,
}

const shuffledImages = 2000

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

/** The images with each pixel's values in another order, so that no two pixels go together; and each pixel's variance. */
async function shuffledPixels(
  images: Float32Array,
): Promise<{ images: Float32Array; variances: readonly number[] }> {
  const { openStream } = await import('../../../numerics/streams.ts')
  const stream = openStream(1, 'claim')
  const count = images.length / 784
  const shuffled = images.slice()
  const variances: number[] = []
  for (let pixel = 0; pixel < 784; pixel++) {
    const keys = stream.uniforms(pixel, count)
    const order = Array.from(keys, (_, i) => i).sort((a, b) => keys[a]! - keys[b]!)
    let [total, squares] = [0, 0]
    order.forEach((from, to) => {
      const value = images[from * 784 + pixel]!
      shuffled[to * 784 + pixel] = value
      total += value
      squares += value ** 2
    })
    variances.push(squares / count - (total / count) ** 2)
  }
  return { images: shuffled, variances }
}
