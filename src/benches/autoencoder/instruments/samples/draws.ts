// Which codes are decoded: from the prior N(0, I), and for a plain code also from the Gaussian fitted to the test codes.

import { drawsLike } from '../../../../numerics/fittedGaussian.ts'
import { openStream } from '../../../../numerics/streams.ts'
import { measuringStep, measuringSteps } from '../../measuringSteps.ts'
import type { ModelAtRest } from '../instrument.ts'

export type Origin = 'prior' | 'fitted'

/** What is drawn: the same draw of the same recipe is the same codes up to `temperature`, a factor on the spread. */
export interface Draw {
  /** 0 to `mostDraws` − 1 */
  readonly number: number
  readonly temperature: number
  /** class of all samples where the decoder is told one; null: the recipe's classes in turn */
  readonly digit: number | null
}

export const count = 40
/** each has two steps of the stream `measuring` */
export const mostDraws = measuringSteps.samples.count / 2
/** test codes that the Gaussian is fitted to, every n-th one */
const fittedTo = 2000

/** A plain code has nothing that holds it to N(0, I), so it has a second origin. */
export function originsOf({ code }: ModelAtRest['recipe']): readonly Origin[] {
  return code.kind === 'gaussian' ? ['prior'] : ['prior', 'fitted']
}

/** (count × code size) */
export async function codesFrom(rest: ModelAtRest, origin: Origin, draw: Draw): Promise<Float32Array> {
  const { seed, code } = rest.recipe
  const stream = openStream(seed, 'measuring')
  const step = measuringStep('samples', 2 * draw.number)
  const { temperature } = draw
  if (origin === 'prior') return stream.normals(step, count * code.size).map((value) => temperature * value)
  const points = thinned((await rest.evaluated()).codes, code.size)
  const noise = stream.normals(step + 1, (count * points.length) / code.size)
  return drawsLike(
    points,
    code.size,
    noise.map((value) => temperature * value),
  )
}

/** Every n-th code, so that at most `fittedTo` are left from the whole set. */
function thinned(codes: Float32Array, size: number): Float32Array {
  const all = codes.length / size
  const every = Math.ceil(all / fittedTo)
  const kept = Math.ceil(all / every)
  const points = new Float32Array(kept * size)
  for (let i = 0; i < kept; i++)
    points.set(codes.subarray(i * every * size, (i * every + 1) * size), i * size)
  return points
}

/** Class of each sample for a conditional decoder; null for any other. */
export function labelsOfSamples({ code, data }: ModelAtRest['recipe'], { digit }: Draw): Uint8Array | null {
  if (code.condition === 'none') return null
  const classes = data.classes.toSorted((a, b) => a - b)
  return Uint8Array.from({ length: count }, (_, i) => digit ?? classes[i % classes.length]!)
}
