// What does not fit through the bottleneck is gone; as wide as the images' rank, nothing has to be (curriculum A10, M6).

import type { AutoencoderRecipe } from '../../../benches/autoencoder/recipe.ts'
import type { Claim } from '../../../lab/claim.ts'
import { deepOf } from '../../deep/networks.ts'
import { over } from '../../seeds.ts'

const sizes = [1, 4, 16, 64] as const

export const claim: Claim<AutoencoderRecipe> = {
  id: 'lossy',
  quote: 'Autoencoders are lossy.',
  lecture: 'S3',
  section: 'Autoencoder vs general data compression methods',
  items: ['A10', 'M6'],
  recipes: sizes.map((size) => deepOf(size)),
  measure: async (trained) => {
    const exact: number[] = []
    const grey: number[] = []
    for (const one of trained) {
      const { inputs, outputs } = await one.open(async (model) => {
        const { parts } = await model.measure(false)
        return parts['reconstructions'] as { inputs: Float32Array; outputs: Float32Array }
      })
      const off = inputs.map((value, i) => Math.abs(Math.round(255 * outputs[i]!) - Math.round(255 * value)))
      const images = Array.from({ length: inputs.length / 784 }, (_, i) =>
        off.subarray(i * 784, (i + 1) * 784),
      )
      exact.push(images.filter((image) => image.every((levels) => levels === 0)).length)
      const ink = off.filter((_, i) => inputs[i]! > 0)
      grey.push(ink.reduce((sum, levels) => sum + levels, 0) / ink.length)
    }
    const { testErrors, values } = await trained[0]!.pca()
    const rank = values.filter((value) => value > 1e-9).length
    return [
      {
        name: {
          en: 'of ten test digits, those that come back byte for byte, for 1, 4, 16 and 64 numbers of code',
        },
        ...over(exact),
        bound: { atMost: 0 },
      },
      {
        name: { en: 'how far a pixel with ink is off, grey levels of 255, mean over ten digits' },
        ...over(grey),
        bound: { atLeast: 1 },
      },
      {
        name: {
          en: `PCA with the ${rank} numbers that the digits span: squared error on the test digits, mean per pixel`,
        },
        value: testErrors[rank]! / 784,
        bound: { atMost: 1e-4 },
      },
      { name: { en: 'PCA with 64 numbers: the same' }, value: testErrors[64]! / 784 },
    ]
  },
  finding: 'condition',
  note: {
    en: 'Lossy by the width of the code, not because it is an autoencoder: with as many numbers as the digits span, PCA gives digits back with next to no error, and has compressed next to nothing.',
  },
  seconds: 50,
}
