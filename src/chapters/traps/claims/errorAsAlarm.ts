// Reconstruction error as an alarm: it finds digits that the net never saw, and misses those that are easy (curriculum N1, N16).

import type { AutoencoderRecipe } from '../../../benches/autoencoder/recipe.ts'
import type { Claim, Figure } from '../../../lab/claim.ts'
import { over, recipeOf, seeds } from '../../seeds.ts'

const missing = [0, 1] as const
const tested = 2000
const codeSize = 16
const labels = Array.from({ length: 10 }, (_, label) => label)

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
        data: { classes: labels.filter((label) => label !== digit) },
        code: { size: codeSize },
        optimise: { steps: 600 },
      }),
    ),
  ),
  measure: async (trained, tools) => {
    const { codesOf, evenIndices, evenly, imagesOf } = await import('../../regularisation/denseNet.ts')
    const { areaUnderRoc } = await import('../../../numerics/statistics.ts')
    const { squaredDistance } = await import('../../../numerics/matrices.ts')
    const { project, reconstruct } = await import('../../../numerics/pca.ts')
    const { test } = await tools.openSet('mnist')
    const x = evenly(test, tested)
    const labelled = evenIndices(test, tested).map((index) => test.labels[index]!)
    const imageOf = (images: Float32Array, i: number) => images.subarray(i * 784, (i + 1) * 784)
    const blank = new Float32Array(784)
    const ink = labelled.map((_, i) => squaredDistance(imageOf(x, i), blank))
    const alarmOf = (scores: readonly number[], digit: number) =>
      areaUnderRoc(
        scores.filter((_, i) => labelled[i] === digit),
        scores.filter((_, i) => labelled[i] !== digit),
      )
    const errorsOf = (drawn: Float32Array) =>
      labelled.map((_, i) => squaredDistance(imageOf(x, i), imageOf(drawn, i)))

    const figures: Figure[] = []
    for (const [i, digit] of missing.entries()) {
      const nets = trained.slice(i * seeds.length, (i + 1) * seeds.length)
      const errors = nets.map((net) => errorsOf(imagesOf(net, codesOf(net, x))))
      const pca = await nets[0]!.pca()
      const ofPca = errorsOf(reconstruct(pca, project(pca, x, codeSize), codeSize))
      figures.push(
        {
          name: {
            en: `trained without the ${digit}: share of pairs in which an unseen ${digit} has a larger error than another test digit (½ is a guess)`,
          },
          ...over(errors.map((of) => alarmOf(of, digit))),
          bound: digit === 1 ? { atMost: 0.5 } : { atLeast: 0.8 },
        },
        {
          name: { en: `PCA with ${codeSize} numbers, fitted without the ${digit}: the same share` },
          value: alarmOf(ofPca, digit),
        },
        {
          name: { en: `no net at all, the ink (sum of squared pixels) as the alarm for the ${digit}` },
          value: alarmOf(ink, digit),
        },
        {
          name: { en: `the net’s error as a share of the ink, as the alarm for the ${digit}` },
          ...over(
            errors.map((of) =>
              alarmOf(
                of.map((error, j) => error / ink[j]!),
                digit,
              ),
            ),
          ),
        },
      )
    }
    return figures
  },
  finding: 'condition',
  note: {
    en: 'If what is new is also hard to draw. A 0 that was never seen raises the alarm; a 1 has less error than the digits the net was trained on. It has little ink, and squared errors grow with ink: the alarms of ink alone and of error per ink say how much is due to that. The share is the area under the ROC curve, for every threshold at once.',
  },
  seconds: 60,
}
