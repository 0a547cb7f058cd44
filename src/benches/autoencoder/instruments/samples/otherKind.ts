// The same net with the other kind of code: what has to change in the recipe, all at once.

import type { AutoencoderRecipe } from '../../recipe.ts'

/** By dotted paths. A Gaussian code without its KL would be no variational autoencoder; a point has no KL. */
export function otherKind({ code }: AutoencoderRecipe): Readonly<Record<string, unknown>> {
  return code.kind === 'gaussian'
    ? {
        'code.kind': 'point',
        'code.samples': 1,
        'code.gradient': 'pathwise',
        'decode.variance': 1,
        'objective.kl.weight': 0,
      }
    : { 'code.kind': 'gaussian', 'objective.kl.weight': 1 }
}
