// Which recipes have a likelihood p(x|z) that sums to 1 over images, so that log p(x) means something.

import type { AutoencoderRecipe } from '../recipe.ts'

/** A Bernoulli output needs black or white pixels: of grey ones its −log p is a score, normalised over nothing. */
export function isLikelihood({ decode, data }: AutoencoderRecipe): boolean {
  return decode.output === 'gaussian' || data.pixels !== 'grey'
}
