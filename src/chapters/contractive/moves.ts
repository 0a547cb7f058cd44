// How far codes move, measured and not differentiated, when images go a small step towards themselves shifted by a pixel, or get
// noise of the same length.

import { noiseOn, shiftOf, shifts } from '../../benches/autoencoder/instruments/contraction/moves.ts'
import type { AutoencoderRecipe } from '../../benches/autoencoder/recipe.ts'
import type { Trained } from '../../lab/claim.ts'
import { lengthOf, squaredDistance } from '../../numerics/matrices.ts'
import { openStream } from '../../numerics/streams.ts'
import { codesOf, evenly, pixels } from '../regularisation/denseNet.ts'

export interface Moves {
  /** mean squared move of the code under a tenth of a shift by one pixel, over images and four directions */
  readonly shift: number
  /** the same under noise on all pixels, as long */
  readonly noise: number
  /** the same under noise on the inked pixels alone */
  readonly ink: number
  /** mean squared distance between the codes of different images */
  readonly apart: number
  /** noise / apart: what is left of it where codes shrink as a whole */
  readonly relative: number
}

const count = 200

/** of the way to the shifted image: a whole pixel is no small move, it changes half of a stroke */
const share = 0.1

export async function movesOf(net: Trained<AutoencoderRecipe>): Promise<Moves> {
  await net.data.testReady()
  const x = evenly(net.data.test, count)
  const codes = codesOf(net, x)
  const normals = openStream(1, 'claim').normals(0, shifts.length * x.length)
  const sums = { shift: 0, noise: 0, ink: 0 }
  shifts.forEach((to, side) => {
    const moved = { shift: x.slice(), noise: x.slice(), ink: x.slice() }
    for (let from = 0; from < x.length; from += pixels) {
      const image = x.subarray(from, from + pixels)
      const shift = shiftOf(image, to).map((value) => share * value)
      const length = lengthOf(shift)
      const drawn = normals.subarray(side * x.length + from, side * x.length + from + pixels)
      const steps = {
        shift,
        noise: drawn.map((value) => (value / lengthOf(drawn)) * length),
        ink: noiseOn(image, drawn, length),
      }
      for (const kind of kinds) steps[kind].forEach((step, i) => (moved[kind][from + i]! += step))
    }
    for (const kind of kinds) sums[kind] += squaredDistance(codesOf(net, moved[kind]), codes)
  })
  const next = codes.slice()
  next.copyWithin(0, net.recipe.code.size)
  next.set(codes.subarray(0, net.recipe.code.size), codes.length - net.recipe.code.size)
  const each = count * shifts.length
  const apart = squaredDistance(next, codes) / count
  const noise = sums.noise / each
  return { shift: sums.shift / each, noise, ink: sums.ink / each, apart, relative: noise / apart }
}

const kinds = ['shift', 'noise', 'ink'] as const
