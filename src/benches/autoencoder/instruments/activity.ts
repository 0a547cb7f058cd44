// How strongly and how often units are active: what sparsity is measured by, whatever the layer.

import type { AutoencoderRecipe } from '../recipe.ts'

/** A unit is active on an image where its activation is farther from 0 than this. */
export const activeAbove = 0.01

/** Of every unit of a layer, over all test images. A unit with share 0 is dead. */
export interface Activity {
  /** mean magnitude of the activation; of units that are never negative the mean, ρ̂ */
  readonly means: Float32Array
  /** share of the images on which it is active, 0 to 1 */
  readonly shares: Float32Array
}

/** activations (images × units) → one number of each kind for every unit */
export function activityOf(activations: Float32Array, units: number): Activity {
  const images = activations.length / units
  const sums = new Float64Array(units)
  const counts = new Float64Array(units)
  for (let i = 0, at = 0; i < images; i++) {
    for (let j = 0; j < units; j++, at++) {
      const magnitude = Math.abs(activations[at]!)
      sums[j]! += magnitude
      if (magnitude > activeAbove) counts[j]! += 1
    }
  }
  const perImage = (total: number) => total / images
  return { means: Float32Array.from(sums, perImage), shares: Float32Array.from(counts, perImage) }
}

/** May activations of the code be negative? Then magnitudes are counted. */
export function isSigned({ code }: Pick<AutoencoderRecipe, 'code'>): boolean {
  return code.kind === 'gaussian' || code.activation === 'linear' || code.activation === 'tanh'
}
