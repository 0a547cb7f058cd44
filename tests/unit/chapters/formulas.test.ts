// Formulas that run: what stands in them is what the bench measured, and what follows from it.

import { describe, expect, test } from 'vitest'
import { inTex, type InNumbers, type NoNumbers, type Now } from '../../../src/chapters/formula.ts'
import { formulas } from '../../../src/chapters/formulas.ts'
import { recipeOf } from '../../support/recipes.ts'

/** Of the objective's own terms none is measured unless a test says so. */
const evaluation = { reconstruction: 120.5, terms: {}, total: 126.75, msePerPixel: 0.04 }

/** What the bench shows at step 7, as far as a formula is told of it. */
const nowOf = (partial: object, shown: Partial<Now> = {}): Now => ({
  run: 1,
  recipe: recipeOf(partial),
  step: 7,
  evaluation,
  parts: {},
  pca: null,
  test: null,
  ask: () => Promise.reject(new Error('Nobody answers.')),
  ...shown,
})

/** Its numbers, which there are. */
async function numbersOf(id: string, now: Now): Promise<InNumbers> {
  const found = await formulas[id]!.withNumbers(now)
  if (typeof found === 'string') throw new Error(`The formula ${id} is ${found}.`)
  return found
}

/** Why it has none. */
async function noneOf(id: string, now: Now): Promise<NoNumbers> {
  const found = await formulas[id]!.withNumbers(now)
  if (typeof found !== 'string') throw new Error(`The formula ${id} is ${found.tex}.`)
  return found
}

/** Numbers of TeX, in order, without those in its formulas' names and indices. */
function valuesIn({ tex }: InNumbers): number[] {
  const plain = tex
    .replaceAll(/\\cdot 10\^\{(-?\d+)\}/g, 'e$1')
    .replaceAll(/\\term\{[a-z]+\}\{([^{}]*)\}/g, '$1')
  return (plain.match(/(?<![\w^{.])-?\d+(?:\.\d+)?(?:e-?\d+)?/g) ?? []).map(Number)
}

const withTerms = (terms: Record<string, number>) => ({ evaluation: { ...evaluation, terms } })

test('the ELBO is what the reconstruction and the divergence leave', async () => {
  const now = nowOf({ family: 'variational' }, withTerms({ kl: 6.25 }))
  const { tex, unit } = await numbersOf('elbo', now)
  expect(tex).toBe(String.raw`-126.8 = \term{reconstruction}{-120.5} - \term{penalty}{6.25}`)
  expect(unit.en).toBe(
    'nats per image, summed over pixels, mean over the test images, at step 7; of grey pixels a score, for which no probabilities add up to 1',
  )
  expect(await noneOf('elbo', nowOf({ family: 'undercomplete' }))).toBe('absent')
})

test('the whole objective is the sum of its parts, as it is trained', async () => {
  const now = nowOf({ family: 'variational' }, withTerms({ kl: 6.25 }))
  expect((await numbersOf('total', now)).tex).toBe(
    String.raw`126.8 = \term{reconstruction}{120.5} + \term{penalty}{6.25}`,
  )
  const mean = { family: 'variational', objective: { reconstruction: { reduce: 'mean' } } }
  expect((await numbersOf('total', nowOf(mean, withTerms({ kl: 6.25 })))).tex).toBe(
    String.raw`6.404 = \term{reconstruction}{0.1537} + \term{penalty}{6.25}`,
  )
})

test('a divergence from the prior is that of the frame, and a run without one has none', async () => {
  const now = nowOf({ family: 'variational' }, withTerms({ kl: 6.25 }))
  expect(valuesIn(await numbersOf('divergence', now))).toEqual([6.25])
  expect(await noneOf('divergence', nowOf({ family: 'undercomplete' }))).toBe('absent')
})

test('KL sparsity is that of a coin of the unit’s mean from one of the target, over all units the frame’s', async () => {
  const objective = { klSparsity: { weight: 3, target: 0.05 } }
  const recipe = { family: 'sparse-kl', code: { size: 2 }, objective }
  const parts = { sparsity: { means: Float32Array.of(0.2, 0.05) } }
  const now = nowOf(recipe, { parts, ...withTerms({ klSparsity: 0.0937 }) })
  const [mean, target, again, ofUnit, sum] = valuesIn(await numbersOf('meanActivation', now))
  expect([mean, target, again, sum]).toEqual([0.2, 0.05, 0.2, 0.0937])
  // 0.05 ln(0.05/0.2) + 0.95 ln(0.95/0.8)
  expect(ofUnit).toBeCloseTo(0.05 * Math.log(0.25) + 0.95 * Math.log(1.1875), 4)
  expect(await noneOf('meanActivation', nowOf({ family: 'undercomplete' }, { parts }))).toBe('absent')
})

test('the squared error per pixel is a 784th of that of an image', async () => {
  const now = nowOf({ family: 'undercomplete' })
  expect((await numbersOf('squaredError', now)).tex).toContain(String.raw`\cdot 31.36 = 0.04`)
  expect((await numbersOf('summedSquares', now)).tex).toContain(String.raw`31.36 = 784\cdot 0.04`)
})

test('the least error of a linear net is the sum of the eigenvalues behind its code', async () => {
  const values = Float64Array.from([5, 3, 2, 1])
  const pca = { values, testErrors: Float64Array.from([11, 6, 3.5, 1, 0]) } as unknown as NonNullable<
    Now['pca']
  >
  const linear = { family: 'linear', code: { size: 2 } }
  const { tex } = await numbersOf('leastLinearError', nowOf(linear, { pca }))
  expect(tex).toContain(String.raw`\sum_{i>2}\lambda_i = 3,`)
  expect(tex).toContain(String.raw`\text{PCA: } 3.5,`)
  expect(await noneOf('leastLinearError', nowOf(linear))).toBe('waiting')
})

test('KL is the cross-entropy less the entropy of the images of the recipe’s classes', async () => {
  const pixels = new Uint8Array(2 * 784).fill(255)
  // a pixel of one half is worth log 2 nats, in one of the two images
  pixels[5] = 128
  const entropy = -((128 / 255) * Math.log(128 / 255) + (127 / 255) * Math.log(127 / 255))
  const testOf = (...indices: number[]) => ({
    pixels,
    labels: Uint8Array.of(0, 1),
    indices: Uint32Array.from(indices),
  })
  const family = { family: 'undercomplete' }
  const texOf = async (test: Now['test']) => (await numbersOf('excess', nowOf(family, { test }))).tex
  expect(await texOf(testOf(0, 1))).toContain(`= 120.5 - ${(entropy / 2).toPrecision(4)}`)
  expect(await texOf(testOf(0))).toContain(`= 120.5 - ${entropy.toPrecision(4)}`)
  const sampled = nowOf({ ...family, data: { pixels: 'sampled' } }, { test: testOf(0, 1) })
  expect((await numbersOf('excess', sampled)).tex).toBe(String.raw`\term{penalty}{120.5} = 120.5 - 0`)
  expect(await noneOf('excess', nowOf(family))).toBe('waiting')
  expect(await noneOf('excess', nowOf({ family: 'linear' }, { test: testOf(0, 1) }))).toBe('absent')
})

test.each([
  ['l1OnCode', { family: 'sparse-l1', objective: { l1: { weight: 0.5 } } }, 'l1', 0.5],
  ['contraction', { family: 'contractive', objective: { contraction: { weight: 0.5 } } }, 'contraction', 0.5],
  ['rateAndDistortion', { family: 'beta-variational' }, 'kl', 4],
] as const)('%s: the objective with its weight and its penalty', async (id, recipe, term, weight) => {
  const shown = await numbersOf(id, nowOf(recipe, withTerms({ [term]: 6.25 })))
  expect(shown.tex).toContain(String.raw`\term{penalty}{${weight}\cdot 6.25}`)
  const total = Number((120.5 + weight * 6.25).toPrecision(4))
  expect(valuesIn(shown)).toContain(total)
  expect(await noneOf(id, nowOf({ family: 'undercomplete' }))).toBe('absent')
})

test('a step of the denoiser beside its share in the way back; of clipped noise there is none', async () => {
  const image = () => new Float32Array(784)
  const [clean, corrupted, restored] = [image(), image(), image()]
  clean.set([6, 8, 1])
  restored.set([3, 4])
  const parts = { denoising: { indices: Uint32Array.of(0), clean, corrupted, restored } }
  const recipe = (clip: boolean) => ({ family: 'denoising', corrupt: { sigma: 0.5, clip } })
  const { tex } = await numbersOf('tweedie', nowOf(recipe(false), { parts }))
  expect(tex).toMatch(/= 25,.*= 50\\end/)
  expect(await noneOf('tweedie', nowOf(recipe(true), { parts }))).toBe('absent')
  expect(await noneOf('tweedie', nowOf({ family: 'undercomplete' }))).toBe('absent')
})

test('what small noise adds is four times what noise of half that width does', async () => {
  const ask: Now['ask'] = (_, question) => {
    const { sigma } = question as { sigma: number }
    return Promise.resolve({ restored: [0.01, 9, 0.01 + 0.5 * sigma ** 2], images: 100 })
  }
  const now = nowOf({ family: 'denoising' }, { parts: { denoising: {} }, ask })
  expect((await numbersOf('smallNoise', now)).tex).toBe(String.raw`11.76 \approx 7.84 + \term{penalty}{3.92}`)
})

test('the denoising objective is asked of the verdict, and of a run without noise there is none', async () => {
  const ask: Now['ask'] = () => Promise.resolve({ noisy: 0.1, restored: 0.02, images: 1000 })
  const now = nowOf({ family: 'denoising' }, { parts: { denoising: {} }, ask })
  expect((await numbersOf('denoising', now)).tex).toMatch(/= 78\.4,.*= 15\.68\}\\end/)
  const clean = nowOf({ family: 'undercomplete' }, { parts: { denoising: {} }, ask })
  expect(await noneOf('denoising', clean)).toBe('absent')
})

describe('of the exact posterior', () => {
  // p(x|z) does not depend on z: the posterior is the prior, and so is q
  const ask: Now['ask'] = (_, question) => {
    const { grid, rows } = question as { grid: { points: number }; rows: [number, number] }
    return Promise.resolve({
      logLikelihood: new Float32Array((rows[1] - rows[0]) * grid.points).fill(-50),
      mean: Float32Array.of(0, 0),
      deviation: Float32Array.of(1, 1),
    })
  }
  const parts = { exactPosterior: {} }
  const sampled = nowOf({ family: 'variational', data: { pixels: 'sampled' } }, { parts, ask })

  test('the evidence is the ELBO and the divergence from the posterior', async () => {
    const { tex, unit } = await numbersOf('evidenceSplit', sampled)
    const [evidence, elbo, gap] = valuesIn({ tex, unit })
    expect(evidence).toBeCloseTo(-50, 2)
    expect(elbo).toBeCloseTo(-50, 2)
    expect(gap).toBeCloseTo(0, 3)
    expect(unit.en).not.toContain('roughly')
  })

  test('Bayes’ fraction in logarithms adds up', async () => {
    const [posterior, likelihood, prior, evidence] = valuesIn(await numbersOf('bayes', sampled))
    expect(likelihood).toBe(-50)
    // the signs of the last two stand before them
    expect(posterior).toBeCloseTo(-50 - prior! + evidence!, 2)
  })

  test('the evidence is not below the bound', async () => {
    const [evidence, bound] = valuesIn(await numbersOf('averageOverQ', sampled))
    expect(evidence).toBeGreaterThanOrEqual(bound! - 0.01)
  })

  test('there is none for grey pixels, nor where the code cannot be summed', async () => {
    expect(await noneOf('evidenceSplit', nowOf({ family: 'variational' }, { parts, ask }))).toBe('grey')
    expect(await noneOf('evidenceSplit', nowOf({ family: 'beta-variational' }))).toBe('absent')
  })

  test('what the grid does not hold is said', async () => {
    const spread: Now['ask'] = async (instrument, question) => ({
      ...((await ask(instrument, question)) as object),
      deviation: Float32Array.of(9, 9),
    })
    expect((await numbersOf('evidenceSplit', { ...sampled, ask: spread })).unit.en).toContain('roughly')
  })
})

test('the input that a unit wants most is its weights at length one', async () => {
  const kernels = new Float32Array(784)
  kernels[29] = 3
  kernels[40] = -4
  const shown = await numbersOf(
    'maximisingInput',
    nowOf({ family: 'sparse-l1' }, { parts: { features: { kernels } } }),
  )
  expect(shown.tex).toBe(String.raw`x_{30} = \frac{3}{5} = 0.6`)
  expect(shown.unit.en).toContain('row 2, column 2')
})

test('the closed form is that of one sigmoid layer only', async () => {
  const parts = {
    contraction: { norm: { value: 2.5, images: 100, method: 'closed' }, weights: { encoder: 8 } },
  }
  expect((await numbersOf('closedForm', nowOf({ family: 'contractive' }, { parts }))).tex).toMatch(
    /= 2\.5,.*= 64$/,
  )
  expect(await noneOf('closedForm', nowOf({ family: 'sparse-l1' }, { parts }))).toBe('absent')
})

test('weight decay is 0 where its weight is, and its product with the weight where it is not', async () => {
  expect((await numbersOf('threeSquares', nowOf({ family: 'undercomplete' }))).tex).toMatch(/31\.36.*\{0\}$/)
  const held = nowOf({ objective: { l2Weights: { weight: 0.01 } } }, withTerms({ l2Weights: 500 }))
  expect((await numbersOf('threeSquares', held)).tex).toMatch(/31\.36.*\{5\}$/)
})

test('a conditional bound is of a conditional run', async () => {
  const terms = withTerms({ kl: 6.25 })
  const { tex } = await numbersOf('conditionalBound', nowOf({ family: 'conditional' }, terms))
  expect(tex).toMatch(/-120\.5.*6\.25.* = -126\.8$/)
  expect(await noneOf('conditionalBound', nowOf({ family: 'variational' }, terms))).toBe('absent')
})

test('very small and large numbers are set as powers of ten', () => {
  expect(inTex(-1.5e-9)).toBe(String.raw`-1.50\cdot 10^{-9}`)
  expect(inTex(-3.5)).toBe('-3.5')
})

test('a unit that never fires is infinitely far from any target, and the formula says so', () => {
  expect(inTex(Infinity)).toBe(String.raw`\infty`)
  expect(inTex(-Infinity)).toBe(String.raw`-\infty`)
})
