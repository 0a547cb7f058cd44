// A driver that takes stock tfjs's shaders and refuses ours: stock ops compute in their place, with the same losses.

import * as tf from '@tensorflow/tfjs-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { families } from '../../../src/benches/autoencoder/recipe.ts'
import { openDataset, type Dataset } from '../../../src/data/dataset.ts'
import { httpSource } from '../../../src/data/source.ts'
import { probe } from '../../../src/tensors/probe.ts'
import { around } from '../../support/around.ts'
import { startEngine } from '../../support/engine.ts'
import { kernelsThere } from '../../support/kernels.ts'
import { recipeOf } from '../../support/recipes.ts'
import { trainTo, type Trained } from '../../support/runs.ts'

/** Its first line says which it is. */
const isOurs = (source: string) => source.startsWith('#version 300 es\n// ')

const refused = new Set<string>()

/** From now on the driver says of our shaders that they do not compile. */
function refuseOurs(): void {
  const sources = new WeakMap<WebGLShader, string>()
  around(WebGL2RenderingContext.prototype, 'shaderSource', (call, [shader, source]) => {
    sources.set(shader as WebGLShader, source as string)
    return call()
  })
  around(WebGL2RenderingContext.prototype, 'getShaderParameter', (call, [shader, name]) => {
    const source = sources.get(shader as WebGLShader) ?? ''
    if (name !== WebGL2RenderingContext.COMPILE_STATUS || !isOurs(source)) return call()
    refused.add(source.split('\n')[1]!)
    return false
  })
}

let data: Dataset

const small = (family: string) => recipeOf({ family, data: { train: 1000 }, optimise: { batch: 16 } })

const losses = ({ losses }: Trained) => losses.map(({ total }) => total)

const ours = new Map<string, number[]>()

beforeAll(async () => {
  data = await openDataset('mnist', httpSource(new URL('/data/', location.href).href))
  await data.trainReady(1000)
  await startEngine('webgl')
  for (const { id } of families) ours.set(id, losses(await trainTo(small(id), data, 4)))
  refuseOurs()
  // a driver that refuses is another device: its context has compiled nothing yet
  await startEngine('webgl')
}, 300_000)

afterAll(() => vi.restoreAllMocks())

test.each(families.map(({ id }) => id))('%s trains with the losses of our kernels', async (family) => {
  const found = losses(await trainTo(small(family), data, 4))
  const right = ours.get(family)!
  expect(found).toHaveLength(4)
  found.forEach((loss, i) => expect(Math.abs(loss / right[i]! - 1)).toBeLessThan(1e-5))
})

test('the shaders were refused, and their kernels stand no longer in the way', async () => {
  expect(refused.size).toBeGreaterThan(10)
  expect(kernelsThere()).not.toContain('denseKernel')
  expect(kernelsThere()).not.toContain('convKernel')
  expect(kernelsThere()).not.toContain('adamKernel')
  expect(tf.getBackend()).toBe('webgl')
  expect(await probe()).toBeNull()
})
