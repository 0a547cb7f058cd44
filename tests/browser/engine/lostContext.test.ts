// A device that takes the WebGL context away in the middle of a run.

import * as tf from '@tensorflow/tfjs-core'
import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl'
import { expect, test } from 'vitest'
import { autoencoder } from '../../../src/benches/autoencoder/bench.ts'
import { readRecipe } from '../../../src/lab/recipe.ts'
import type { Snapshot } from '../../../src/lab/run.ts'
import { Trainer, type Progress } from '../../../src/lab/trainer.ts'
import type { AutoencoderRecipe } from '../../../src/benches/autoencoder/recipe.ts'
import { openDataset } from '../../../src/data/dataset.ts'
import { httpSource } from '../../../src/data/source.ts'
import { startBackend } from '../../../src/tensors/backends.ts'
import { wasmFiles } from '../../../src/tensors/wasmFiles.ts'

const small = readRecipe(autoencoder.book, {
  data: { train: 1000 },
  encode: { layers: [{ kind: 'dense', units: 16 }] },
  optimise: { steps: 40, batch: 16 },
}).recipe

test('a run whose WebGL context is lost goes on with WASM from the last snapshot', async () => {
  const data = await openDataset('mnist', httpSource(new URL('/data/', location.href).href))
  const reports: Progress<AutoencoderRecipe>[] = []
  let last: Snapshot | null = null
  const trainer = new Trainer<AutoencoderRecipe>({
    bench: autoencoder,
    openData: async () => data,
    startBackend: (choice, without) => startBackend(choice, wasmFiles, without),
    keeper: {
      begin: async () => {},
      keep: async (_run, _recipe, snapshot) => {
        last = snapshot
        // in the middle of the run the device takes the context away
        if (snapshot.step === 10 && tf.getBackend() === 'webgl') {
          const { gl } = (tf.backend() as MathBackendWebGL).gpgpu
          gl.getExtension('WEBGL_lose_context')!.loseContext()
        }
      },
      goBack: async () => last,
    },
    report: (progress) => reports.push(progress),
  })
  await trainer.start(1, small, 'webgl')
  expect(reports.at(-1)!.backend!.name).toBe('webgl')
  trainer.train()
  await expect.poll(() => reports.at(-1)!.state, { timeout: 50_000 }).toBe('finished')
  const { backend, step } = reports.at(-1)!
  expect(step).toBe(40)
  expect(backend!.name).toBe('wasm')
  expect(backend!.refused).toContainEqual({ backend: 'webgl', reason: 'lost' })
})
