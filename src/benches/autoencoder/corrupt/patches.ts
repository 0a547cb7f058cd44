// Patches: of the squares that an image is cut into, a fixed share is hidden, drawn afresh for each image:
// the input of a masked autoencoder (He et al. 2022).

import * as z from 'zod/mini'
import { pixels, side } from '../shapes.ts'
import { rateParameter, rateSchema, type Corruption, type Draws } from './corruption.ts'

const sizes = [2, 4, 7, 14] as const

type Patches = Readonly<{ size: (typeof sizes)[number]; rate: number }>

export const corruption: Corruption<Patches> = {
  id: 'patches',
  label: { en: 'hidden patches' },
  tex: '\\tilde x_i = (1 - m_{p(i)})\\, x_i,\\quad \\textstyle\\sum_p m_p = \\mathrm{round}(\\nu P)',
  parameters: [
    { name: 'size', label: { en: 'patch size' }, min: 2, max: 14, step: 1, initial: 4, values: sizes },
    rateParameter(0.75),
  ],
  switches: [],
  schema: { size: z.literal(sizes), rate: rateSchema },
  defaults: { size: 4, rate: 0.75 },
  hides: true,
  corrupt: (x, parameters, draws) => {
    const mask = maskOf(x.length / pixels, parameters, draws)
    return { x: x.map((value, i) => (mask[i] === 1 ? 0 : value)), mask }
  },
  given: (value, parameters) => {
    const { count, hidden } = countsOf(parameters)
    const rate = hidden / count
    return { mean: (1 - rate) * value, variance: rate * (1 - rate) * value ** 2 }
  },
  keptTogether: (i, j, parameters) => {
    const { count, hidden } = countsOf(parameters)
    const kept = count - hidden
    const isOne = patchOf(i, parameters.size) === patchOf(j, parameters.size)
    return isOne ? kept / count : (kept * (kept - 1)) / (count * (count - 1))
  },
}

/** Of `count` patches, `hidden` are hidden in every image. */
function countsOf({ size, rate }: Patches): { count: number; hidden: number } {
  const count = (side / size) ** 2
  return { count, hidden: Math.round(rate * count) }
}

/** The number of the patch in which a pixel lies, row by row. */
function patchOf(pixel: number, size: number): number {
  const [row, column] = [Math.floor(pixel / side), pixel % side]
  return Math.floor(row / size) * (side / size) + Math.floor(column / size)
}

/**
 * Fisher and Yates, stopped after `hidden` patches. Every image has a draw for each of its patches, so that a
 * higher rate hides the same patches and more.
 */
function maskOf(images: number, parameters: Patches, draws: Draws): Float32Array {
  const { count, hidden } = countsOf(parameters)
  const uniforms = draws.uniforms(images * count)
  const patches = new Uint8Array(count)
  const isHidden = new Uint8Array(count)
  const mask = new Float32Array(images * pixels)
  for (let image = 0; image < images; image++) {
    for (let patch = 0; patch < count; patch++) patches[patch] = patch
    isHidden.fill(0)
    for (let k = 0; k < hidden; k++) {
      const place = k + Math.floor(uniforms[image * count + k]! * (count - k))
      isHidden[patches[place]!] = 1
      patches[place] = patches[k]!
    }
    for (let pixel = 0; pixel < pixels; pixel++) {
      mask[image * pixels + pixel] = isHidden[patchOf(pixel, parameters.size)]!
    }
  }
  return mask
}
