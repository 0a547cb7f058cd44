// Weight decay takes away the stretches of C and leaves its turns (Kunin and others 2019; curriculum C8).

import { linear } from '../../../benches/autoencoder/families/linear.ts'
import type { AutoencoderRecipe } from '../../../benches/autoencoder/recipe.ts'
import type { Claim, Trained } from '../../../lab/claim.ts'
import { over, recipeOf, seeds } from '../../deep/networks.ts'

/** γ of ½ γ Σ W². */
const decay = 1

export const claim: Claim<AutoencoderRecipe> = {
  id: 'decay-ties-the-halves',
  quote: 'O encoder recupera as coordenadas PCA.',
  translation: 'The encoder recovers the PCA coordinates.',
  lecture: 'S0',
  section: 'Interpretação: Relação Explícita com PCA',
  items: ['C8', 'C4', 'G2', 'E-09'],
  recipes: [
    linear.recipe,
    ...seeds.map((seed) => recipeOf({ family: 'linear', seed, objective: { l2Weights: { weight: decay } } })),
  ],
  measure: async ([free, ...held]) => {
    const { symmetricEigen } = await import('../../../numerics/linearAlgebra.ts')
    const { multiply, transpose } = await import('../../../numerics/matrices.ts')
    const { components, values } = await free!.pca()
    const [n, k] = [784, linear.recipe.code.size]
    const halves = ({ snapshot }: Trained<AutoencoderRecipe>) => {
      const valuesOf = (name: string) => snapshot.parameters.find((one) => one.name === name)!.values
      // the decoder's columns and the encoder's rows, each k × n
      return { D: valuesOf('output/kernel'), E: transpose(valuesOf('code/kernel'), n, k) }
    }
    const apart = (net: Trained<AutoencoderRecipe>) => {
      const { D, E } = halves(net)
      let [difference, whole] = [0, 0]
      D.forEach((value, i) => {
        difference += (value - E[i]!) ** 2
        whole += value ** 2
      })
      return Math.sqrt(difference / whole)
    }
    /** Dᵀ D, k × k, with its eigenvalues, descending: squared lengths of D along its own axes. */
    const axes = (net: Trained<AutoencoderRecipe>) => {
      const { D } = halves(net)
      return symmetricEigen(multiply(D, transpose(D, k, n), k, n, k), k)
    }
    const shrinks = held.map((net) => {
      const found = axes(net).values
      return Math.max(
        ...Array.from({ length: k }, (_, i) => Math.abs(found[i]! - (1 - decay / (2 * values[i]!)))),
      )
    })
    const cosines = (net: Trained<AutoencoderRecipe>) => {
      const { D } = halves(net)
      const turn = axes(net).vectors.subarray(0, k)
      const along = (direction: Float64Array) => {
        let [cosine, length] = [0, 0]
        for (let pixel = 0; pixel < n; pixel++) {
          cosine += direction[pixel]! * components[pixel]!
          length += direction[pixel]! ** 2
        }
        return cosine ** 2 / length
      }
      const column = (j: number) => Float64Array.from(D.subarray(j * n, (j + 1) * n))
      return {
        axis: along(multiply(turn, D, 1, k, n)),
        column: Math.max(...Array.from({ length: k }, (_, j) => along(column(j)))),
      }
    }
    return [
      {
        name: { en: 'difference between the decoder and the encoder’s transpose, relative, with the decay' },
        ...over(held.map(apart)),
        bound: { atMost: 0.1 },
      },
      {
        name: { en: 'the same without, one seed' },
        value: apart(free!),
        bound: { atLeast: 0.2 },
      },
      {
        name: {
          en: 'squared lengths of the decoder along its own axes: greatest distance from 1 − γ/2λᵢ, γ = 1',
        },
        ...over(shrinks),
        bound: { atMost: 0.1 },
      },
      {
        name: { en: 'squared cosine of the decoder’s longest axis with the first component' },
        ...over(held.map((net) => cosines(net).axis)),
        bound: { atLeast: 0.9 },
      },
      {
        name: { en: 'the most that a single column of the decoder has of it: columns are still mixtures' },
        ...over(held.map((net) => cosines(net).column)),
        bound: { atMost: 0.8 },
      },
    ]
  },
  finding: 'condition',
  note: {
    en: 'With weight decay the encoder is the decoder’s transpose, and the axes can be read off the net by a singular value decomposition. The columns themselves stay turned: a turn of the code changes no sum of squares.',
  },
  seconds: 55,
}
