// jax-js on its WASM backend: the same networks in its NumPy, its grad and its jit over the whole step; Adam by hand, because
// its optax is not to be had from the registry. It runs in one thread wherever memory cannot be shared, as here.

import { defaultDevice, init, jit, lax, nn, numpy as np, random, tree, valueAndGrad } from '@jax-js/jax'
import { isLossRead } from '../../src/lab/run.ts'
import { openBatches } from '../batches.ts'
import type { StartEngine } from '../engine.ts'
import { adam, batch, pixels, type ModelName } from '../models.ts'
import type { HoldFactors } from '../product.ts'

type Layer = { kernel: np.Array; bias: np.Array }
type Weights = Record<string, Layer>
type Step = (
  weights: Weights,
  first: Weights,
  second: Weights,
  x: np.Array,
  corrections: np.Array,
  key: np.Array,
) => { weights: Weights; first: Weights; second: Weights; loss: np.Array }

export const start: StartEngine = async (backend) => {
  if (backend !== 'wasm') throw new Error('jax-js is measured on its WASM backend only.')
  await init('wasm')
  defaultDevice('wasm')
  return {
    async begin(model, data) {
      const next = openBatches(model, data)
      const takeStep = stepOf(model)
      let weights = nets[model].weights()
      let first = tree.map((weight: np.Array) => np.zerosLike(weight), tree.ref(weights))
      let second = tree.map((weight: np.Array) => np.zerosLike(weight), tree.ref(weights))
      let step = 0
      let last = NaN
      return {
        async take(count) {
          for (let i = 0; i < count; i++) {
            const x = np.array(next(batch)).reshape([batch, pixels])
            const t = step + 1
            const corrections = np.array(
              Float32Array.of(adam.rate / (1 - adam.beta1 ** t), 1 / (1 - adam.beta2 ** t)),
            )
            const after = takeStep(weights, first, second, x, corrections, random.key(step))
            ;({ weights, first, second } = after)
            step += 1
            if (isLossRead(step)) last = Number((await after.loss.data())[0])
            else after.loss.dispose()
          }
          // what is not asked for is not computed: without this the last update would be left for later
          for (const { kernel, bias } of Object.values(weights)) {
            await kernel.blockUntilReady()
            await bias.blockUntilReady()
          }
        },
        loss: () => last,
      }
    },
    holdFactors,
  }
}

const holdFactors: HoldFactors = (side, a, b) => {
  const [left, right] = [a, b].map((values) => np.array(values).reshape([side, side])) as [np.Array, np.Array]
  return {
    async multiply(times) {
      for (let i = 1; i <= times; i++) {
        const product = np.matmul(left.ref, right.ref)
        // what is not asked for is not computed
        if (i < times) {
          await product.blockUntilReady()
          product.dispose()
        } else await product.data()
      }
    },
    dispose() {
      left.dispose()
      right.dispose()
    },
  }
}

function stepOf(model: ModelName): Step {
  const { loss } = nets[model]
  return jit(
    (
      weights: Weights,
      first: Weights,
      second: Weights,
      x: np.Array,
      corrections: np.Array,
      key: np.Array,
    ) => {
      const [value, gradients] = valueAndGrad((parameters: Weights) => loss(parameters, x, key))(
        tree.ref(weights),
      ) as [np.Array, Weights]
      const [rate, scale] = [corrections.ref.slice(0), corrections.slice(1)]
      const moved = (moment: np.Array, gradient: np.Array) =>
        moment.mul(adam.beta1).add(gradient.mul(1 - adam.beta1))
      const spread = (moment: np.Array, gradient: np.Array) =>
        moment.mul(adam.beta2).add(np.square(gradient).mul(1 - adam.beta2))
      const nextFirst = tree.map(moved, first, tree.ref(gradients))
      const nextSecond = tree.map(spread, second, gradients)
      const update = (weight: np.Array, m: np.Array, v: np.Array) =>
        weight.sub(m.mul(rate.ref).div(np.sqrt(v.mul(scale.ref)).add(adam.epsilon)))
      const nextWeights = tree.map(update, weights, tree.ref(nextFirst), tree.ref(nextSecond))
      rate.dispose()
      scale.dispose()
      return { weights: nextWeights, first: nextFirst, second: nextSecond, loss: value }
    },
  )
}

interface Net {
  readonly weights: () => Weights
  /** of clean images (batch × 784), per image; takes the arrays over */
  readonly loss: (weights: Weights, x: np.Array, key: np.Array) => np.Array
}

const nets: Record<ModelName, Net> = {
  M1: {
    weights: () => ({
      encode: dense(784, 128),
      code: dense(128, 32),
      decode: dense(32, 128),
      output: dense(128, 784),
    }),
    loss({ encode, code, decode, output }, x, key) {
      key.dispose()
      const z = through(nn.relu(through(x.ref, encode!)), code!)
      return crossEntropy(x, through(nn.relu(through(z, decode!)), output!))
    },
  },
  M2: {
    weights: () => ({
      encode: dense(784, 512),
      mean: dense(512, 2),
      logVariance: dense(512, 2),
      decode: dense(2, 512),
      output: dense(512, 784),
    }),
    loss({ encode, mean, logVariance, decode, output }, x, key) {
      const hidden = nn.relu(through(x.ref, encode!))
      const mu = through(hidden.ref, mean!)
      const logs = through(hidden, logVariance!)
      const noise = random.normal(key, [batch, 2])
      const z = mu.ref.add(np.exp(logs.ref.mul(0.5)).mul(noise))
      const kl = np.sum(np.exp(logs.ref).add(np.square(mu)).sub(logs).sub(1)).mul(0.5 / batch)
      return crossEntropy(x, through(nn.relu(through(z, decode!)), output!)).add(kl)
    },
  },
  M3: {
    weights: () => ({
      first: conv([16, 1, 3, 3], 1, 16),
      second: conv([32, 16, 3, 3], 16, 32),
      code: dense(1568, 16),
      decode: dense(16, 1568),
      third: conv([32, 16, 3, 3], 32, 16),
      output: conv([16, 1, 3, 3], 16, 1),
    }),
    loss({ first, second, code, decode, third, output }, x, key) {
      key.dispose()
      const image = x.ref.reshape([batch, 1, 28, 28])
      const half = nn.relu(lax.conv(image, first!.kernel, [2, 2], 'SAME').add(first!.bias))
      const quarter = nn.relu(lax.conv(half, second!.kernel, [2, 2], 'SAME').add(second!.bias))
      const z = through(quarter.reshape([batch, 1568]), code!)
      const back = nn.relu(through(z, decode!)).reshape([batch, 32, 7, 7])
      const wide = nn.relu(painted(back, third!))
      return crossEntropy(x, painted(wide, output!).reshape([batch, pixels]))
    },
  },
}

/** Bernoulli cross-entropy on logits: summed over pixels, averaged over images. */
function crossEntropy(x: np.Array, logits: np.Array): np.Array {
  return np.sum(nn.softplus(logits.ref).sub(x.mul(logits))).div(batch)
}

function through(x: np.Array, { kernel, bias }: Layer): np.Array {
  return np.matmul(x, kernel).add(bias)
}

function painted(x: np.Array, { kernel, bias }: Layer): np.Array {
  return lax.convTranspose(x, kernel, [2, 2], 'SAME', { transposeKernel: true }).add(bias)
}

function dense(inputs: number, outputs: number): Layer {
  return { kernel: glorot([inputs, outputs], inputs, outputs), bias: np.zeros([outputs]) }
}

/** 3×3 windows; the bias is one number for each filter, (filters × 1 × 1). */
function conv(shape: number[], channels: number, filters: number): Layer {
  return { kernel: glorot(shape, 9 * channels, 9 * filters), bias: np.zeros([filters, 1, 1]) }
}

function glorot(shape: number[], fanIn: number, fanOut: number): np.Array {
  const limit = Math.sqrt(6 / (fanIn + fanOut))
  const length = shape.reduce((product, side) => product * side, 1)
  return np.array(Float32Array.from({ length }, () => limit * (2 * Math.random() - 1))).reshape(shape)
}
