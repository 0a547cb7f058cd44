// First values of the weights, drawn from the run's stream `weights`.

import type { Stream } from '../../../numerics/streams.ts'
import type { ParameterSpec } from './layer.ts'

export type InitialName = 'glorot' | 'he'

/**
 * Glorot & Bengio 2010: uniform in ±√(6 / (in + out)). He et al. 2015: normal with variance 2 / in. Biases are zero.
 * @param draw step of the stream; each layer has its own
 */
export function initialValues(
  spec: ParameterSpec,
  initial: InitialName,
  weights: Stream,
  draw: number,
): Float32Array {
  const size = spec.shape.reduce((product, length) => product * length, 1)
  if (spec.fan === undefined) return new Float32Array(size)
  if (initial === 'he') {
    const deviation = Math.sqrt(2 / spec.fan.in)
    return weights.normals(draw, size).map((z) => deviation * z)
  }
  const limit = Math.sqrt(6 / (spec.fan.in + spec.fan.out))
  return weights.uniforms(draw, size).map((u) => limit * (2 * u - 1))
}
