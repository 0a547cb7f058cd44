// Sparsity: how the code's activations are distributed over all test images, and how many units each image uses.

import { activeAbove, activityOf, type Activity } from '../activity.ts'
import type { Measure } from '../instrument.ts'
import { binOf, bins } from './histogram.ts'

export interface SparsityPart extends Activity {
  readonly images: number
  /** how many activations, of all images and units, fall into each bin of magnitude */
  readonly binCounts: Float64Array
  /** how many images have 0, 1, 2, … active units (code size + 1) */
  readonly perImage: Uint32Array
  /** active units of an image, mean */
  readonly meanActive: number
  /** mean magnitude of all activations */
  readonly meanActivation: number
  readonly msePerPixel: number
}

export const measure: Measure<SparsityPart> = {
  id: 'sparsity',
  applies: () => true,
  measure: async (rest) => {
    const { codes, evaluation } = await rest.evaluated()
    return { ...sparsityOf(codes, rest.recipe.code.size), msePerPixel: evaluation.msePerPixel }
  },
}

/** Codes (images × size) of a point, the means μ of a Gaussian. */
export function sparsityOf(codes: Float32Array, size: number): Omit<SparsityPart, 'msePerPixel'> {
  const images = codes.length / size
  const activity = activityOf(codes, size)
  const binCounts = new Float64Array(bins)
  const perImage = new Uint32Array(size + 1)
  for (let i = 0, at = 0; i < images; i++) {
    let active = 0
    for (let j = 0; j < size; j++, at++) {
      const magnitude = Math.abs(codes[at]!)
      binCounts[binOf(magnitude)]! += 1
      if (magnitude > activeAbove) active += 1
    }
    perImage[active]! += 1
  }
  return {
    ...activity,
    images,
    binCounts,
    perImage,
    meanActive: activity.shares.reduce((sum, share) => sum + share, 0),
    meanActivation: activity.means.reduce((sum, mean) => sum + mean, 0) / size,
  }
}
