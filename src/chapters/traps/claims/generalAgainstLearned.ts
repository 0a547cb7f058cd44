// A general transform, as inside JPEG, against what was learned of digits: the same budget, two kinds of image (curriculum M4).

import type { AutoencoderRecipe } from '../../../benches/autoencoder/recipe.ts'
import type { Images } from '../../../data/dataset.ts'
import type { Claim } from '../../../lab/claim.ts'
import { deepOf, errorsOfAll } from '../../deep/networks.ts'
import { over, seeds } from '../../seeds.ts'

const size = 16
const side = 28

export const claim: Claim<AutoencoderRecipe> = {
  id: 'general-against-learned',
  quote:
    'MP3 or JPEG compression algorithm make general assumptions about "sound/images?", but not about specific types of sounds/image.',
  lecture: 'S3',
  section: 'Autoencoder vs general data compression methods',
  items: ['A10', 'M4'],
  recipes: seeds.map((seed) => deepOf(size, seed)),
  measure: async (trained, { openSet }) => {
    const errors = await errorsOfAll(trained)
    const basis = lowestWaves(size)
    const digits = waveError(basis, trained[0]!.data.test)
    const clothes = waveError(basis, (await openSet('fashion-mnist')).test)
    return [
      {
        name: { en: 'on digits: error of the net trained on digits over that of the 16 lowest waves' },
        ...over(errors.map(({ test }) => test / digits)),
        bound: { atMost: 0.7 },
      },
      {
        name: { en: 'on clothes, which it never saw: the same ratio' },
        ...over(errors.map(({ other }) => other / clothes)),
        bound: { atLeast: 1.5 },
      },
      { name: { en: 'the waves on digits: squared error, mean per pixel' }, value: digits },
      { name: { en: 'the waves on clothes: squared error, mean per pixel' }, value: clothes },
      {
        name: { en: 'PCA of digits on digits, 16 numbers: squared error, mean per pixel' },
        value: (await trained[0]!.pca()).testErrors[size]! / (side * side),
      },
    ]
  },
  finding: 'holds',
  note: {
    en: 'The waves of the cosine transform, which JPEG is made of, assume only that images are smooth. They know nothing of digits, and lose nothing when the digits turn into shoes.',
  },
  seconds: 45,
}

/** The `count` products of cosines that vary least over the image, each of length 1 (count × 784). */
function lowestWaves(count: number): Float64Array[] {
  const frequencies = Array.from({ length: side * side }, (_, i) => [Math.floor(i / side), i % side] as const)
    .toSorted((a, b) => a[0] ** 2 + a[1] ** 2 - (b[0] ** 2 + b[1] ** 2))
    .slice(0, count)
  const wave = (frequency: number, at: number) =>
    Math.sqrt((frequency === 0 ? 1 : 2) / side) * Math.cos((Math.PI * frequency * (at + 0.5)) / side)
  return frequencies.map(([down, across]) =>
    Float64Array.from(
      { length: side * side },
      (_, i) => wave(down, Math.floor(i / side)) * wave(across, i % side),
    ),
  )
}

/** Mean squared error per pixel of every tenth image, projected onto the waves. */
function waveError(waves: readonly Float64Array[], { pixels, count }: Images): number {
  let [sum, images] = [0, 0]
  for (let image = 0; image < count; image += 10, images++) {
    const x = Float64Array.from(pixels.subarray(image * 784, (image + 1) * 784), (byte) => byte / 255)
    for (const value of x) sum += value ** 2
    for (const wave of waves) sum -= wave.reduce((along, value, i) => along + value * x[i]!, 0) ** 2
  }
  return sum / (images * side * side)
}
