// Formulas that run: what stands in them is what the bench measured, and what follows from it.

import { expect, test } from 'vitest'
import type { InNumbers, Now } from '../../../src/chapters/formula.ts'
import { formulas } from '../../../src/chapters/formulas.ts'
import { recipeOf } from '../../support/recipes.ts'

const evaluation = { reconstruction: 120.5, terms: {}, total: 126.75, msePerPixel: 0.04 }

/** What the bench shows at step 7, as far as a formula is told of it. */
const nowOf = (partial: object, shown: Partial<Now> = {}): Now => ({
  recipe: recipeOf(partial),
  step: 7,
  evaluation,
  parts: {},
  pca: null,
  testPixels: null,
  ask: () => Promise.reject(new Error('Nobody answers.')),
  ...shown,
})

const numbersOf = async (id: string, now: Now): Promise<InNumbers | null> => formulas[id]!.withNumbers(now)

/** Numbers of TeX, in order; the TeX of a fraction or an index has its own. */
const valuesIn = ({ tex }: InNumbers): number[] =>
  (tex.match(/(?<![A-Za-z_^{]|\d)-?\d+(?:\.\d+)?(?!\d*\}?\{)/g) ?? []).map(Number)

const withTerms = (terms: Record<string, number>) => ({ evaluation: { ...evaluation, terms } })

test('the ELBO is what the reconstruction and the divergence leave', async () => {
  const now = nowOf({ family: 'variational' }, withTerms({ kl: 6.25 }))
  const { tex, unit } = (await numbersOf('elbo', now))!
  expect(tex).toBe(String.raw`-126.8 = \term{reconstruction}{-120.5} - \term{penalty}{6.25}`)
  expect(unit.en).toBe('nats per image, summed over pixels, mean over the test images, at step 7')
  expect(await numbersOf('elbo', nowOf({ family: 'undercomplete' }))).toBeNull()
})

test('the whole objective is the sum of its parts', async () => {
  expect((await numbersOf('total', nowOf({ family: 'variational' })))!.tex).toBe(
    String.raw`126.8 = \term{reconstruction}{120.5} + \term{penalty}{6.25}`,
  )
})

test('the squared error per pixel is a 784th of that of an image', async () => {
  const now = nowOf({ family: 'undercomplete' })
  expect((await numbersOf('squaredError', now))!.tex).toContain(String.raw`\cdot 31.36 = 0.04`)
  expect((await numbersOf('summedSquares', now))!.tex).toContain(String.raw`31.36 = 784\cdot 0.04`)
})

test('the least error of a linear net is the sum of the eigenvalues behind its code', async () => {
  const values = Float64Array.from([5, 3, 2, 1])
  const pca = { values } as unknown as NonNullable<Now['pca']>
  const linear = { family: 'linear', code: { size: 2 } }
  expect((await numbersOf('leastLinearError', nowOf(linear, { pca })))!.tex).toContain(
    String.raw`\sum_{i>2}\lambda_i = 3,`,
  )
  expect(await numbersOf('leastLinearError', nowOf(linear))).toBeNull()
})

test('KL is the cross-entropy less the entropy of the images', async () => {
  const testPixels = new Uint8Array(2 * 784).fill(255)
  // a pixel of one half is worth log 2 nats, in one of the two images
  testPixels[5] = 128
  const entropy = -((128 / 255) * Math.log(128 / 255) + (127 / 255) * Math.log(127 / 255)) / 2
  const { tex } = (await numbersOf('excess', nowOf({ family: 'undercomplete' }, { testPixels })))!
  expect(tex).toContain(`= 120.5 - ${entropy.toPrecision(4)}`)
  const sampled = nowOf({ family: 'undercomplete', data: { pixels: 'sampled' } }, { testPixels })
  expect((await numbersOf('excess', sampled))!.tex).toBe(String.raw`\term{penalty}{120.5} = 120.5 - 0`)
  expect(await numbersOf('excess', nowOf({ family: 'linear' }, { testPixels }))).toBeNull()
})

test.each([
  ['l1OnCode', { family: 'sparse-l1', objective: { l1: { weight: 0.5 } } }, 'l1', 0.5],
  ['contraction', { family: 'contractive', objective: { contraction: { weight: 0.5 } } }, 'contraction', 0.5],
  ['rateAndDistortion', { family: 'beta-variational' }, 'kl', 4],
] as const)('%s: the objective with its weight and its penalty', async (id, recipe, term, weight) => {
  const shown = (await numbersOf(id, nowOf(recipe, withTerms({ [term]: 6.25 }))))!
  expect(shown.tex).toContain(String.raw`\term{penalty}{${weight}\cdot 6.25}`)
  const total = Number((120.5 + weight * 6.25).toPrecision(4))
  expect(valuesIn(shown)).toContain(total)
  expect(await numbersOf(id, nowOf({ family: 'undercomplete' }))).toBeNull()
})

test('a step of the denoiser is σ² times the score', async () => {
  const [corrupted, restored] = [new Float32Array(784), new Float32Array(784)]
  restored[0] = 3
  restored[1] = 4
  const parts = { denoising: { indices: Uint32Array.of(0), corrupted, restored } }
  const recipe = { family: 'denoising', corrupt: { sigma: 0.5, clip: false } }
  expect((await numbersOf('tweedie', nowOf(recipe, { parts })))!.tex).toBe(String.raw`5 = 0.5^2 \cdot 20`)
  expect(await numbersOf('tweedie', nowOf({ family: 'undercomplete' }))).toBeNull()
})

test('what small noise adds is what the noisy error has over the clean one', async () => {
  const ask: Now['ask'] = () => Promise.resolve({ restored: [0.01, 9, 0.015], images: 100 })
  const now = nowOf({ family: 'denoising' }, { parts: { denoising: {} }, ask })
  expect((await numbersOf('smallNoise', now))!.tex).toBe(
    String.raw`11.76 \approx 7.84 + \term{penalty}{3.92}`,
  )
})

test('the evidence is the ELBO and the divergence from the posterior', async () => {
  // p(x|z) does not depend on z: the posterior is the prior, and so is q
  const ask: Now['ask'] = () =>
    Promise.resolve({
      logLikelihood: new Float32Array(100 * 100).fill(-50),
      mean: Float32Array.of(0, 0),
      deviation: Float32Array.of(1, 1),
    })
  const now = nowOf({ family: 'variational' }, { parts: { exactPosterior: {} }, ask })
  const [evidence, elbo, gap] = valuesIn((await numbersOf('evidenceSplit', now))!)
  expect(evidence).toBeCloseTo(-50, 2)
  expect(elbo).toBeCloseTo(-50, 2)
  expect(gap).toBeCloseTo(0, 3)
  expect(await numbersOf('evidenceSplit', nowOf({ family: 'beta-variational' }))).toBeNull()
})

test('the input that a unit wants most is its weights at length one', async () => {
  const kernels = new Float32Array(784)
  kernels[29] = 3
  kernels[40] = -4
  const shown = (await numbersOf(
    'maximisingInput',
    nowOf({ family: 'sparse-l1' }, { parts: { features: { kernels } } }),
  ))!
  expect(shown.tex).toBe(String.raw`x_{30} = \frac{3}{5} = 0.6`)
  expect(shown.unit.en).toContain('row 2, column 2')
})
