// Figures that only an instrument measures, against the literature: bounds and exact evidence, asked-for digits, the
// one-pixel shift, clean input, and how far samples are from data.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { autoencoder } from '../../src/benches/autoencoder/bench.ts'
import type { BoundsAnswer } from '../../src/benches/autoencoder/instruments/bounds/measure.ts'
import type { ContractionPart } from '../../src/benches/autoencoder/instruments/contraction/measure.ts'
import type { ExactPosteriorAnswer } from '../../src/benches/autoencoder/instruments/exactPosterior/measure.ts'
import type { Agreement } from '../../src/benches/autoencoder/instruments/sameHand/measure.ts'
import { posteriorOn, splitEvidence } from '../../src/numerics/gridPosterior.ts'
import type { Dataset } from '../../src/data/dataset.ts'
import type { OpenModel } from '../../src/lab/bench.ts'
import { startEngine } from '../support/engine.ts'
import { holds, tableOf, written, type Gate } from '../support/gates.ts'
import { openImages } from '../support/images.ts'
import { tell } from '../support/literature.ts'
import { recipeOf } from '../support/recipes.ts'
import { trainTo } from '../support/runs.ts'

let data: Dataset
const rows: { gate: Gate; figure: number }[] = []

beforeAll(async () => {
  await startEngine('wasm')
  data = await openImages('mnist')
})

afterAll(() => {
  console.info(tableOf(rows))
})

/** Trains a recipe for its steps and measures the model of its last one. */
async function withTrained<T>(partial: unknown, measure: (model: OpenModel) => Promise<T>): Promise<T> {
  const recipe = recipeOf(partial)
  const { snapshot } = await trainTo(recipe, data, recipe.optimise.steps)
  const model = await autoencoder.open(recipe, snapshot, data, { openSet: openImages })
  try {
    return await measure(model)
  } finally {
    model.dispose()
  }
}

/** A sentence where the gate is not reached; the figure goes into the table either way. */
function missed(what: string, figure: number, gate: Gate['gate'], beside?: string): string | null {
  rows.push({
    gate: { what, recipes: [], figure: () => figure, gate, ...(beside ? { beside } : {}) },
    figure,
  })
  return holds(figure, gate) ? null : `${what}: ${figure} is not ${written(gate)}`
}

const mean = (values: ArrayLike<number>): number =>
  Array.from(values).reduce((sum, value) => sum + value, 0) / values.length

test('importance-weighted bounds of a VAE 784-400-20 on sampled pixels rise with the samples', async () => {
  const partial = {
    family: 'variational',
    data: { pixels: 'sampled' },
    encode: { layers: [{ kind: 'dense', units: 400 }] },
    code: { size: 20 },
  }
  const bounds = await withTrained(partial, async (model) => {
    const sums: number[][] = [[], [], []]
    for (let from = 0; from < 1000; from += 100) {
      const answer = (await model.ask('bounds', { from, to: from + 100 })) as BoundsAnswer
      const images = answer.indices.length
      sums.forEach((row, k) => row.push(...answer.bounds.subarray(k * images, (k + 1) * images)))
    }
    return sums.map(mean)
  })
  const [one, five, fifty] = bounds as [number, number, number]
  expect(missed('L₅ − L₁, nats, 1,000 test images', five - one, { atLeast: 0.1 })).toBeNull()
  expect(missed('L₅₀ − L₅, nats', fifty - five, { atLeast: 0.1 })).toBeNull()
  expect(
    missed(
      'L₅₀ − L₁, nats, at least',
      fifty - one,
      { atLeast: 1.5 },
      'Burda 2016: −L₅₀ 86.76 after 3,280 epochs',
    ),
  ).toBeNull()
  expect(missed('L₅₀ − L₁, nats, at most', fifty - one, { atMost: 7 })).toBeNull()
  tell('−L₅₀, nats', -fifty, 'shown')
})

test('log p(x) = ELBO + KL(q ‖ posterior) on a 200 × 200 grid of a 2-D code, for every image', async () => {
  const grid = { points: 200, half: 6 }
  const atOnce = 50
  await withTrained(
    { family: 'variational', data: { pixels: 'sampled' }, optimise: { steps: 1062 } },
    async (model) => {
      let [worst, least, uneven] = [0, Infinity, 0]
      for (const index of [0, 1000, 3000, 5000, 7000, 9999]) {
        const likelihood = new Float32Array(grid.points ** 2)
        let q = { mean: [0, 0] as [number, number], deviation: [1, 1] as [number, number] }
        for (let from = 0; from < grid.points; from += atOnce) {
          const question = { image: { kind: 'test', index }, grid, rows: [from, from + atOnce] }
          const answer = (await model.ask('exactPosterior', question)) as ExactPosteriorAnswer
          likelihood.set(answer.logLikelihood, from * grid.points)
          q = {
            mean: [answer.mean[0]!, answer.mean[1]!],
            deviation: [answer.deviation[0]!, answer.deviation[1]!],
          }
        }
        const posterior = posteriorOn(grid, likelihood)
        const { elbo, gap } = splitEvidence(posterior, q)
        worst = Math.max(worst, Math.abs(elbo + gap - posterior.logEvidence))
        least = Math.min(least, posterior.logEvidence - elbo)
        uneven = Math.max(uneven, posterior.unevenness)
      }
      expect(missed('|ELBO + KL − log p(x)|, nats, worst of six images', worst, { atMost: 0.05 })).toBeNull()
      expect(missed('log p(x) − ELBO, nats, least of six images', least, { atLeast: 0 })).toBeNull()
      expect(missed('unevenness of the posterior over the cells, worst', uneven, { atMost: 0.1 })).toBeNull()
    },
  )
})

test('samples of a conditional VAE are the digits asked for', async () => {
  const { agreement } = (await withTrained({ family: 'conditional' }, (model) =>
    model.ask('sameHand', { kind: 'agreement' }),
  )) as Agreement
  expect(
    missed('conditional VAE: samples that are the digit asked for, share', agreement, { atLeast: 0.93 }),
  ).toBeNull()
})

test('contraction raises the response to a one-pixel shift against that to noise of equal length', async () => {
  const ratioAt = (weight: number) =>
    withTrained(
      { family: 'contractive', objective: { contraction: { weight } } },
      async (model) => (await model.measure(false)).parts['contraction'] as ContractionPart,
    )
  const [free, held] = [await ratioAt(0), await ratioAt(1)]
  const everywhere = ({ moves }: ContractionPart) => moves.shift / moves.everywhere
  const ink = ({ moves }: ContractionPart) => moves.shift / moves.ink
  tell('shift : noise on all pixels, λ=0', everywhere(free), 'reference 6.3')
  tell('shift : noise on all pixels, λ=1', everywhere(held), 'reference 9.0')
  expect(
    missed('shift : noise on all pixels, λ=1 over λ=0', everywhere(held) / everywhere(free), {
      atLeast: 1.2,
    }),
  ).toBeNull()
  expect(missed('shift : noise on the ink, λ=1 over λ=0', ink(held) / ink(free), { atLeast: 1.1 })).toBeNull()
})
