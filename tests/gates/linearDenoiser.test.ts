// The least-squares linear denoiser on all 10,000 test images: what a denoising autoencoder has to beat.

import { beforeAll, describe, expect, test } from 'vitest'
import { corruptionOf } from '../../src/benches/autoencoder/corrupt/corruptions.ts'
import { linearDenoiserOf } from '../../src/benches/autoencoder/linearDenoiser.ts'
import type { CorruptRecipe } from '../../src/benches/autoencoder/recipe.ts'
import type { Dataset } from '../../src/data/dataset.ts'
import { applyLinearDenoiser } from '../../src/numerics/linearDenoiser.ts'
import { openStream } from '../../src/numerics/streams.ts'
import { openImages } from '../support/images.ts'
import { tell } from '../support/literature.ts'
import { recipeOf } from '../support/recipes.ts'

let mnist: Dataset
let fashion: Dataset

beforeAll(async () => {
  mnist = await openImages('mnist')
  fashion = await openImages('fashion-mnist')
})

interface Gain {
  /** squared error per pixel of what is seen, and of what is restored from it */
  noisy: number
  restored: number
  /** 10 log₁₀ of their ratio */
  decibels: number
  secondsToFit: number
  secondsToApply: number
}

async function gainOn(data: Dataset, corrupt: CorruptRecipe): Promise<Gain> {
  const recipe = recipeOf({ data: { set: data.set }, corrupt })
  const begun = performance.now()
  const denoiser = await linearDenoiserOf(recipe, data)
  const fitted = performance.now()
  const x = Float32Array.from(data.test.pixels, (byte) => byte / 255)
  const stream = openStream(recipe.seed, 'measuring')
  const seen = corruptionOf(corrupt.kind).corrupt(x, recipe.corrupt, {
    uniforms: (count) => stream.uniforms(0, count),
    normals: (count) => stream.normals(0, count),
  })
  const corrupted = performance.now()
  const restored = applyLinearDenoiser(denoiser, seen.x)
  const applied = performance.now()
  const errors = { noisy: meanSquare(seen.x, x), restored: meanSquare(restored, x) }
  return {
    ...errors,
    decibels: 10 * Math.log10(errors.noisy / errors.restored),
    secondsToFit: (fitted - begun) / 1000,
    secondsToApply: (applied - corrupted) / 1000,
  }
}

function meanSquare(a: Float32Array, b: Float32Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += (a[i]! - b[i]!) ** 2
  return sum / a.length
}

function tellAll(what: string, gain: Gain, bound: string): void {
  tell(`linear denoiser, ${what}, gain in dB`, gain.decibels, bound)
  tell(`linear denoiser, ${what}, restored MSE`, gain.restored, `from ${gain.noisy.toFixed(5)}`)
  tell(`linear denoiser, ${what}, seconds to fit`, gain.secondsToFit, 'no bound')
  tell(`linear denoiser, ${what}, seconds for 10,000 images`, gain.secondsToApply, 'no bound')
}

describe('the linear denoiser of MNIST', () => {
  test.each([
    [{ kind: 'gaussian', sigma: 0.5, clip: true }, 8.2],
    [{ kind: 'masking', rate: 0.5 }, 5.1],
    [{ kind: 'salt-and-pepper', rate: 0.3 }, 9],
  ])('under %o gains %d dB', async (corrupt, expected) => {
    const gain = await gainOn(mnist, corrupt)
    tellAll(corrupt.kind, gain, `${expected} ± 0.1`)
    expect(Math.abs(gain.decibels - expected)).toBeLessThanOrEqual(0.1)
  })

  test.each([
    { kind: 'gaussian', sigma: 0.5, clip: false },
    { kind: 'flip', rate: 0.1 },
    { kind: 'patches', size: 4, rate: 0.75 },
  ])('gains under %o too', async (corrupt) => {
    const gain = await gainOn(mnist, corrupt)
    tellAll(JSON.stringify(corrupt), gain, 'more than 0')
    expect(gain.decibels).toBeGreaterThan(0)
  })

  test('leaves images as they are where nothing is corrupted', async () => {
    const { restored } = await gainOn(mnist, { kind: 'none' })
    tell('linear denoiser, none, restored MSE', restored, 'at most 0.0001')
    expect(restored).toBeLessThan(1e-4)
  })
})

test('the linear denoiser of Fashion-MNIST gains under clipped Gaussian noise', async () => {
  const gain = await gainOn(fashion, { kind: 'gaussian', sigma: 0.5, clip: true })
  tellAll('Fashion', gain, 'at least 5')
  expect(gain.decibels).toBeGreaterThanOrEqual(5)
})
