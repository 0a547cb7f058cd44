// What stands behind a linear map on WebGL, and what of its gradient comes before it: one draw each.

import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl'
import type { TensorInfo } from '@tensorflow/tfjs-core'
import { activationNames, type ActivationName } from '../../activationNames.ts'
import { activationSource, slopeSource } from './activations.ts'
import { compute } from './compute.ts'
import type { Program } from './program.ts'

const behind = forEachActivation((activation) => ({
  name: `bias and ${activation}`,
  here: ['x'],
  anywhere: ['bias'],
  outputs: ['y'],
  functions: activationSource(activation),
  body: 'y = within(activated(x + biasAt(0.0, column).xyxy), row, column);',
}))

/** activation(x (rows × units) + bias (units)). */
export function addBias(
  backend: MathBackendWebGL,
  x: TensorInfo,
  bias: TensorInfo,
  activation: ActivationName,
): TensorInfo {
  return compute(backend, behind[activation], { here: [x], anywhere: [bias] }, x.shape)
}

const before = forEachActivation((activation) => ({
  name: `gradient of ${activation}`,
  here: ['dy', 'y'],
  outputs: ['dz'],
  functions: slopeSource(activation),
  body: 'dz = dy * slope(y);',
}))

/** dy · activation′ from the output y. */
export function activationGradient(
  backend: MathBackendWebGL,
  dy: TensorInfo,
  y: TensorInfo,
  activation: ActivationName,
): TensorInfo {
  return compute(backend, before[activation], { here: [dy, y] }, y.shape)
}

function forEachActivation(
  program: (activation: ActivationName) => Program,
): Record<ActivationName, Program> {
  return Object.fromEntries(activationNames.map((activation) => [activation, program(activation)])) as Record<
    ActivationName,
    Program
  >
}
