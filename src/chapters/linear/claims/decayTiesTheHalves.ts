// Weight decay takes away the stretches of C and leaves its turns (Kunin and others 2019; curriculum C8).

import type { AutoencoderRecipe } from '../../../benches/autoencoder/recipe.ts'
import type { Claim, Trained } from '../../../lab/claim.ts'
import { over, recipeOf, seeds } from '../../seeds.ts'

/** γ of ½ γ Σ W². */
const decay = 1

const free = seeds.map((seed) => recipeOf({ family: 'linear', seed }))
const held = seeds.map((seed) =>
  recipeOf({ family: 'linear', seed, objective: { l2Weights: { weight: decay } } }),
)

export const claim: Claim<AutoencoderRecipe> = {
  id: 'decay-ties-the-halves',
  quote: 'O encoder recupera as coordenadas PCA.',
  translation: 'The encoder recovers the PCA coordinates.',
  lecture: 'S0',
  section: 'Interpretação: Relação Explícita com PCA',
  items: ['C8', 'C4', 'G2', 'E-09'],
  recipes: [...free, ...held],
  measure: async (trained) => {
    const { symmetricEigen } = await import('../../../numerics/linearAlgebra.ts')
    const { multiply, relativeDifference, squaredCosine, transpose } =
      await import('../../../numerics/matrices.ts')
    const { weightsNamed } = await import('../../regularisation/denseNet.ts')
    const { components, values } = await trained[0]!.pca()
    const component = (i: number) => components.subarray(i * n, (i + 1) * n)

    const lookAt = (net: Trained<AutoencoderRecipe>) => {
      // the decoder's columns and the encoder's rows, each k × n
      const D = weightsNamed(net, 'output/kernel')
      const E = transpose(weightsNamed(net, 'code/kernel'), n, k)
      // D along its own axes: their squared lengths, descending, and their directions
      const { values: lengths, vectors } = symmetricEigen(multiply(D, transpose(D, k, n), k, n, k), k)
      const axes = multiply(vectors, D, k, k, n)
      const mostOfFirst = Array.from({ length: k }, (_, j) =>
        squaredCosine(D.subarray(j * n, (j + 1) * n), component(0)),
      )
      return {
        apart: relativeDifference(D, E),
        shrink: Math.max(
          ...Array.from(lengths, (length, i) => Math.abs(length - (1 - decay / (2 * values[i]!)))),
        ),
        axes: Array.from({ length: k }, (_, i) =>
          squaredCosine(axes.subarray(i * n, (i + 1) * n), component(i)),
        ),
        column: Math.max(...mostOfFirst),
      }
    }
    const [without, with_] = [
      trained.slice(0, free.length).map(lookAt),
      trained.slice(free.length).map(lookAt),
    ]
    return [
      {
        name: { en: 'with the decay: difference between the decoder and the encoder’s transpose, relative' },
        ...over(with_.map(({ apart }) => apart)),
        bound: { atMost: 0.1 },
      },
      {
        name: { en: 'without: the same' },
        ...over(without.map(({ apart }) => apart)),
        bound: { atLeast: 0.2 },
      },
      {
        name: {
          en: 'with the decay: squared lengths of the decoder along its own axes, greatest distance from 1 − γ/2λᵢ, γ = 1',
        },
        ...over(with_.map(({ shrink }) => shrink)),
        bound: { atMost: 0.1 },
      },
      {
        name: { en: 'with the decay: squared cosine of the decoder’s longest axis with the first component' },
        ...over(with_.map(({ axes }) => axes[0]!)),
        bound: { atLeast: 0.9 },
      },
      {
        name: { en: 'the same of all 16 axes, each with its own component, mean' },
        ...over(with_.map(({ axes }) => over(axes).value)),
      },
      {
        name: { en: 'without the decay: the longest axis with the first component' },
        ...over(without.map(({ axes }) => axes[0]!)),
      },
      {
        name: {
          en: 'with the decay: the most that a single column of the decoder has of the first component',
        },
        ...over(with_.map(({ column }) => column)),
        bound: { atMost: 0.8 },
      },
    ]
  },
  finding: 'condition',
  note: {
    en: 'With weight decay the encoder is the decoder’s transpose, and the axes can be read off the net by a singular value decomposition, the better the farther their eigenvalues are apart. The columns themselves stay turned: a turn of the code changes no sum of squares.',
  },
  seconds: 90,
}

const [n, k] = [784, 16]
