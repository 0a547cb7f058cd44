// The product's own run, pulled step by step as the trainer does, on the product's own backend.

import { run } from '../../src/benches/autoencoder/run.ts'
import type { BackendName } from '../../src/tensors/backendNames.ts'
import { startBackend } from '../../src/tensors/backends.ts'
import { matMul } from '../../src/tensors/matmul.ts'
import { dispose, toTensors } from '../../src/tensors/parameters.ts'
import type { StartEngine } from '../engine.ts'
import type { HoldFactors } from '../product.ts'
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
    holdFactors,
  }
}

const holdFactors: HoldFactors = (side, a, b) => {
  const factors = toTensors([
    { name: 'a', shape: [side, side], values: a },
    { name: 'b', shape: [side, side], values: b },
  ]) as Record<'a' | 'b', Parameters<typeof matMul>[0]>
  return {
    async multiply(times) {
      for (let i = 1; i <= times; i++) {
        const product = matMul(factors.a, factors.b)
        if (i === times) await product.data()
        product.dispose()
      }
    },
    dispose: () => dispose(factors),
  }
}
