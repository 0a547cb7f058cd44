// Reconstruction error as an alarm: it finds digits that the net never saw, and misses those that are easy (curriculum N1, N16, E-58).

import type { AutoencoderRecipe } from '../../../benches/autoencoder/recipe.ts'
import type { Claim } from '../../../lab/claim.ts'
import { recipeOf, seeds } from '../../deep/networks.ts'

const missing = [0, 1] as const
const tested = 2000

export const claim: Claim<AutoencoderRecipe> = {
  id: 'error-as-alarm',
  quote: 'Data that is significantly different from the normal data have a high reconstruction error.',
  lecture: 'S2',
  section: 'Anomaly detection',
  items: ['N1', 'A6', 'N16'],
  recipes: missing.flatMap((digit) =>
    seeds.map((seed) =>
      recipeOf({
        family: 'undercomplete',
        seed,
        data: { classes: Array.from({ length: 10 }, (_, label) => label).filter((label) => label !== digit) },
        code: { size: 16 },
        optimise: { steps: 600 },
      }),
    ),
  ),
  measure: async (trained, tools) => {
    const { codesOf, evenly, imagesOf } = await import('../../regularisation/denseNet.ts')
    const { over } = await import('../../deep/networks.ts')
    const { project, reconstruct } = await import('../../../numerics/pca.ts')
    const { test } = await tools.openSet('mnist')
    const x = evenly(test, tested)
    const labels = Array.from(
      { length: tested },
      (_, i) => test.labels[Math.floor((i * test.count) / tested)]!,
    )
    const alarmOf = (drawn: Float32Array, digit: number) => {
      const errors = Array.from({ length: tested }, (_, image) => {
        let sum = 0
        for (let at = image * 784; at < (image + 1) * 784; at++) sum += (x[at]! - drawn[at]!) ** 2
        return sum
      })
      return areaUnder(
        errors.filter((_, i) => labels[i] === digit),
        errors.filter((_, i) => labels[i] !== digit),
      )
    }
    const figures = []
    for (const [i, digit] of missing.entries()) {
      const nets = trained.slice(i * seeds.length, (i + 1) * seeds.length)
      const pca = await nets[0]!.pca()
      const ofPca = reconstruct(pca, project(pca, x, 16), 16)
      figures.push(
        {
          name: {
            en: `trained without the ${digit}: share of pairs in which an unseen ${digit} has a larger error than another test digit (½ is a guess)`,
          },
          ...over(nets.map((net) => alarmOf(imagesOf(net, codesOf(net, x)), digit))),
          bound: digit === 1 ? { atMost: 0.5 } : { atLeast: 0.8 },
        },
        {
          name: { en: `PCA with 16 numbers, fitted without the ${digit}: the same share` },
          value: alarmOf(ofPca, digit),
        },
      )
    }
    return figures
  },
  finding: 'condition',
  note: {
    en: 'If what is new is also hard to draw. A 0 that was never seen raises the alarm; a 1 is one stroke that the net can draw from what it knows, and has less error than the digits it was trained on. The share is the area under the ROC curve, for every threshold at once.',
  },
  seconds: 45,
}

/** In how many of all pairs the first is larger, equal ones for a half. */
function areaUnder(first: readonly number[], second: readonly number[]): number {
  let wins = 0
  for (const one of first) for (const other of second) wins += one > other ? 1 : one === other ? 0.5 : 0
  return wins / (first.length * second.length)
}
