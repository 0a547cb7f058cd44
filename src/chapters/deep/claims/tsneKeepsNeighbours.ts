// A map that is made for neighbours keeps more of them than one that is made for drawing (curriculum M2).

import type { AutoencoderRecipe } from '../../../benches/autoencoder/recipe.ts'
import type { Claim } from '../../../lab/claim.ts'
import { deepOf } from '../networks.ts'
import { over, seeds } from '../../seeds.ts'

const images = 1000

export const claim: Claim<AutoencoderRecipe> = {
  id: 'tsne-keeps-neighbours',
  quote: 'Objetivo: garantir que pontos próximos no espaço original permaneçam próximos após a redução.',
  translation:
    'Aim: to make sure that points near each other in the original space stay near after the reduction.',
  lecture: 'S0',
  section: 'Comparações com outros modelos: t-SNE',
  items: ['M2'],
  recipes: seeds.map((seed) => deepOf(2, seed)),
  measure: async (trained) => {
    const { codesOf, evenIndices, evenly, pixels } = await import('../../regularisation/denseNet.ts')
    const { knnAccuracy, neighboursKept } = await import('../../../numerics/neighbours.ts')
    const { project } = await import('../../../numerics/pca.ts')
    const { tsne } = await import('../../../numerics/tsne.ts')
    const { data } = trained[0]!
    await data.testReady()
    const digits = evenly(data.test, images)
    const labels = evenIndices(data.test, images).map((index) => data.test.labels[index]!)
    const looked = (map: Float32Array) => ({
      kept: neighboursKept(digits, pixels, map, 2),
      // half of them vote on the others
      named: knnAccuracy(
        map.subarray(0, images),
        labels.slice(0, images / 2),
        map.subarray(images),
        labels.slice(images / 2),
        2,
      ),
    })
    const neighbours = looked(tsne(digits, pixels, { perplexity: 30, iterations: 500 }))
    const flat = looked(project(await trained[0]!.pca(), digits, 2))
    const deep = trained.map((net) => looked(codesOf(net, digits)))
    return [
      {
        name: {
          en: 'of a digit’s ten nearest among 1,000, the share that is among the ten nearest on the map: t-SNE less the deep autoencoder',
        },
        ...over(deep.map(({ kept }) => neighbours.kept - kept)),
        bound: { atLeast: 0.1 },
      },
      {
        name: {
          en: '500 of them, the share whose class the five nearest of the other 500 name on the map: t-SNE less the deep autoencoder',
        },
        ...over(deep.map(({ named }) => neighbours.named - named)),
        bound: { atLeast: 0.05 },
      },
      { name: { en: 'nearest kept by t-SNE' }, value: neighbours.kept, bound: { atLeast: 0.4 } },
      { name: { en: 'nearest kept by the deep autoencoder' }, ...over(deep.map(({ kept }) => kept)) },
      { name: { en: 'nearest kept by PCA' }, value: flat.kept },
      { name: { en: 'class named on the map of t-SNE' }, value: neighbours.named },
      {
        name: { en: 'class named on the map of the deep autoencoder' },
        ...over(deep.map(({ named }) => named)),
      },
      { name: { en: 'class named on the map of PCA' }, value: flat.named },
    ]
  },
  finding: 'condition',
  note: {
    en: 'Make sure is too much: about half of the nearest stay near, which is far more than on either other map. The terms are not equal. t-SNE places these very images, and asks for nothing but that near ones stay near; the net and PCA meet them for the first time. What it lacks: an encoder, so that a new digit gets no place, and a decoder, so that no place gets an image. In this form every step goes through all pairs of images. The nets had 1,062 steps.',
  },
  seconds: 60,
}
