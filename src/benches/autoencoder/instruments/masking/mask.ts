// What hides pixels from a model: its recipe's corruption, or for any other model the patches of a masked autoencoder.

import { corruptionOf } from '../../corrupt/corruptions.ts'
import type { AutoencoderRecipe, CorruptRecipe } from '../../recipe.ts'
import { defaultNoise } from '../noise.ts'

/** Did the model learn from images with hidden pixels? */
export function isTrainedOnHidden({ corrupt }: Pick<AutoencoderRecipe, 'corrupt'>): boolean {
  return corruptionOf(corrupt.kind).hides
}

/** The recipe's corruption where it hides pixels, else patches of 4 × 4, three quarters of them. */
export function maskOf(recipe: Pick<AutoencoderRecipe, 'corrupt'>): CorruptRecipe {
  return isTrainedOnHidden(recipe) ? recipe.corrupt : defaultNoise('patches')
}

/** How a hidden pixel is shown: a grey; the model is given 0 there. */
const hiddenGrey = 0.35

/** Images (n × 784) with the hidden pixels in grey. */
export function veiled(clean: Float32Array, mask: Uint8Array): Float32Array {
  return clean.map((value, i) => (mask[i] === 1 ? hiddenGrey : value))
}

/** What is restored at the hidden pixels, and the pixels themselves elsewhere. */
export function pastedBack(restored: Float32Array, clean: Float32Array, mask: Uint8Array): Float32Array {
  return restored.map((value, i) => (mask[i] === 1 ? value : clean[i]!))
}
