// The instruments of Gaussian codes: what they draw in data units, what they say, ask and set.

import { describe, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { conditional } from '../../../src/benches/autoencoder/families/conditional.ts'
import { betaVariational, variational } from '../../../src/benches/autoencoder/families/variational.ts'
import { priorQuantiles } from '../../../src/benches/autoencoder/instruments/decodedMap/grid.ts'
import type { DecodedMapPart } from '../../../src/benches/autoencoder/instruments/decodedMap/measure.ts'
import { view as decodedMap } from '../../../src/benches/autoencoder/instruments/decodedMap/View.tsx'
import type { DimensionsPart } from '../../../src/benches/autoencoder/instruments/dimensions/measure.ts'
import { view as dimensions } from '../../../src/benches/autoencoder/instruments/dimensions/View.tsx'
import { view as interpolation } from '../../../src/benches/autoencoder/instruments/interpolation/View.tsx'
import type { PosteriorsPart } from '../../../src/benches/autoencoder/instruments/posteriors/measure.ts'
import { view as posteriors } from '../../../src/benches/autoencoder/instruments/posteriors/View.tsx'
import type { TraversalAnswer } from '../../../src/benches/autoencoder/instruments/traversal/measure.ts'
import { view as traversal } from '../../../src/benches/autoencoder/instruments/traversal/View.tsx'
import { showOnBench, testImages } from './onBench.tsx'

const marginal = { density: new Float32Array(96).fill(1 / 8), mean: 0.5, variance: 1.25, kl: 0.125 }

const part: PosteriorsPart = {
  size: 2,
  first: 0,
  second: 1,
  kl: Float32Array.of(2.5, 1),
  indices: Uint32Array.of(0, 1, 2),
  means: Float32Array.of(-2, 0, 2, 1, 0, -1),
  deviations: Float32Array.of(0.5, 0.25, 1, 0.5, 0.3, 0.3),
  images: 10,
  reach: 4,
  marginals: [marginal, marginal],
  joint: new Float32Array(48 * 48).fill(1 / 64),
  within: [0.4, 0.8, 0.95],
}

describe('posteriors', () => {
  const bench = { recipe: variational.recipe, edited: variational.recipe, test: testImages(10) }

  test('ellipses are in data units: pixels per unit are those of the prior’s circles, across and up', async () => {
    await showOnBench(posteriors, part, { bench })
    await expect.poll(() => document.querySelectorAll('ellipse').length).toBe(3)
    const radii = [...document.querySelectorAll('circle')].map((circle) => circle.r.baseVal.value)
    const [one] = radii
    expect(radii).toEqual([one, expect.closeTo(2 * one!, 3), expect.closeTo(3 * one!, 3)])
    const ellipse = document.querySelectorAll('ellipse')[1]!
    expect(ellipse.rx.baseVal.value).toBeCloseTo(one!, 3)
    expect(ellipse.ry.baseVal.value).toBeCloseTo(one! / 2, 3)
    const centre = document.querySelector('circle')!
    expect(ellipse.cx.baseVal.value - centre.cx.baseVal.value).toBeCloseTo(2 * one!, 3)
    expect(centre.cy.baseVal.value - ellipse.cy.baseVal.value).toBeCloseTo(one!, 3)
  })

  test('the keyboard walks through the images and tells each one’s Gaussian', async () => {
    const { chosen } = await showOnBench(posteriors, part, { bench })
    const keys = page.getByRole('slider', { name: 'Test image whose posterior is told' })
    keys.element().focus()
    await userEvent.keyboard('{ArrowRight}')
    expect(chosen).toEqual([{ kind: 'test', index: 1 }])
    await expect
      .element(keys)
      .toHaveAttribute(
        'aria-valuetext',
        expect.stringMatching(/test image 1, class 1; z₁:\sμ\s2\.00,\sσ\s1\.00; z₂/),
      )
  })

  test('fifty samples of the chosen image are asked for only when they are shown', async () => {
    const { asked } = await showOnBench(posteriors, part, {
      bench,
      answer: () => ({
        input: new Float32Array(784),
        mean: Float32Array.of(0, 0),
        deviation: Float32Array.of(1, 1),
        codes: new Float32Array(100),
        ofMean: new Float32Array(784).fill(0.5),
        images: new Float32Array(50 * 784),
      }),
    })
    expect(asked).toEqual([])
    await page.getByLabelText('Show').selectOptions('samples')
    await expect.element(page.getByText('squared error: μ 196.0; samples 0.0 in the mean')).toBeVisible()
    expect(asked).toEqual([
      { instrument: 'posteriors', question: { kind: 'samples', image: { kind: 'test', index: 0 } } },
    ])
    expect(document.querySelectorAll('circle').length).toBe(3 + 50)
  })

  test('a drawing before a model that is told the class has no posterior: a test image is to be chosen', async () => {
    const { recipe } = conditional
    const { asked } = await showOnBench(posteriors, part, {
      bench: { ...bench, recipe, chosen: { kind: 'drawn', pixels: new Float32Array(784) } },
    })
    await expect.element(page.getByText(/Choose a test image: a drawing has no label/)).toBeVisible()
    await expect.element(page.getByRole('checkbox', { name: 'zoom to the chosen' })).toBeDisabled()
    await page.getByLabelText('Show').selectOptions('samples')
    await expect.element(page.getByText(/Choose a test image/).first()).toBeVisible()
    expect(asked).toEqual([])
  })

  test('other coordinates of a wider code are asked for, and their Gaussians shown', async () => {
    const wide = { ...part, size: 3, kl: Float32Array.of(2.5, 1, 0.1) }
    const { asked, said } = await showOnBench(posteriors, wide, {
      bench: { ...bench, recipe: { ...variational.recipe, code: { ...variational.recipe.code, size: 3 } } },
      answer: () => ({ ...wide, second: 2 }),
    })
    await page.getByRole('combobox', { name: 'Up' }).selectOptions('z₃ · KL 0.10')
    await expect.element(page.getByText('z₃', { exact: true }).first()).toBeVisible()
    expect(asked[0]!.question).toEqual({ kind: 'coordinates', first: 0, second: 2 })
    expect(said.table!().rows[1]).toEqual([1, '1', 2, 1, 1, 0.5])
  })
})

describe('dimensions', () => {
  const dims: DimensionsPart = {
    kl: Float32Array.of(0.5, 3, 0),
    varianceOfMeans: Float32Array.of(0.5, 0.9, 0.002),
    meanVariance: Float32Array.of(0.5, 0.1, 1),
    reconstruction: 120,
    klTotal: 3.5,
  }
  const { recipe } = betaVariational
  const shown = async () => {
    const edits: unknown[] = []
    const on = await showOnBench(dimensions, dims, {
      bench: {
        recipe,
        edited: recipe,
        editAll: (changes) => edits.push(changes),
        changeable: (path) => path.endsWith('weight'),
      },
    })
    return { ...on, edits }
  }

  test('−ELBO is split, called a score on grey pixels, and beside what β trains', async () => {
    await shown()
    await expect
      .element(page.getByText(/−ELBO \(a score\) 123\.5 = reconstruction 120\.0 \+ KL 3\.50/))
      .toBeVisible()
    await expect.element(page.getByText('β acts as 4: reconstruction + β·KL = 134.0')).toBeVisible()
    await expect.element(page.getByText('2 of 3 active')).toBeVisible()
  })

  test('bars stand largest first, and the keyboard tells each', async () => {
    const { said } = await shown()
    const keys = page.getByRole('slider', { name: /Dimension that is told/ })
    await expect.element(keys).toHaveAttribute('aria-valuetext', expect.stringContaining('z₂: KL 3 nats'))
    keys.element().focus()
    await userEvent.keyboard('{End}')
    await expect.element(page.getByText(/z₃: KL 0\.000 nats.*dead/)).toBeVisible()
    expect(said.table!().rows.map((row) => row.slice(0, 3))).toEqual([
      ['z₂', 3, 3],
      ['z₁', 0.5, 3.5],
      ['z₃', 0, 3.5],
    ])
  })

  test('few lines over the steps are named at their ends, apart from each other', async () => {
    const frames = [10, 100].map((step) => ({ step, part: dims }))
    await showOnBench(dimensions, dims, { bench: { recipe, edited: recipe, partsOf: () => frames } })
    const names = () =>
      [...document.querySelectorAll('.annotation-text')].filter(({ textContent }) =>
        /^z[₁₂₃]$/.test(textContent),
      )
    await expect.poll(() => names().length, { timeout: 20_000 }).toBe(3)
    const tops = names()
      .map((name) => name.getBoundingClientRect().top)
      .toSorted((a, b) => a - b)
    expect(tops[1]! - tops[0]!).toBeGreaterThan(10)
    expect(tops[2]! - tops[1]!).toBeGreaterThan(10)
  })

  test('every cause and cure sets the fields that it names', async () => {
    const { edits } = await shown()
    const button = page.getByRole('button', { name: 'β = 16' })
    await expect.element(button).toHaveAttribute('title', expect.stringContaining('objective.kl.weight = 16'))
    await button.click()
    await page.getByRole('button', { name: 'k = 50, linear decoder' }).click()
    await page.getByRole('button', { name: '500 warm-up steps' }).click()
    expect(edits).toEqual([
      { 'objective.kl.weight': 16 },
      { 'code.size': 50, 'decode.layers': [], 'decode.tied': false },
      { 'objective.kl.warmup': 500 },
    ])
  })
})

test('the map at the prior’s quantiles says so, names their values, and decodes another class when asked', async () => {
  const quantiles = priorQuantiles(11)
  const ends = [quantiles[0]!, quantiles[10]!] as const
  const map: DecodedMapPart = {
    columns: 11,
    rows: 11,
    first: ends,
    second: ends,
    quantiles,
    label: 0,
    images: new Uint8Array(121 * 784),
  }
  const { asked, chosen, said } = await showOnBench(decodedMap, map, {
    bench: { recipe: conditional.recipe, edited: conditional.recipe },
    answer: () => ({ ...map, label: 7 }),
  })
  expect(said.note).toMatch(/quantiles: 5 to 95 %/)
  await expect.element(page.getByText('0.74').first()).toBeVisible()
  await page.getByLabelText('The decoder is told class', { exact: true }).first().selectOptions('7')
  await expect.element(page.getByRole('grid', { name: /told class 7/ })).toBeVisible()
  expect(asked).toEqual([{ instrument: 'decodedMap', question: { label: 7 } }])
  await page.getByRole('gridcell', { name: 'z₁ = −1.08, z₂ = 1.64' }).click()
  expect(chosen).toEqual([{ kind: 'code', code: Float32Array.of(quantiles[1]!, quantiles[10]!) }])
})

test('a press on a traversal chooses that code; dead rows say so', async () => {
  const worth = {
    worth: Float32Array.of(0.001, 2.5),
    centre: new Float32Array(2),
    unit: Float32Array.of(1, 1),
    dead: Uint8Array.of(1, 0),
  }
  const answer: TraversalAnswer = {
    rows: Uint32Array.of(1, 0),
    base: Float32Array.of(0.5, -0.5),
    label: null,
    images: new Uint8Array(18 * 784),
  }
  const { asked, chosen } = await showOnBench(traversal, worth, {
    bench: { recipe: variational.recipe, edited: variational.recipe },
    answer: () => answer,
  })
  await expect.element(page.getByText('KL 2.50')).toBeVisible()
  await expect.element(page.getByText('z₁ dead')).toBeVisible()
  await page.getByRole('gridcell', { name: 'z₂ = −2.25', exact: true }).click()
  expect(chosen).toEqual([{ kind: 'code', code: Float32Array.of(0.5, -2.25) }])
  await page.getByRole('combobox', { name: 'Around' }).selectOptions('the origin')
  await expect.poll(() => asked.at(-1)!.question).toEqual({ around: { kind: 'centre' }, part: worth })
})

test('rows of a traversal that lie below the panel are counted, until they are scrolled to', async () => {
  const size = 20
  const wide = {
    worth: Float32Array.from({ length: size }, (_, i) => size - i),
    centre: new Float32Array(size),
    unit: new Float32Array(size).fill(1),
    dead: new Uint8Array(size),
  }
  await showOnBench(traversal, wide, {
    bench: { recipe: betaVariational.recipe, edited: betaVariational.recipe },
    answer: (): TraversalAnswer => ({
      rows: Uint32Array.from({ length: size }, (_, i) => i),
      base: new Float32Array(size),
      label: null,
      images: new Uint8Array(size * 9 * 784),
    }),
    height: 240,
  })
  const hint = page.getByText(/\d+ more below: scroll/)
  await expect.element(hint).toBeVisible()
  const rows = document.querySelector('canvas')!.closest('[class*=box]')!
  rows.scrollTop = rows.scrollHeight
  await expect.element(hint).not.toBeInTheDocument()
})

test('the interpolation goes to the next image of another class, or of the class that is picked', async () => {
  const { asked } = await showOnBench(
    interpolation,
    { size: 4 },
    {
      bench: { recipe: variational.recipe, edited: variational.recipe, test: testImages(30) },
      answer: () => ({
        errors: [1.5, 2.5],
        codes: new Float32Array(36),
        decoded: new Float32Array(9 * 784),
        pixels: new Float32Array(9 * 784),
      }),
    },
  )
  await expect
    .element(page.getByText('Squared error of the decoded ends, per image: A 1.5, B 2.5.'))
    .toBeVisible()
  expect(asked[0]!.question).toMatchObject({
    from: { kind: 'test', index: 0 },
    to: { kind: 'test', index: 1 },
  })
  await page.getByLabelText('To class').selectOptions('7')
  await expect.poll(() => asked.at(-1)!.question).toMatchObject({ to: { kind: 'test', index: 7 } })
  await page.getByRole('button', { name: 'Next image' }).click()
  await expect.poll(() => asked.at(-1)!.question).toMatchObject({ to: { kind: 'test', index: 17 } })
  await expect.element(page.getByRole('img', { name: /line between the two codes/ })).toBeVisible()
})
