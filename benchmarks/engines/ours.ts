// The product's own run, pulled step by step as the trainer does, on the product's own backend.

import { run } from '../../src/benches/autoencoder/run.ts'
import type { BackendName } from '../../src/tensors/backendNames.ts'
import { startBackend } from '../../src/tensors/backends.ts'
import { matMul } from '../../src/tensors/matmul.ts'
import { dispose, toTensors } from '../../src/tensors/parameters.ts'
import type { StartEngine } from '../engine.ts'
import { recipeOf } from '../recipes.ts'

export const start: StartEngine = async (backend, wasmFiles) => {
  const { name, refused } = await startBackend(backend as BackendName, wasmFiles)
  if (name !== backend) throw new Error(`${backend} does not start here: ${JSON.stringify(refused)}`)
  return {
    async begin(model, data) {
      const steps = run(recipeOf(model), { data })
      await steps.next()
      let last = NaN
      return {
        async take(count) {
          for (let i = 0; i < count; i++) {
            const { value } = await steps.next()
            if (value?.loss) last = value.loss.total
          }
        },
        loss: () => last,
      }
    },
    product: fastestProduct,
  }
}

const sides = [128, 256, 512, 1024]
/** A larger product than one that took this long is not tried, in ms. */
const patience = 200

/** GFLOP/s of the best of some square matrix products, each taken several times and read back once. */
async function fastestProduct(): Promise<number> {
  let best = 0
  for (const side of sides) {
    const values = Float32Array.from({ length: side * side }, (_, i) => (i % 7) / 7 - 0.4)
    const factors = toTensors(
      ['a', 'b'].map((name) => ({ name, shape: [side, side], values: values.slice() })),
    )
    const once = await productTime(factors, 1)
    const times = Math.max(1, Math.min(20, Math.round(patience / once)))
    const each = (await productTime(factors, times)) / times
    best = Math.max(best, (2 * side ** 3) / each / 1e6)
    dispose(factors)
    if (each > patience) break
  }
  return best
}

/** Milliseconds until the last of `times` products has been read. */
async function productTime({ a, b }: ReturnType<typeof toTensors>, times: number): Promise<number> {
  const begun = performance.now()
  for (let i = 0; i < times; i++) {
    const product = matMul(a as Parameters<typeof matMul>[0], b as Parameters<typeof matMul>[1])
    if (i === times - 1) await product.data()
    product.dispose()
  }
  return performance.now() - begun
}
