// Figures that only an instrument measures, against the literature: bounds and exact evidence, units near their target,
// both traps, asked-for digits, the one-pixel shift, clean input, and how far samples are from data.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { autoencoder } from '../../src/benches/autoencoder/bench.ts'
import type { BoundsAnswer } from '../../src/benches/autoencoder/instruments/bounds/measure.ts'
import type { ContractionPart } from '../../src/benches/autoencoder/instruments/contraction/measure.ts'
import type {
  AgainAnswer,
  ClippingAnswer,
} from '../../src/benches/autoencoder/instruments/denoising/measure.ts'
import type { ExactPosteriorAnswer } from '../../src/benches/autoencoder/instruments/exactPosterior/measure.ts'
import type { Agreement } from '../../src/benches/autoencoder/instruments/sameHand/measure.ts'
import type { Neighbourhood } from '../../src/benches/autoencoder/instruments/samples/measure.ts'
import type { SparsityPart } from '../../src/benches/autoencoder/instruments/sparsity/measure.ts'
import type { TrapsAnswer, TrapsPart } from '../../src/benches/autoencoder/instruments/traps/measure.ts'
import { posteriorOn, splitEvidence, type DiagonalGaussian } from '../../src/numerics/gridPosterior.ts'
import type { Dataset } from '../../src/data/dataset.ts'
import type { OpenModel } from '../../src/lab/bench.ts'
import { startEngine } from '../support/engine.ts'
import { holds, tableOf, written, type Gate } from '../support/gates.ts'
import { openImages } from '../support/images.ts'
import { layersOf, tell } from '../support/literature.ts'
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

/** What one image's likelihoods on a grid of the 2-D code give, and q of its code. */
async function evidenceOf(model: OpenModel, index: number, points: number) {
  const grid = { points, half: 6 }
  const atOnce = 10_000 / points
  const likelihood = new Float32Array(points ** 2)
  let q: DiagonalGaussian = { mean: [0, 0], deviation: [1, 1] }
  for (let from = 0; from < points; from += atOnce) {
    const question = { image: { kind: 'test', index }, grid, rows: [from, from + atOnce] }
    const answer = (await model.ask('exactPosterior', question)) as ExactPosteriorAnswer
    likelihood.set(answer.logLikelihood, from * points)
    q = {
      mean: [answer.mean[0]!, answer.mean[1]!],
      deviation: [answer.deviation[0]!, answer.deviation[1]!],
    }
  }
  const posterior = posteriorOn(grid, likelihood)
  return { ...splitEvidence(posterior, q), posterior }
}

test('log p(x) = ELBO + KL(q ‖ posterior) on a 200 × 200 grid of a 2-D code, for every image', async () => {
  await withTrained(
    { family: 'variational', data: { pixels: 'sampled' }, optimise: { steps: 1062 } },
    async (model) => {
      let [worst, least, uneven, finer] = [0, Infinity, 0, 0]
      for (const index of [0, 1000, 3000, 5000, 7000, 9999]) {
        const { elbo, gap, posterior } = await evidenceOf(model, index, 200)
        worst = Math.max(worst, Math.abs(elbo + gap - posterior.logEvidence))
        least = Math.min(least, posterior.logEvidence - elbo)
        uneven = Math.max(uneven, posterior.unevenness)
        // ELBO and gap come from one grid, so that their sum proves little: a grid of a quarter of the cell's area is asked too
        if (index > 3000) continue
        const fine = await evidenceOf(model, index, 400)
        finer = Math.max(finer, Math.abs(fine.posterior.logEvidence - posterior.logEvidence))
        finer = Math.max(finer, Math.abs(fine.elbo - elbo))
      }
      expect(missed('|ELBO + KL − log p(x)|, nats, worst of six images', worst, { atMost: 0.05 })).toBeNull()
      expect(missed('log p(x) − ELBO, nats, least of six images', least, { atLeast: 0 })).toBeNull()
      expect(missed('unevenness of the posterior over the cells, worst', uneven, { atMost: 0.1 })).toBeNull()
      expect(
        missed('log p(x) and ELBO, 200² against 400² cells, nats, worst of three images', finer, {
          atMost: 0.05,
        }),
      ).toBeNull()
    },
  )
})

test('a sparse code by KL has 90 % of its units within [ρ/2, 2ρ]', async () => {
  const rho = 0.05
  const { means } = await withTrained(
    { family: 'sparse-kl', optimise: { steps: 590 } },
    async (model) => (await model.measure(false)).parts['sparsity'] as SparsityPart,
  )
  const near = means.filter((activation) => activation >= rho / 2 && activation <= 2 * rho).length
  expect(
    missed('sparse, KL: units whose ρ̂ is within [ρ/2, 2ρ], share', near / means.length, { atLeast: 0.9 }),
  ).toBeNull()
})

describe('the two meters of the traps', () => {
  const beyond = async (model: OpenModel) => (await model.ask('traps', 'beyond')) as TrapsAnswer
  const onTest = async (model: OpenModel) => ((await model.measure(false)).parts['traps'] as TrapsPart).test

  test('show a wide code copying Fashion, which a narrow one cannot', async () => {
    const wide = await withTrained({ family: 'overcomplete' }, beyond)
    const narrow = await withTrained(
      { code: { size: 30 }, decode: { output: 'gaussian' }, optimise: { steps: 1062 } },
      beyond,
    )
    expect(
      missed('copying: Fashion’s error per pixel, linear code of 1,024', wide.other.error, { atMost: 0.03 }),
    ).toBeNull()
    expect(
      missed('copying: Fashion’s error per pixel, 30-D code', narrow.other.error, { atLeast: 0.08 }),
    ).toBeNull()
  })

  test('show a code of one number memorising five images', async () => {
    const meanImage = 0.0676
    const recipe = {
      data: { train: 5 },
      encode: { layers: layersOf(256, 128, 128, 128), activation: 'relu', initial: 'he' },
      code: { size: 1 },
      decode: { output: 'gaussian' },
      optimise: { batch: 20, steps: 600 },
    }
    const [train, held] = await withTrained(recipe, async (model) => [
      (await beyond(model)).train.error,
      await onTest(model),
    ])
    expect(
      missed('memorising five images: their error per pixel', train, { atMost: 0.01 * meanImage }),
    ).toBeNull()
    expect(
      missed(
        'memorising five images: test error per pixel',
        held,
        { atLeast: meanImage },
        'mean image 0.0676',
      ),
    ).toBeNull()
  })
})

test.each([
  ['clipped', true, 'reference 0.016 noisy, 0.039 clean'],
  ['unclipped', false, 'reference 0.014 noisy, 0.010 clean'],
])(
  'a net trained on %s noise of σ = 0.5: clean input, and its own results put in again',
  async (name, clip, reference) => {
    const partial = {
      family: 'denoising',
      corrupt: { kind: 'gaussian', sigma: 0.5, clip },
      optimise: { steps: 1062 },
    }
    const image = { kind: 'test', index: 0 }
    await withTrained(partial, async (model) => {
      const question = { kind: 'clipping', image, sigma: 0.5, draw: 0 }
      const { restored } = (await model.ask('denoising', question)) as ClippingAnswer
      const [clean, clipped, unclipped] = restored
      tell(`${name}, squared error per pixel on noisy input`, (clip ? clipped : unclipped)!, reference)
      tell(`${name}, squared error per pixel on clean input`, clean!, reference)
      const again = (await model.ask('denoising', { kind: 'again', image, draw: 0 })) as AgainAnswer
      tell(`${name}, clean digits after 1 passage`, again.fromClean.mean[1]!, 'shown')
      tell(`${name}, clean digits after 8 passages`, again.fromClean.mean.at(-1)!, 'shown')
      expect(
        missed(
          `${name}: error on digits, 8 passages over 1`,
          again.fromClean.mean.at(-1)! / again.fromClean.mean[1]!,
          { atLeast: 1 },
          'no projector',
        ),
      ).toBeNull()
    })
  },
)

test('squared distances of samples to their nearest training image', async () => {
  const distances = async (partial: object) => {
    const draw = { number: 0, temperature: 1, digit: null }
    const found = (await withTrained(partial, (model) =>
      model.ask('samples', { kind: 'distances', draw }),
    )) as Neighbourhood[]
    return Object.fromEntries(
      found.map((set) => [set.origin, mean(set.distances.map((distance) => distance ** 2))]),
    )
  }
  const plain = await distances({ code: { size: 10 }, optimise: { steps: 1770 } })
  const variational = await distances({
    family: 'variational',
    code: { size: 10 },
    optimise: { steps: 1770 },
  })
  tell('autoencoder, codes from N(0, I)', plain['prior']!, 'reference 28.5')
  tell('autoencoder, codes from a Gaussian fitted to its own', plain['fitted']!, 'reference 21.7')
  tell('variational autoencoder', variational['prior']!, 'reference 23.0')
  tell('test images', variational['test']!, 'shown')
  expect(
    missed('N(0, I) over the fitted Gaussian, squared distance', plain['prior']! / plain['fitted']!, {
      atLeast: 1,
    }),
  ).toBeNull()
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
