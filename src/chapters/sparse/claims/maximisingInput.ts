// The image a unit likes best is its own row of weights, made to length 1 (curriculum H4).

import { sparseKl } from '../../../benches/autoencoder/families/sparseKl.ts'
import type { AutoencoderRecipe } from '../../../benches/autoencoder/recipe.ts'
import type { Claim } from '../../../lab/claim.ts'

export const claim: Claim<AutoencoderRecipe> = {
  id: 'maximising-input',
  quote: 'The input which maximally activates hidden unit i',
  lecture: 'S2',
  section: 'Visualization of activation units',
  items: ['H4', 'E-21'],
  recipes: [sparseKl.recipe],
  measure: async ([trained]) => {
    const { evenly, pixels, weightsNamed } = await import('../../regularisation/denseNet.ts')
    const { openStream } = await import('../../../numerics/streams.ts')
    await trained!.data.testReady()
    const { size } = trained!.recipe.code
    const kernel = weightsNamed(trained!, 'code/kernel')
    const images = unitRows(evenly(trained!.data.test, 1000), pixels)
    const noise = unitRows(openStream(1, 'claim').normals(0, 1000 * pixels), pixels)
    const rivals: number[] = []
    const shares: number[] = []
    for (let unit = 0; unit < size; unit++) {
      const row = Float64Array.from({ length: pixels }, (_, i) => kernel[i * size + unit]!)
      const own = Math.hypot(...row)
      const best = (inputs: Float32Array) => {
        let most = -Infinity
        for (let from = 0; from < inputs.length; from += pixels) {
          let sum = 0
          for (let i = 0; i < pixels; i++) sum += row[i]! * inputs[from + i]!
          most = Math.max(most, sum)
        }
        return most
      }
      const ofImages = best(images)
      rivals.push(own - Math.max(ofImages, best(noise)))
      shares.push(ofImages / own)
    }
    return [
      {
        name: {
          en: 'net input of a unit’s own row, made to length 1, less the best of 1,000 test images and 1,000 noise images of length 1; least of all units',
        },
        value: Math.min(...rivals),
        bound: { atLeast: 0 },
      },
      {
        name: { en: 'what the best test image of length 1 reaches of it, mean over units' },
        value: shares.reduce((sum, each) => sum + each, 0) / size,
        range: [Math.min(...shares), Math.max(...shares)],
      },
    ]
  },
  finding: 'condition',
  note: {
    en: 'Among inputs of length 1, whose pixels may be negative. The slide’s activation leaves out the pixels: it is σ(Σ_j W_ij x_j + b_i). No real digit looks like that input, as the second figure shows.',
  },
  seconds: 14,
}

function unitRows(values: Float32Array, width: number): Float32Array {
  const out = values.slice()
  for (let from = 0; from < out.length; from += width) {
    const length = Math.hypot(...out.subarray(from, from + width))
    for (let i = from; i < from + width; i++) out[i]! /= length
  }
  return out
}
