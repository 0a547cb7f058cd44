// TensorFlow.js as it comes: the same networks of its own ops, its own gradients and its own Adam.

import * as tf from '@tensorflow/tfjs'
import { setThreadsCount, setWasmPaths } from '@tensorflow/tfjs-backend-wasm'
import { isLossRead } from '../../src/lab/run.ts'
import { openBatches } from '../batches.ts'
import type { StartEngine, WasmFiles } from '../engine.ts'
import { adam, batch, pixels, type ModelName } from '../models.ts'
import type { HoldFactors } from '../product.ts'

export const start: StartEngine = async (backend, wasmFiles) => {
  await startStock(backend, wasmFiles)
  return {
    async begin(model, data) {
      const next = openBatches(model, data)
      const { weights, loss } = nets[model]()
      const optimiser = tf.train.adam(adam.rate, adam.beta1, adam.beta2, adam.epsilon)
      let step = 0
      let last = NaN
      return {
        async take(count) {
          for (let i = 0; i < count; i++) {
            const x = tf.tensor2d(next(batch), [batch, pixels])
            const cost = optimiser.minimize(() => loss(x), true, weights)!
            x.dispose()
            step += 1
            if (isLossRead(step)) [last = NaN] = await cost.data()
            cost.dispose()
          }
        },
        loss: () => last,
      }
    },
    holdFactors,
  }
}

const holdFactors: HoldFactors = (side, a, b) => {
  const [left, right] = [tf.tensor2d(a, [side, side]), tf.tensor2d(b, [side, side])]
  return {
    async multiply(times) {
      for (let i = 1; i <= times; i++) {
        const product = tf.matMul(left, right)
        if (i === times) await product.data()
        product.dispose()
      }
    },
    dispose: () => tf.dispose([left, right]),
  }
}

/** @throws Error where the backend does not start */
export async function startStock(backend: string, wasmFiles: WasmFiles): Promise<void> {
  if (backend === 'wasm') {
    if (wasmFiles !== null) setWasmPaths(wasmFiles)
    setThreadsCount(1)
  }
  if (!(await tf.setBackend(backend))) throw new Error(`Stock tfjs does not start on ${backend} here.`)
  await tf.ready()
}

interface Net {
  readonly weights: tf.Variable[]
  /** of clean images (batch × 784), per image */
  readonly loss: (x: tf.Tensor2D) => tf.Scalar
}

const nets: Record<ModelName, () => Net> = {
  M1() {
    const [encode, code, decode, output] = [dense(784, 128), dense(128, 32), dense(32, 128), dense(128, 784)]
    return {
      weights: [encode, code, decode, output].flat(),
      loss: (x) =>
        crossEntropy(
          x,
          through(tf.relu(through(through(tf.relu(through(x, encode)), code), decode)), output),
        ),
    }
  },
  M2() {
    const [encode, mean, logVariance] = [dense(784, 512), dense(512, 2), dense(512, 2)]
    const [decode, output] = [dense(2, 512), dense(512, 784)]
    return {
      weights: [encode, mean, logVariance, decode, output].flat(),
      loss(x) {
        const hidden = tf.relu(through(x, encode))
        const mu = through(hidden, mean)
        const logs = through(hidden, logVariance)
        const deviation = tf.exp(tf.mul(logs, 0.5))
        const z = tf.add<tf.Tensor2D>(mu, tf.mul(deviation, tf.randomNormal([batch, 2])))
        const divergence = tf.sum(tf.sub(tf.sub(tf.add(tf.exp(logs), tf.square(mu)), logs), 1))
        const reconstruction = crossEntropy(x, through(tf.relu(through(z, decode)), output))
        return tf.add(reconstruction, tf.mul(divergence, 0.5 / batch))
      },
    }
  },
  M3() {
    const [first, second] = [conv(1, 16), conv(16, 32)]
    const [code, decode] = [dense(1568, 16), dense(16, 1568)]
    const [third, output] = [convTranspose(32, 16), convTranspose(16, 1)]
    return {
      weights: [first, second, code, decode, third, output].flat(),
      loss(x) {
        const image = tf.reshape<tf.Rank.R4>(x, [batch, 28, 28, 1])
        const half = tf.relu(biased(tf.conv2d(image, first[0], 2, 'same'), first))
        const quarter = tf.relu(biased(tf.conv2d(half, second[0], 2, 'same'), second))
        const z = through(tf.reshape(quarter, [batch, 1568]), code)
        const back = tf.reshape<tf.Rank.R4>(tf.relu(through(z, decode)), [batch, 7, 7, 32])
        const wide = tf.conv2dTranspose(back, third[0], [batch, 14, 14, 16], 2, 'same')
        const whole = tf.conv2dTranspose(
          tf.relu(biased(wide, third)),
          output[0],
          [batch, 28, 28, 1],
          2,
          'same',
        )
        return crossEntropy(x, tf.reshape(biased(whole, output), [batch, pixels]))
      },
    }
  },
}

/** Bernoulli cross-entropy on logits: summed over pixels, averaged over images. */
export function crossEntropy(x: tf.Tensor, logits: tf.Tensor): tf.Scalar {
  return tf.mul(tf.losses.sigmoidCrossEntropy(x, logits), pixels)
}

type Dense = [kernel: tf.Variable<tf.Rank.R2>, bias: tf.Variable<tf.Rank.R1>]
type Conv = [kernel: tf.Variable<tf.Rank.R4>, bias: tf.Variable<tf.Rank.R1>]

function through(x: tf.Tensor2D, [kernel, bias]: Dense): tf.Tensor2D {
  return tf.add(tf.matMul(x, kernel), bias)
}

function biased(x: tf.Tensor4D, [, bias]: Conv): tf.Tensor4D {
  return tf.add(x, bias)
}

function dense(inputs: number, outputs: number): Dense {
  return [glorot<tf.Rank.R2>([inputs, outputs], inputs, outputs), tf.variable(tf.zeros([outputs]))]
}

function conv(channels: number, filters: number): Conv {
  return [
    glorot<tf.Rank.R4>([3, 3, channels, filters], 9 * channels, 9 * filters),
    tf.variable(tf.zeros([filters])),
  ]
}

function convTranspose(channels: number, filters: number): Conv {
  return [
    glorot<tf.Rank.R4>([3, 3, filters, channels], 9 * channels, 9 * filters),
    tf.variable(tf.zeros([filters])),
  ]
}

function glorot<R extends tf.Rank>(shape: tf.ShapeMap[R], fanIn: number, fanOut: number): tf.Variable<R> {
  const limit = Math.sqrt(6 / (fanIn + fanOut))
  return tf.variable(tf.randomUniform<R>(shape, -limit, limit))
}
