// Missing pixels: a net that was trained on masked images, beside one that never was and the best linear method (I3, I8).

import type { AutoencoderRecipe } from '../../../benches/autoencoder/recipe.ts'
import type { Claim, Trained } from '../../../lab/claim.ts'
import { over } from '../../seeds.ts'
import { masking, plain } from '../recipes.ts'

export const claim: Claim<AutoencoderRecipe> = {
  id: 'fills-missing-pixels',
  quote: 'The autoencoder is able to handle missing data when trained on masked data.',
  lecture: 'S2',
  section: 'Benefits',
  items: ['I3', 'I8', 'N2'],
  recipes: [...masking, ...plain],
  measure: async (trained) => {
    const { figuresOf, gainsOf } = await import('../gains.ts')
    const { codesOf, evenly, imagesOf } = await import('../../regularisation/denseNet.ts')
    const { maskedError } = await import('../../../benches/autoencoder/pixelErrors.ts')
    const { openStream } = await import('../../../numerics/streams.ts')
    const [taught, untaught] = [trained.slice(0, 3), trained.slice(3)]
    await taught[0]!.data.testReady()
    const x = evenly(taught[0]!.data.test, 500)
    const mask = openStream(1, 'claim')
      .uniforms(0, x.length)
      .map((u) => Number(u < 0.5))
    const seen = x.map((value, i) => (mask[i] === 1 ? 0 : value))
    const errorOf = (net: Trained<AutoencoderRecipe>) =>
      maskedError(imagesOf(net, codesOf(net, seen)), x, mask)
    const errors = taught.map((net, i) => ({ taught: errorOf(net), untaught: errorOf(untaught[i]!) }))
    return [
      ...figuresOf(await gainsOf(taught), null),
      {
        name: {
          en: 'squared error at the hidden pixels: trained on masked images over trained on whole ones',
        },
        ...over(errors.map((error) => error.taught / error.untaught)),
        bound: { atMost: 0.6 },
      },
      {
        name: { en: 'squared error per hidden pixel, trained on masked images' },
        ...over(errors.map((error) => error.taught)),
      },
    ]
  },
  finding: 'holds',
  note: {
    en: 'The net learns not to believe black pixels. So far the best linear map learns as much: after 600 steps the net is about level with it, and goes ahead only later.',
  },
  seconds: 95,
}
