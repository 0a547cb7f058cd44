// The stock kernels of WebGL in whose place ours compute wherever they can.

import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl'
import * as tf from '@tensorflow/tfjs-core'
import { binaryAttempt, unaryAttempt } from './elementwise.ts'
import { ShaderRefused } from './program.ts'
import { isOnDevice } from './sheet.ts'
import { columnSums, rowSums, total } from './sums.ts'

/** What a stock kernel would compute; null where it had better do so itself. */
export type Attempt = (
  backend: MathBackendWebGL,
  inputs: tf.NamedTensorInfoMap,
  attributes: tf.NamedAttrMap,
) => tf.TensorInfo | null

/** `a` and `b` are the inputs. */
const attempts: Readonly<Record<string, Attempt>> = {
  [tf.Add]: binaryAttempt('a + b'),
  [tf.Sub]: binaryAttempt('a - b'),
  [tf.Multiply]: binaryAttempt('a * b'),
  [tf.RealDiv]: binaryAttempt('a / b'),
  [tf.Exp]: unaryAttempt('exp(a)'),
  [tf.Neg]: unaryAttempt('-a'),
  [tf.Square]: unaryAttempt('a * a'),
  [tf.Sum]: reduced(() => 1),
  [tf.Mean]: reduced((count) => 1 / count),
}

const taken = new WeakSet<tf.KernelFunc>()

/** To be called once the stock kernels are registered; a second time does nothing. */
export function takeOver(): void {
  for (const [kernelName, attempt] of Object.entries(attempts)) {
    const stock = tf.getKernel(kernelName, 'webgl')
    if (taken.has(stock.kernelFunc)) continue
    let isRefused = false
    const kernelFunc: tf.KernelFunc = (given) => {
      if (isRefused) return stock.kernelFunc(given)
      try {
        return (
          attempt(given.backend as MathBackendWebGL, given.inputs, given.attrs!) ?? stock.kernelFunc(given)
        )
      } catch (error) {
        if (!(error instanceof ShaderRefused)) throw error
        isRefused = true
        return stock.kernelFunc(given)
      }
    }
    taken.add(kernelFunc)
    tf.unregisterKernel(kernelName, 'webgl')
    tf.registerKernel({ ...stock, kernelFunc })
  }
}

/** Sums of a matrix or vector along some of its axes, times a factor that is a function of how many numbers make one. */
function reduced(factorOf: (count: number) => number): Attempt {
  return (backend, inputs, attributes) => {
    const x = inputs['x']!
    const { axis, keepDims } = attributes as { axis: number | number[] | null; keepDims: boolean }
    const { rank, axes } = { rank: x.shape.length, axes: tf.util.parseAxisParam(axis!, x.shape) }
    if (rank === 0 || rank > 2 || axes.length === 0 || !isOnDevice(backend, x)) return null
    const [shape, reducedShape] = tf.backend_util.computeOutAndReduceShapes(x.shape, axes)
    const factor = factorOf(tf.util.sizeFromShape(reducedShape))
    const compute = axes.length === rank ? total : axes[0] === 0 ? columnSums : rowSums
    const info = compute(backend, x, factor)
    return { ...info, shape: keepDims ? tf.backend_util.expandShapeToKeepDim(shape, axes) : shape }
  }
}
