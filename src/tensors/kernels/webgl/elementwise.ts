// Operations number by number on WebGL. One that stands in plain memory goes along with the draw, where the stock kernels
// upload it as a tensor of its own, with a draw to unpack it.

import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl'
import * as tf from '@tensorflow/tfjs-core'
import { compute } from './compute.ts'
import type { Program } from './program.ts'
import { isOnDevice, oneNumberOf } from './sheet.ts'
import type { Attempt } from './takeOver.ts'

/** @param formula GLSL of the input `a` */
export function unaryAttempt(formula: string): Attempt {
  const program: Program = {
    name: formula,
    here: ['a'],
    outputs: ['result'],
    body: `result = within(${formula}, row, column);`,
  }
  return (backend, inputs) => {
    const x = inputs['x']!
    return isOnDevice(backend, x) ? compute(backend, program, { here: [x] }, x.shape) : null
  }
}

/** @param formula GLSL of the inputs `a` and `b`, which are of one shape, or one of them is a number in plain memory */
export function binaryAttempt(formula: string): Attempt {
  const both: Program = {
    name: formula,
    here: ['a', 'b'],
    outputs: ['result'],
    body: `result = within(${formula}, row, column);`,
  }
  const withNumber = (tensor: 'a' | 'b', number: 'a' | 'b'): Program => ({
    name: `${formula}, ${number} a number`,
    here: [tensor],
    numbers: ['number'],
    outputs: ['result'],
    body: `vec4 ${number} = vec4(number); result = within(${formula}, row, column);`,
  })
  const aNumber = withNumber('b', 'a')
  const bNumber = withNumber('a', 'b')
  return (backend, inputs) => {
    const [a, b] = [inputs['a']!, inputs['b']!]
    if (isOnDevice(backend, a)) {
      const number = numberOf(backend, b, a)
      if (number !== null) return compute(backend, bNumber, { here: [a], numbers: [number] }, a.shape)
      return isOnDevice(backend, b) && tf.util.arraysEqual(a.shape, b.shape)
        ? compute(backend, both, { here: [a, b] }, a.shape)
        : null
    }
    const number = isOnDevice(backend, b) ? numberOf(backend, a, b) : null
    return number === null ? null : compute(backend, aNumber, { here: [b], numbers: [number] }, b.shape)
  }
}

/** The one number of `info` where it stands in plain memory and nothing of `other` is repeated for it. */
function numberOf(backend: MathBackendWebGL, info: tf.TensorInfo, other: tf.TensorInfo): number | null {
  const shape = tf.backend_util.assertAndGetBroadcastShape(info.shape, other.shape)
  return tf.util.arraysEqual(shape, other.shape) ? oneNumberOf(backend, info) : null
}
