// The floor under a cross-entropy.

import { bernoulliEntropy } from '../../../../numerics/entropy.ts'
import type { AutoencoderRecipe } from '../../recipe.ts'
import { pixels } from '../../shapes.ts'

/**
 * Nats per image below which no reconstruction of these images falls: the entropy of grey pixels. Black and white
 * ones, thresholded or drawn, go through the encoder as they are and could come back exactly: 0.
 */
export function entropyFloor(
  test: { readonly pixels: Uint8Array; readonly indices: Uint32Array },
  mode: AutoencoderRecipe['data']['pixels'],
): number {
  const count = test.indices.length
  if (mode !== 'grey' || count === 0) return 0
  if (count * pixels === test.pixels.length) return bernoulliEntropy(test.pixels, count)
  const selected = new Uint8Array(count * pixels)
  test.indices.forEach((index, i) => {
    selected.set(test.pixels.subarray(index * pixels, (index + 1) * pixels), i * pixels)
  })
  return bernoulliEntropy(selected, count)
}
