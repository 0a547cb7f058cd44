// Not the coordinates, but a mixture: D C and C⁻¹ E are as good for any invertible C (curriculum C4, C8, E-09).

import { linear } from '../../../benches/autoencoder/families/linear.ts'
import type { AutoencoderRecipe } from '../../../benches/autoencoder/recipe.ts'
import type { Claim } from '../../../lab/claim.ts'
import { over } from '../../seeds.ts'
import { normals } from '../landscape.ts'

export const claim: Claim<AutoencoderRecipe> = {
  id: 'encoder-finds-pca-coordinates',
  quote: 'O encoder recupera as coordenadas PCA.',
  translation: 'The encoder recovers the PCA coordinates.',
  lecture: 'S0',
  section: 'Interpretação: Relação Explícita com PCA',
  items: ['C2', 'C4', 'C8', 'E-09'],
  recipes: [linear.recipe],
  measure: async ([trained]) => {
    const { snapshot, recipe, pca } = trained!
    const { applyC, rotateToPca } = await import('../../../numerics/subspace.ts')
    const { multiply, relativeDifference, transpose } = await import('../../../numerics/matrices.ts')
    const [n, k] = [784, recipe.code.size]
    const valuesOf = (name: string) => snapshot.parameters.find((one) => one.name === name)!.values
    const D = transpose(valuesOf('output/kernel'), k, n)
    const E = transpose(valuesOf('code/kernel'), n, k)
    const linearMethod = await pca()
    const components = linearMethod.components.subarray(0, k * n)
    const product = multiply(D, E, n, k, n)
    const changes: number[] = []
    for (const draw of [1, 2, 3]) {
      const mixed = applyC(D, E, await normals(draw, k * k), k)
      changes.push(relativeDifference(product, multiply(mixed.D, mixed.E, n, k, n)))
    }
    return [
      {
        name: {
          en: 'largest squared cosine of a column of the decoder with a principal component, mean over columns',
        },
        ...over(likeness(D, components, n, k)),
        bound: { atMost: 0.95 },
      },
      {
        name: { en: 'change of the net’s map by three random matrices C in its middle, relative' },
        ...over(changes),
        bound: { atMost: 1e-6 },
      },
      {
        name: {
          en: 'the squared cosine of the first four columns after the one C that turns them to the axes',
        },
        ...over(likeness(rotateToPca(D, E, k, linearMethod).D, components, n, k).slice(0, 4)),
        bound: { atLeast: 0.9 },
      },
    ]
  },
  finding: 'condition',
  note: {
    en: 'The slide speaks of the solution E = Uᵀ, and for that it is true. But D = U C and E = C⁻¹Uᵀ are as good for any invertible C: training finds some mixture of the coordinates, and nothing in the error prefers C = I. A C that makes the columns orthogonal and puts them in order of variance brings the coordinates back.',
  },
  seconds: 16,
}

/** For each column of D its largest squared cosine with one of the components. */
function likeness(D: Float64Array, components: Float32Array, n: number, k: number): number[] {
  return Array.from({ length: k }, (_, column) => {
    let length2 = 0
    const along = new Float64Array(k)
    for (let pixel = 0; pixel < n; pixel++) {
      const value = D[pixel * k + column]!
      length2 += value ** 2
      for (let i = 0; i < k; i++) along[i]! += value * components[i * n + pixel]!
    }
    return Math.max(...along.map((cosine) => cosine ** 2 / length2))
  })
}
