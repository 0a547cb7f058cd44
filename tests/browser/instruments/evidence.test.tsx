// What is said of log p(x) and of the code's pulls: the exact posterior, the bounds, the tug of war and the samples, as they are drawn.

import { describe, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { view as bounds } from '../../../src/benches/autoencoder/instruments/bounds/View.tsx'
import type {
  ExactPosteriorAnswer,
  ExactPosteriorQuestion,
} from '../../../src/benches/autoencoder/instruments/exactPosterior/measure.ts'
import { view as exactPosterior } from '../../../src/benches/autoencoder/instruments/exactPosterior/View.tsx'
import type { RunMade } from '../../../src/benches/autoencoder/instruments/InstrumentView.tsx'
import type {
  Neighbourhood,
  SamplesPart,
} from '../../../src/benches/autoencoder/instruments/samples/measure.ts'
import { view as samples } from '../../../src/benches/autoencoder/instruments/samples/View.tsx'
import type { Pulls, TugOfWarPart } from '../../../src/benches/autoencoder/instruments/tugOfWar/measure.ts'
import { view as tugOfWar } from '../../../src/benches/autoencoder/instruments/tugOfWar/View.tsx'
import { conditional } from '../../../src/benches/autoencoder/families/conditional.ts'
import { variational } from '../../../src/benches/autoencoder/families/variational.ts'
import { codesOf } from '../../../src/numerics/gridPosterior.ts'
import { recipe as plain, showOnBench, testImages } from './onBench.tsx'

const grey = variational.recipe
const sampled = { ...grey, data: { ...grey.data, pixels: 'sampled' as const } }

/** log p(x|z) = −100 − 12 ‖z − (1, 0)‖²: the posterior is N((24/25, 0), I/25), log p(x) = −100 − ln 25 − 12/25. */
const roundPosterior = (_id: string, question: unknown): ExactPosteriorAnswer => {
  const { grid, rows } = question as ExactPosteriorQuestion
  const codes = codesOf(grid, ...rows)
  return {
    logLikelihood: Float32Array.from(
      { length: codes.length / 2 },
      (_, i) => -100 - 12 * ((codes[i * 2]! - 1) ** 2 + codes[i * 2 + 1]! ** 2),
    ),
    mean: Float32Array.of(0.76, 0),
    deviation: Float32Array.of(0.2, 0.2),
  }
}
const evidence = -100 - Math.log(25) - 12 / 25

describe('the exact posterior', () => {
  const part = {
    indices: Uint32Array.of(3),
    labels: Uint8Array.of(7),
    means: Float32Array.of(0.5, -0.25),
    deviations: Float32Array.of(0.1, 0.2),
  }

  const answer = roundPosterior

  const bar = () => page.getByRole('img', { name: /^ELBO/ })

  test('splits log p(x) into the ELBO of the encoder’s q and the gap, and best q closes it', async () => {
    const { said } = await showOnBench(exactPosterior, part, { bench: { recipe: sampled }, answer })
    // q has the posterior's spread and is one deviation off: a gap of ½
    const label = (elbo: number, gap: number) =>
      `ELBO ${elbo.toFixed(2).replace('-', '−')} nats and the gap ${gap.toFixed(2)} nats together make log p(x) = ${evidence.toFixed(2).replace('-', '−')} nats`
    await expect
      .element(page.getByRole('img', { name: label(evidence - 0.5, 0.5) }), { timeout: 10_000 })
      .toBeVisible()
    await page.getByRole('button', { name: 'Best q' }).click()
    await expect.element(page.getByText(/costs this one at least 0.50 nats of ELBO/)).toBeVisible()
    await expect.element(page.getByRole('img', { name: label(evidence, 0) })).toBeVisible()
    await page.getByRole('button', { name: 'The encoder’s q', exact: true }).click()
    await expect.element(page.getByRole('img', { name: label(evidence - 0.5, 0.5) })).toBeVisible()
    expect(said.table!().rows[0]!.slice(0, 2)).toEqual([3, '7'])
  })

  test('q is moved by keyboard, its spread by sliders, and the numbers follow', async () => {
    await showOnBench(exactPosterior, part, { bench: { recipe: sampled }, answer })
    const half = page.getByRole('img', { name: /gap 0\.50/ })
    await expect.element(half, { timeout: 10_000 }).toBeVisible()
    page
      .getByRole('button', { name: /Arrow keys move q/ })
      .element()
      .focus()
    // a tenth of the window's half width away from the posterior's middle
    await expect
      .element(page.getByRole('button', { name: /Arrow keys move q/ }))
      .toHaveAccessibleDescription(/^q’s mean at z₁ 0\.76, z₂ 0\.00$/)
    await userEvent.keyboard('{Shift>}{ArrowLeft}{/Shift}')
    await expect.element(half).not.toBeInTheDocument()
    await expect
      .element(page.getByRole('status').filter({ hasText: /^q’s mean at z₁ 0\.\d\d, z₂ 0\.00$/ }))
      .toBeInTheDocument()
    const moved = bar().element().getAttribute('aria-label')
    page.getByRole('slider', { name: 'σ₁' }).element().focus()
    await userEvent.keyboard('{ArrowRight}{ArrowRight}')
    await vi.waitFor(() => expect(bar().element().getAttribute('aria-label')).not.toBe(moved))
  })

  test('on grey pixels it says why there is nothing to sum, and offers those that have it', async () => {
    const edits: unknown[] = []
    const { asked } = await showOnBench(exactPosterior, part, {
      bench: { recipe: grey, edit: (...edit) => edits.push(edit) },
      answer,
    })
    await expect.element(page.getByText(/is a score and no probability/)).toBeVisible()
    await page.getByRole('button', { name: 'Train on sampled pixels' }).click()
    expect(edits).toEqual([['data.pixels', 'sampled']])
    expect(asked).toEqual([])
  })

  test('a bare code has no posterior', async () => {
    await showOnBench(exactPosterior, part, {
      bench: { recipe: sampled, chosen: { kind: 'code', code: Float32Array.of(0, 0) } },
      answer,
    })
    await expect.element(page.getByText(/A bare code is chosen/)).toBeVisible()
  })

  test('of a model that is told the class it speaks of log p(x | class), and a drawing has none', async () => {
    const told = { ...conditional.recipe, data: sampled.data }
    const shown = await showOnBench(exactPosterior, part, { bench: { recipe: told }, answer })
    await expect
      .element(page.getByRole('img', { name: /together make log p\(x \| class\) = / }), { timeout: 10_000 })
      .toBeVisible()
    await shown.again(part, { chosen: { kind: 'drawn', pixels: new Float32Array(784) } })
    await expect.element(page.getByText(/Choose a test image: a drawing has no label/)).toBeVisible()
  })

  test('a refusal is shown as the sentence it is', async () => {
    await showOnBench(exactPosterior, part, {
      bench: { recipe: sampled },
      answer: () => {
        throw new Error('The weights of this step are not kept.')
      },
    })
    await expect.element(page.getByText('The weights of this step are not kept.')).toBeVisible()
  })
})

describe('the bounds', () => {
  /** L₁ = −150 ± 10, L₅ two and L₅₀ three nats above it. */
  const answer = (_id: string, question: unknown) => {
    const { from, to } = question as { from: number; to: number }
    const count = Math.min(120, to) - from
    const rows = [0, 2, 3].flatMap((gain) =>
      Array.from({ length: count }, (_, i) => -150 + gain + (i % 2 === 0 ? 10 : -10)),
    )
    return {
      indices: Uint32Array.from({ length: count }, (_, i) => from + i),
      bounds: Float32Array.from(rows),
      listed: 120,
    }
  }

  test('stand below each other with their gains, and go on to all listed images', async () => {
    const { asked, said } = await showOnBench(bounds, { elbo: -151 }, { bench: { recipe: sampled }, answer })
    await expect.element(page.getByText('mean of 120 test images')).toBeVisible()
    await expect
      .element(page.getByRole('img', { name: '−L with K = 1: 150.00 nats per image' }))
      .toBeVisible()
    await expect
      .element(
        page.getByRole('img', { name: '−L with K = 50: 147.00 nats per image, 3.00 ± 0.00 below −L₁' }),
      )
      .toBeVisible()
    expect(asked.map(({ question }) => question)).toEqual([
      { from: 0, to: 50 },
      { from: 50, to: 100 },
      { from: 100, to: 150 },
    ])
    expect(said.table!().rows[0]![1]).toBe(151)
  })

  test('of a code of two numbers, log p(x) of four images is summed beside them', async () => {
    await showOnBench(
      bounds,
      { elbo: -151 },
      {
        bench: { recipe: sampled },
        answer: (id, question) => (id === 'bounds' ? answer(id, question) : roundPosterior(id, question)),
      },
    )
    const button = page.getByRole('button', { name: 'Exact log p(x) of four images' })
    await button.click()
    const exact = (-evidence).toFixed(2)
    await expect
      .element(page.getByRole('row', { name: `−log p(x) ${[exact, exact, exact, exact].join(' ')}` }), {
        timeout: 20_000,
      })
      .toBeVisible()
    await expect.element(page.getByRole('row', { name: '−L₅₀ 137.00 157.00 137.00 157.00' })).toBeVisible()
    await expect
      .element(page.getByText(`−log p(x) of these images: ${[exact, exact, exact, exact].join(', ')} nats`))
      .toBeInTheDocument()
    await expect.element(button).toHaveFocus()
    await expect.element(button).toHaveAttribute('aria-disabled', 'true')
  })

  test('where a posterior is narrower than its grid’s cells, its log p(x) is left out, and why', async () => {
    await showOnBench(
      bounds,
      { elbo: -151 },
      {
        bench: { recipe: { ...conditional.recipe, data: sampled.data } },
        answer: (id, question) => {
          if (id === 'bounds') return answer(id, question)
          const found = roundPosterior(id, question)
          // all of it in one cell
          const { grid, rows } = question as ExactPosteriorQuestion
          const codes = codesOf(grid, ...rows)
          const logLikelihood = found.logLikelihood.map(
            (_, i) => -100 - 1e5 * ((codes[i * 2]! - 0.02) ** 2 + (codes[i * 2 + 1]! - 0.02) ** 2),
          )
          return { ...found, logLikelihood }
        },
      },
    )
    await page.getByRole('button', { name: 'Exact log p(x | class) of four images' }).click()
    await expect
      .element(page.getByRole('row', { name: '−log p(x | class) – – – –' }), { timeout: 20_000 })
      .toBeVisible()
    await expect
      .element(
        page.getByText(/narrower than the cells of its grid, so that their sum is not log p\(x \| class\)/),
      )
      .toBeVisible()
  })

  test('on grey pixels there are none', async () => {
    await showOnBench(bounds, { elbo: -151 }, { bench: { recipe: grey }, answer })
    await expect.element(page.getByRole('button', { name: 'Train on sampled pixels' })).toBeVisible()
  })
})

describe('the tug of war', () => {
  const pulls: Pulls = {
    means: Float32Array.of(1, -1),
    deviations: Float32Array.of(0.5, 0.1),
    reconstruction: { onMean: Float32Array.of(3, -2), onLogDeviation: Float32Array.of(-4, -1) },
    kl: { onMean: Float32Array.of(-1, 1), onLogDeviation: Float32Array.of(0.75, 0.99) },
    l1: null,
    samples: 64,
    beta: 1,
  }
  const part: TugOfWarPart = { indices: Uint32Array.of(5), labels: Uint8Array.of(2), pulls }
  const row = (name: string) => page.getByRole('row', { name })

  test('says every pull in numbers, and their sum', async () => {
    const { said } = await showOnBench(tugOfWar, part, { bench: { recipe: grey }, answer: () => pulls })
    await expect.element(row('reconstruction 3.00 −2.00')).toBeVisible()
    await expect.element(row('β · KL, β = 1 −1.00 1.00')).toBeVisible()
    await expect.element(row('sum 2.00 −1.00')).toBeVisible()
    await expect
      .element(page.getByRole('img', { name: 'z₁: reconstruction −4.00, β · KL, β = 1 0.75, sum −3.25' }))
      .toBeVisible()
    const arrows = [...document.querySelectorAll('[data-arrow]')].map((arrow) =>
      arrow.getAttribute('data-arrow'),
    )
    expect(arrows).toEqual(['sum', 'reconstruction', 'kl'])
    expect(said.table!().rows[0]!.slice(0, 5)).toEqual([5, '2', 1, 3, -1])
  })

  test('of a wide code, the two coordinates that tell most are shown until others are chosen', async () => {
    const three: Pulls = {
      ...pulls,
      means: Float32Array.of(1, -1, 2),
      deviations: Float32Array.of(0.5, 0.1, 1),
      reconstruction: { onMean: Float32Array.of(3, -2, 5), onLogDeviation: Float32Array.of(-4, -1, 0) },
      kl: { onMean: Float32Array.of(-1, 1, -2), onLogDeviation: Float32Array.of(0.75, 0.99, 0) },
    }
    const kl = Float32Array.of(2.5, 0.1, 1)
    await showOnBench(tugOfWar, part, {
      bench: {
        recipe: { ...grey, code: { ...grey.code, size: 3 } },
        partsOf: (id) => (id === 'posteriors' ? [{ step: 100, part: { kl } }] : []),
      },
      answer: () => three,
    })
    await expect.element(row('reconstruction 3.00 5.00')).toBeVisible()
    await page.getByRole('combobox', { name: 'Across' }).selectOptions('z₂ · KL 0.10')
    await expect.element(row('reconstruction −2.00 5.00')).toBeVisible()
  })

  test('says what the numbers count where the objective is a mean, or of hidden pixels alone', async () => {
    const reconstruction = { over: 'masked', reduce: 'mean' } as const
    const { said } = await showOnBench(tugOfWar, part, {
      bench: { recipe: { ...grey, objective: { ...grey.objective, reconstruction } } },
      answer: () => pulls,
    })
    await expect.element(row('reconstruction per pixel 3.00 −2.00')).toBeVisible()
    await expect.element(page.getByText(/mean over 784 pixels.*nats per pixel/)).toBeVisible()
    await expect.element(page.getByText(/training counts the hidden ones alone/)).toBeVisible()
    expect(said.table!().columns[3]!.unit).toBe('nats per pixel, 64 samples')
  })

  test('a drawing before a model that is told the class is not asked about', async () => {
    const { asked } = await showOnBench(tugOfWar, part, {
      bench: {
        recipe: conditional.recipe,
        chosen: { kind: 'drawn', pixels: new Float32Array(784) },
      },
      answer: () => pulls,
    })
    await expect.element(page.getByText(/Choose a test image: a drawing has no label/)).toBeVisible()
    expect(asked).toEqual([])
  })

  test('an arrow points the way of its pull, upwards for a positive second coordinate', async () => {
    await showOnBench(tugOfWar, part, { bench: { recipe: grey }, answer: () => pulls })
    await expect.element(row('sum 2.00 −1.00')).toBeVisible()
    const line = document.querySelector('[data-arrow=kl] line')!
    const at = (name: string) => Number(line.getAttribute(name))
    expect(at('x2')).toBeLessThan(at('x1'))
    expect(at('y2')).toBeLessThan(at('y1'))
  })

  test('with a cut wire the reconstruction’s arrow is gone, and a button mends it', async () => {
    const edits: unknown[] = []
    const blocked = { ...grey, code: { ...grey.code, gradient: 'blocked' as const } }
    const none = new Float32Array(2)
    await showOnBench(tugOfWar, part, {
      bench: { recipe: blocked, edited: blocked, edit: (...edit) => edits.push(edit) },
      answer: () => ({ ...pulls, reconstruction: { onMean: none, onLogDeviation: none } }),
    })
    await expect.element(page.getByText(/The wire is cut/)).toBeVisible()
    expect(document.querySelector('[data-arrow=reconstruction]')).toBeNull()
    await page.getByRole('button', { name: 'Mend the wire' }).click()
    expect(edits).toEqual([['code.gradient', 'pathwise']])
  })
})

describe('the samples', () => {
  const images = (value: number) => new Uint8Array(40 * 784).fill(value)
  const part = (...origins: ('prior' | 'fitted')[]): SamplesPart => ({
    sets: origins.map((origin, i) => ({ origin, images: images(50 * (i + 1)), labels: null })),
  })
  const neighbours: readonly Neighbourhood[] = (['prior', 'fitted', 'test'] as const).map((origin, i) => ({
    origin,
    distances: new Float32Array(40).fill(4 + i),
    indices: Uint32Array.from({ length: 40 }, (_, at) => 100 * i + at),
    labels: new Uint8Array(40).fill(3),
    images: images(200),
  }))
  const answer = (_id: string, question: unknown) =>
    (question as { kind: string }).kind === 'draw' ? part('prior', 'fitted') : neighbours
  const bench = { recipe: plain, test: testImages(60) }
  const group = (name: string) => page.getByRole('region', { name, exact: true })

  test('of a plain code come from N(0, I) and from the codes’ own Gaussian, beside real images', async () => {
    const { said } = await showOnBench(samples, part('prior', 'fitted'), { bench, answer })
    await expect.element(group('Samples, z from N(0, I)')).toBeVisible()
    await expect.element(group('Samples, z from N fitted to test codes')).toBeVisible()
    await expect.element(group('Samples, real test images')).toBeVisible()
    // forty of sixty, evenly
    await expect
      .element(page.getByRole('gridcell', { name: 'test image 3, class 3', exact: true }))
      .toBeVisible()
    await expect
      .element(page.getByRole('gridcell', { name: 'test image 2, class 2', exact: true }))
      .not.toBeInTheDocument()
    expect(said.table!().rows).toHaveLength(80)
  })

  test('a pressed sample stands beside the training image nearest to it, with the mean distances above', async () => {
    const { asked } = await showOnBench(samples, part('prior', 'fitted'), { bench, answer })
    await group('Samples, z from N fitted to test codes')
      .getByRole('gridcell', { name: 'sample 2', exact: true })
      .click()
    await expect
      .element(page.getByText('sample 2; nearest training image: 101, class 3, squared distance 25.0'))
      .toBeVisible()
    await expect.element(page.getByText('25.0 ± 0.0')).toBeVisible()
    await expect.element(page.getByText('36.0 ± 0.0')).toBeVisible()
    expect(asked).toEqual([
      {
        instrument: 'samples',
        question: { kind: 'distances', draw: { number: 0, temperature: 1, digit: null } },
      },
    ])
  })

  test('a new draw is another number, and keeps the temperature', async () => {
    const { asked } = await showOnBench(samples, part('prior', 'fitted'), { bench, answer })
    await page.getByRole('button', { name: 'New draw' }).click()
    await vi.waitFor(() =>
      expect(asked.at(-1)!.question).toEqual({
        kind: 'draw',
        draw: { number: 1, temperature: 1, digit: null },
      }),
    )
  })

  test('the latest run of the other kind stands beside, and a button trains it', async () => {
    const changes: unknown[] = []
    const other: RunMade = { recipe: grey, step: 700, parts: { samples: part('prior') } }
    await showOnBench(samples, part('prior', 'fitted'), {
      bench: { ...bench, runsMade: [other], editAll: (change) => changes.push(change) },
      answer,
    })
    await expect.element(page.getByText('variational run, step 700')).toBeVisible()
    await page.getByRole('button', { name: 'Train as variational' }).click()
    expect(changes).toEqual([{ 'code.kind': 'gaussian', 'objective.kl.weight': 1 }])
  })

  test('a conditional decoder is told a class, or all in turn', async () => {
    const told: SamplesPart = {
      sets: [
        { origin: 'prior', images: images(90), labels: Uint8Array.from({ length: 40 }, (_, i) => i % 10) },
      ],
    }
    const { asked } = await showOnBench(samples, told, {
      bench: { ...bench, recipe: conditional.recipe },
      answer: () => told,
    })
    await expect
      .element(page.getByRole('gridcell', { name: 'sample 5, asked for class 4', exact: true }))
      .toBeVisible()
    await userEvent.selectOptions(page.getByRole('combobox', { name: 'Class' }), '7')
    await vi.waitFor(() => expect(asked.at(-1)!.question).toMatchObject({ draw: { digit: 7 } }))
  })
})
