// Dimensions: what every dimension of a Gaussian code costs and carries, over all test images; the rest of −ELBO beside it.

import type { Measure } from '../instrument.ts'
import { posteriorMoments } from '../posteriorMoments.ts'

/** Arrays of code size, in the order of the code. */
export interface DimensionsPart {
  /** mean KL(q(z_j|x) ‖ N(0, 1)), nats; they sum to `klTotal` */
  readonly kl: Float32Array
  /** Var_x μ_j */
  readonly varianceOfMeans: Float32Array
  /** mean σ²_j */
  readonly meanVariance: Float32Array
  /** per image, summed over pixels, one sample of the code for each image */
  readonly reconstruction: number
  /** nats per image, as the objective measures it */
  readonly klTotal: number
}

export const measure: Measure<DimensionsPart> = {
  id: 'dimensions',
  applies: ({ code }) => code.kind === 'gaussian',
  measure: async (rest) => {
    const { codes, logVariances, evaluation } = await rest.evaluated()
    const { kl, varianceOfMeans, meanVariance } = posteriorMoments(
      codes,
      logVariances!,
      rest.recipe.code.size,
    )
    return {
      kl: Float32Array.from(kl),
      varianceOfMeans: Float32Array.from(varianceOfMeans),
      meanVariance: Float32Array.from(meanVariance),
      reconstruction: evaluation.reconstruction,
      klTotal: evaluation.terms['kl']!,
    }
  },
}
