// S1's convolution moves no window: i and j are filters there, not pixels (curriculum P3, E-12).

import type { AutoencoderRecipe } from '../../../benches/autoencoder/recipe.ts'
import type { Claim } from '../../../lab/claim.ts'

const images = 10

export const claim: Claim<AutoencoderRecipe> = {
  id: 'printed-convolution',
  quote: 'Then for each filter j you apply the convolution to each',
  lecture: 'S1',
  section: 'At the center of this is the Convolution for multiple filters',
  items: ['P3', 'D8', 'E-12'],
  recipes: [],
  measure: async (_, { openSet }) => {
    const { convolved, differentValues, edges, meant, printed } = await import('../printedConvolution.ts')
    const { figureOver } = await import('../../variational/figures.ts')
    const { test } = await openSet('mnist')
    const shown = Array.from({ length: images }, (_, i) =>
      Float64Array.from(test.pixels.subarray(i * 784, (i + 1) * 784), (byte) => byte / 255),
    )
    const shifted = (image: Float64Array) => image.map((_, pixel) => image[pixel - 1] ?? 0)
    const apart = shown.map((image) => {
      const [here, moved] = [convolved(image, edges, meant), convolved(shifted(image), edges, meant)]
      const isInside = (pixel: number) => pixel % 28 >= 2 && pixel % 28 <= 25
      return Math.max(
        ...here.map((value, pixel) => (isInside(pixel) ? Math.abs(moved[pixel + 1]! - value) : 0)),
      )
    })
    return [
      figureOver(
        `different values of the sum among the 784 pixels of a filtered digit, as printed, with window (14, 14), ${images} digits`,
        shown.map((image) => differentValues(convolved(image, edges, printed(14, 14)))),
        { atMost: 1 },
      ),
      figureOver(
        'the same with Y(x − u, y − v)',
        shown.map((image) => differentValues(convolved(image, edges, meant))),
        { atLeast: 50 },
      ),
      figureOver(
        'the digit moved by one pixel: how far its filtered image is from the one moved by one pixel, away from the border',
        apart,
        { atMost: 1e-9 },
      ),
    ]
  },
  finding: 'condition',
  note: {
    en: 'As a sentence it is right, but the formula beside it looks at Y(i − u, j − v), and i and j number the filters and the channels there: the sum has one and the same value at every pixel, and only a bias could differ. With x and y in their place the window moves over the image, and what moves in the image moves in the result.',
  },
  seconds: 2,
}
