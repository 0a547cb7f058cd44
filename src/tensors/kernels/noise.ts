// The kernels of the run's random numbers: draws of its counter-based streams, the same bits on every backend.

import { util } from '@tensorflow/tfjs-core'
import { drawsOf, requireUint32, type StreamKey } from '../../numerics/streams.ts'
import type { Address, Assembly } from './assembly.ts'
import { registered } from './kernel.ts'
import type { Check } from './shapes.ts'
import { noise } from './webgl/noise.ts'

export interface NoiseAttributes {
  readonly key: StreamKey
  readonly step: number
  /** the first draw's number, even */
  readonly offset: number
  readonly shape: number[]
}

const check: Check<never, NoiseAttributes> = (_inputs, { step, offset, shape }, kernel) => {
  requireUint32('step', step)
  requireUint32('offset', offset)
  for (const count of [...shape, util.sizeFromShape(shape)]) requireUint32('number of draws', count)
  if (offset % 2 === 1) throw new RangeError(`${kernel} begin with an even draw, not with draw ${offset}.`)
  if (shape.includes(0)) throw new RangeError(`${kernel} of ${shape.join(' × ')} are none.`)
}

/** Uniforms in the open interval (0, 1), bit for bit those of numerics/streams.ts. */
export const uniformsKernel = registered<never, NoiseAttributes>({
  name: 'Uniforms',
  check,
  cpu: ({ attributes: { key, step, offset, shape }, output }) =>
    output(shape, drawsOf(key).uniforms(step, util.sizeFromShape(shape), offset)),
  wasm: ({ attributes, assembly, output }) => {
    const noise = output(attributes.shape)
    drawUniforms(assembly, attributes, noise.at)
    return noise
  },
  webgl: ({ attributes, backend }) => noise(backend, 'uniforms', attributes),
})

/** Standard normals of those probabilities, which agree with numerics/streams.ts to 10⁻⁵. */
export const normalsKernel = registered<never, NoiseAttributes>({
  name: 'Normals',
  check,
  cpu: ({ attributes: { key, step, offset, shape }, output }) =>
    output(shape, drawsOf(key).normals(step, util.sizeFromShape(shape), offset)),
  wasm: ({ attributes, assembly, output }) => {
    const noise = output(attributes.shape)
    drawUniforms(assembly, attributes, noise.at)
    assembly.quantiles(noise.at, util.sizeFromShape(attributes.shape))
    return noise
  },
  webgl: ({ attributes, backend }) => noise(backend, 'normals', attributes),
})

function drawUniforms(assembly: Assembly, { key, step, offset, shape }: NoiseAttributes, to: Address): void {
  assembly.uniforms(key[0], key[1], step, offset / 2, to, util.sizeFromShape(shape))
}
