// The runs made: what regularised autoencoders are said to gain, in the same few figures for every run of the visit (G5).

import { restorationOf } from '../../restoration.ts'
import { pixels } from '../../shapes.ts'
import { meanJacobianNorm2 } from '../../jacobian.ts'
import type { Measure, ModelAtRest } from '../instrument.ts'

export interface RunsMadePart {
  /** on all test images, clean, mean over pixels */
  readonly msePerPixel: number
  /** units of the code beyond ±0.01 per image, mean over all test images; of how many */
  readonly meanActive: number
  readonly size: number
  /** square root of the mean ‖∂code/∂x‖²_F over 100 test images, evenly spaced */
  readonly jacobianNorm: number
  /** squared error per pixel of what is made of noisy images and of images with missing pixels, the same 100 test images */
  readonly noiseMse: number
  readonly missingMse: number
  /** nats per image on all test images; null where the code is a point */
  readonly rate: number | null
  /** the reconstruction term per image on all test images */
  readonly distortion: number
  /** weights of the first units of a dense first layer (units × 784); null for other layers */
  readonly filters: Float32Array | null
}

/** Gaussian noise of σ = 0.3, clipped, and half of the pixels missing. */
export const noise = { kind: 'gaussian', sigma: 0.3, clip: true } as const
export const missing = { kind: 'masking', rate: 0.5 } as const

/** a code unit is active beyond this value, on either side */
const active = 0.01
const images = 100
const shownFilters = 8

export const measure: Measure<RunsMadePart> = {
  id: 'runsMade',
  applies: () => true,
  measure: async (rest) => {
    const { evaluation, codes } = await rest.evaluated()
    const count = rest.testIndices.length
    // over the whole file, because its first half is the easier one
    const spread = rest.testIndices.filter((_, i) => i % Math.ceil(count / images) === 0)
    return {
      msePerPixel: evaluation.msePerPixel,
      meanActive: codes.reduce((sum, code) => sum + Number(Math.abs(code) > active), 0) / count,
      size: rest.recipe.code.size,
      jacobianNorm: Math.sqrt(
        await meanJacobianNorm2(rest, { part: 'test', images: rest.test, indices: spread }),
      ),
      noiseMse: (await restorationOf(rest, noise, spread)).restoredMse,
      missingMse: (await restorationOf(rest, missing, spread)).restoredMse,
      rate: evaluation.terms['kl'] ?? null,
      distortion: evaluation.reconstruction,
      filters: filtersOf(rest),
    }
  },
}

/** The first units' weights, one image for each; labels behind the pixels are left out. */
function filtersOf({ arrays, recipe }: ModelAtRest): Float32Array | null {
  const first = recipe.encode.layers[0]
  if (first && first.kind !== 'dense') return null
  const name = first ? 'encode/0/kernel' : 'code/kernel'
  const { values, shape } = arrays.find((array) => array.name === name)!
  const units = shape[1]!
  const here = Math.min(shownFilters, units)
  return Float32Array.from(
    { length: here * pixels },
    (_, i) => values[(i % pixels) * units + Math.floor(i / pixels)]!,
  )
}
