// The landscape of one linear unit: two equal valleys, a hill between them, and saddles at every other component (curriculum B4, C3).

import type { AutoencoderRecipe } from '../../../benches/autoencoder/recipe.ts'
import type { Claim } from '../../../lab/claim.ts'
import { over } from '../../seeds.ts'
import { covarianceOfDigits, landscapeOf, normals } from '../landscape.ts'

const rate = 0.02
const steps = 600
/** how far along a direction the curvature is looked at */
const reach = 1e-3

export const claim: Claim<AutoencoderRecipe> = {
  id: 'non-convex-yet-harmless',
  quote: 'A restrição A = DE é o que torna o problema não convexo.',
  translation: 'The constraint A = DE is what makes the problem non-convex.',
  lecture: 'S0',
  section: 'Formulação do Problema',
  items: ['B4', 'C3'],
  recipes: [],
  measure: async (_, tools) => {
    const { symmetricEigen } = await import('../../../numerics/linearAlgebra.ts')
    const { dot } = await import('../../../numerics/matrices.ts')
    const digits = await covarianceOfDigits(tools)
    const { n, trace, error, slope } = await landscapeOf(digits)
    const { values, vectors } = symmetricEigen(digits.covariance, n)
    const component = (i: number) => vectors.slice((i - 1) * n, i * n)
    const moved = (w: Float64Array, along: Float64Array, by: number) =>
      w.map((value, i) => value + by * along[i]!)
    const curvature = (w: Float64Array, along: Float64Array) =>
      (error(moved(w, along, reach)) - 2 * error(w) + error(moved(w, along, -reach))) / reach ** 2
    const descended = (start: Float64Array) => {
      let w = start
      for (let step = 0; step < steps; step++) w = moved(w, slope(w), -rate)
      return error(w)
    }
    const nothing = new Float64Array(n)
    const places = [nothing, ...[1, 2, 3, 10].map(component)]
    const least = trace - values[0]!
    const ends: number[] = []
    for (const draw of [1, 2, 3]) {
      ends.push(descended((await normals(draw, n)).map((value) => 0.01 * value)) / least)
    }
    const saddle = component(2)
    const best = component(1)
    const halfway = best.map((value, i) => (value + -best[i]!) / 2)
    return [
      {
        name: {
          en: 'halfway between two best nets, w and −w, which draw the same: error there over theirs (a bowl has at most 1)',
        },
        value: error(halfway) / least,
        bound: { atLeast: 1.05 },
      },
      {
        name: { en: 'length of the slope at w = 0 and at the components 1, 2, 3 and 10: all are flat' },
        ...over(places.map((w) => Math.sqrt(dot(slope(w), slope(w))))),
        bound: { atMost: 1e-6 },
      },
      {
        name: { en: 'curvature at the second component towards the first, 2(λ₂ − λ₁): downhill' },
        value: curvature(saddle, component(1)),
        bound: { atMost: -0.1 },
      },
      {
        name: { en: 'curvature at the second component towards the third and its own length: uphill' },
        ...over([3, 2].map((i) => curvature(saddle, component(i)))),
        bound: { atLeast: 0.1 },
      },
      {
        name: {
          en: 'curvature at the first component towards the components 1, 2, 3 and 10: uphill everywhere',
        },
        ...over([1, 2, 3, 10].map((i) => curvature(component(1), component(i)))),
        bound: { atLeast: 0.1 },
      },
      {
        name: { en: 'curvature at w = 0 towards the components 1, 2, 3 and 10, −4λ: a hill' },
        ...over([1, 2, 3, 10].map((i) => curvature(nothing, component(i)))),
        bound: { atMost: -0.1 },
      },
      {
        name: { en: 'error that 600 steps of descent reach from three random starts, over that of PCA' },
        ...over(ends),
        bound: { atMost: 1.001 },
      },
      {
        name: { en: 'error at the second component, over that of PCA, where descent would stay for ever' },
        value: error(saddle) / least,
      },
      {
        name: {
          en: 'error after 600 steps from the second component nudged by a thousandth, over that of PCA',
        },
        value: descended(moved(saddle, component(1), 0.001)) / least,
        bound: { atMost: 1.001 },
      },
    ]
  },
  finding: 'holds',
  note: {
    en: 'Non-convex it is, and harmless, which the slide does not say: w and −w are equally good with a hill between them, and every other component is a saddle, from which something leads down. Baldi and Hornik (1989) prove it for two halves with weights of their own and a Σ that can be inverted; there w = 0 is a saddle, too. For nets that bend nothing of the kind holds in general.',
  },
  seconds: 12,
}
