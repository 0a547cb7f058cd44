// One sigmoid layer: the penalty in closed form, by automatic differentiation and by small steps is one number (curriculum J2).

import { contractive } from '../../../benches/autoencoder/families/contractive.ts'
import type { AutoencoderRecipe } from '../../../benches/autoencoder/recipe.ts'
import type { Claim } from '../../../lab/claim.ts'
import type { pullBack as PullBack } from '../../../tensors/pullBack.ts'

export const claim: Claim<AutoencoderRecipe> = {
  id: 'closed-form-jacobian',
  quote: 'encouraging the derivatives of f to be as small as possible',
  lecture: 'S3',
  section: 'Contractive Autoencoders',
  items: ['J1', 'J2', 'F5'],
  recipes: [contractive.recipe],
  measure: async ([trained]) => {
    const { codesOf, evenly, pixels, weightsNamed } = await import('../../regularisation/denseNet.ts')
    const { dense } = await import('../../../tensors/dense.ts')
    const { dispose, toTensors } = await import('../../../tensors/parameters.ts')
    const { pullBack } = await import('../../../tensors/pullBack.ts')
    await trained!.data.testReady()
    const { size } = trained!.recipe.code
    const [kernel, bias] = [weightsNamed(trained!, 'code/kernel'), weightsNamed(trained!, 'code/bias')]
    const images = evenly(trained!.data.test, count)
    const codes = codesOf(trained!, images)
    const rowLengths = Array.from({ length: size }, (_, j) => {
      let sum = 0
      for (let i = 0; i < pixels; i++) sum += kernel[i * size + j]! ** 2
      return sum
    })
    const closed = Array.from({ length: count }, (_, image) =>
      rowLengths.reduce((sum, length, j) => sum + slope(codes[image * size + j]!) ** 2 * length, 0),
    )

    // one row for each unit of the code: the same image, and that unit's direction
    const differentiated: number[] = []
    for (let image = 0; image < count; image++) {
      const copies = new Float32Array(size * pixels)
      for (let j = 0; j < size; j++) {
        copies.set(images.subarray(image * pixels, (image + 1) * pixels), j * pixels)
      }
      const directions = Float32Array.from({ length: size * size }, (_, at) => Number(at % (size + 1) === 0))
      const tensors = toTensors([
        { name: 'x', shape: [size, pixels], values: copies },
        { name: 'v', shape: [size, size], values: directions },
        { name: 'W', shape: [pixels, size], values: kernel },
        { name: 'b', shape: [size], values: bias },
      ])
      const passed: Record<string, Matrix> = {}
      const encode = (x: Matrix) => {
        const code = dense(x, tensors['W'] as Matrix, tensors['b'] as Parameters<typeof dense>[2], 'sigmoid')
        passed[`code ${Object.keys(passed).length}`] = code
        return code
      }
      const rows = pullBack(encode, tensors['x'] as Matrix, tensors['v'] as Matrix)
      differentiated.push((await rows.data<'float32'>()).reduce((sum, entry) => sum + entry ** 2, 0))
      dispose({ ...tensors, rows, ...passed })
    }

    const stepped = Array.from({ length: count }, (_, image) => {
      const x = images.subarray(image * pixels, (image + 1) * pixels)
      const base = Float64Array.from(bias)
      for (let i = 0; i < pixels; i++)
        for (let j = 0; j < size; j++) base[j]! += x[i]! * kernel[i * size + j]!
      let sum = 0
      for (let i = 0; i < pixels; i++) {
        for (let j = 0; j < size; j++) {
          const w = kernel[i * size + j]!
          sum += ((sigmoid(base[j]! + h * w) - sigmoid(base[j]! - h * w)) / (2 * h)) ** 2
        }
      }
      return sum
    })
    const worst = (others: readonly number[]) =>
      Math.max(...others.map((other, i) => Math.abs(other / closed[i]! - 1)))
    return [
      {
        name: {
          en: `closed form against automatic differentiation, greatest relative difference over ${count} test images`,
        },
        value: worst(differentiated),
        bound: { atMost: 1e-5 },
      },
      {
        name: { en: 'closed form against differences of small steps of every pixel, the same' },
        value: worst(stepped),
        bound: { atMost: 1e-5 },
      },
      {
        name: { en: 'squared Frobenius norm of J, squared code per squared pixel, mean over these images' },
        value: closed.reduce((sum, each) => sum + each, 0) / count,
        range: [Math.min(...closed), Math.max(...closed)],
      },
    ]
  },
  finding: 'holds',
  note: {
    en: 'Σ_j (h_j(1 − h_j))² Σ_i W_ij² needs no differentiation at all, so that training costs hardly more. Behind hidden layers there is no such formula.',
  },
  seconds: 25,
}

type Matrix = Parameters<typeof PullBack>[1]

const count = 5
const h = 1e-4

const sigmoid = (a: number): number => 1 / (1 + Math.exp(-a))
const slope = (code: number): number => code * (1 - code)
