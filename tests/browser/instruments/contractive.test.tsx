// Contraction and the two traps as they are drawn: numbers and curves, what is asked of the model, and what the meters say.

import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { contractive } from '../../../src/benches/autoencoder/families/contractive.ts'
import {
  radii,
  turns,
  walk,
  type ContractionPart,
  type ContractionQuestion,
  type DirectionsAnswer,
  type DiscAnswer,
} from '../../../src/benches/autoencoder/instruments/contraction/measure.ts'
import { view as contraction } from '../../../src/benches/autoencoder/instruments/contraction/View.tsx'
import type {
  OtherPart,
  TrapsAnswer,
  TrapsPart,
} from '../../../src/benches/autoencoder/instruments/traps/measure.ts'
import { view as traps } from '../../../src/benches/autoencoder/instruments/traps/View.tsx'
import { recipe, showOnBench, testImages } from './onBench.tsx'

const part: ContractionPart = {
  norm: { value: 23.7, images: 10_000, method: 'closed', probes: 0 },
  moves: { images: 200, shift: 7.7, ink: 1.6, everywhere: 0.84 },
  saturated: 0.414,
  weights: { encoder: 44.5, decoder: 44.5 },
}
const parts = [10, 100].map((step) => ({ step, part }))
const test5 = testImages(5)
const bench = { recipe: contractive.recipe, test: test5, partsOf: () => parts }

/** Two directions: one lit pixel each. */
function directions(): DirectionsAnswer {
  const axes = new Float32Array(2 * 784)
  axes[0] = 1
  axes[784 + 1] = 1
  return {
    about: 'directions',
    values: Float64Array.of(2, 0.5, 0.1),
    directions: axes,
    image: new Float32Array(784),
    reconstructions: new Float32Array(2 * walk.length * 784),
  }
}

function disc(along: number, across: number): DiscAnswer {
  const axis = new Float32Array(784).fill(1 / 28)
  return {
    about: 'disc',
    axes: [axis, axis],
    halfAxes: [along, across],
    ends: [
      [along, 0],
      [0, across],
    ],
    circles: radii.map((radius) =>
      Float32Array.from({ length: 2 * turns }, (_, i) => {
        const angle = (2 * Math.PI * Math.floor(i / 2)) / turns
        return radius * (i % 2 === 0 ? along * Math.cos(angle) : across * Math.sin(angle))
      }),
    ),
  }
}

const answer = (_instrument: string, question: unknown) =>
  (question as ContractionQuestion).about === 'disc' ? disc(0.8, 0.2) : directions()

const see = (sight: string) => userEvent.selectOptions(page.getByLabelText('Show'), sight)

test('the norm’s numbers stand with their curves, and the table has every frame', async () => {
  const { said } = await showOnBench(contraction, part, { bench, answer, height: 280 })
  await expect.element(page.getByText('shift : noise on the ink 4.8')).toBeVisible()
  await expect.element(page.getByText('shift : noise on all pixels 9.2')).toBeVisible()
  await expect.element(page.getByText('saturated 41 %')).toBeVisible()
  await expect.element(page.getByRole('img', { name: /mean squared norm of J, here 23.7/ })).toBeVisible()
  await expect
    .element(page.getByText(/In closed form over 10,000 test images, ratios over 200/))
    .toBeVisible()
  expect(said.table!().rows).toHaveLength(2)
  expect(said.table!().rows[1]).toEqual([100, 23.7, 7.7 / 1.6, 7.7 / 0.84, 0.414, 44.5, 44.5])
})

test('tied weights cannot cheat, weights apart can', async () => {
  const shown = await showOnBench(contraction, part, { bench, answer, height: 280 })
  await see('weights')
  await expect.element(page.getByText(/the encoder cannot shrink while the decoder grows/)).toBeVisible()
  await expect.element(page.getByText(/at most 1\/16/)).toBeVisible()
  const { decode } = contractive.recipe
  await shown.again(part, { recipe: { ...contractive.recipe, decode: { ...decode, tied: false } } })
  await expect.element(page.getByText(/J’s norm then falls with nothing learned/)).toBeVisible()
})

test('directions are chosen and walked along', async () => {
  const { asked } = await showOnBench(contraction, part, { bench, answer, height: 280 })
  await see('directions')
  await page
    .getByRole('gridcell', { name: 'Direction 2: a step of 1 pixel unit moves the code by 0.5' })
    .click()
  await expect.element(page.getByText('Along direction 2')).toBeVisible()
  await expect
    .element(page.getByRole('figure', { name: '3 singular values of J, from 2 down to 0.1' }))
    .toBeVisible()
  page.getByRole('slider').element().focus()
  await userEvent.keyboard('{ArrowRight}')
  await expect
    .element(page.getByRole('figure', { name: /moved by 4.5 pixel units along direction 2/ }))
    .toBeVisible()
  expect(asked).toEqual([
    { instrument: 'contraction', question: { about: 'directions', image: { kind: 'test', index: 0 } } },
  ])
})

test('a new frame is asked anew, and the last answer stays pale until it comes', async () => {
  let release: (value: unknown) => void = () => {}
  let count = 0
  const slow = () => {
    count++
    return count === 1 ? directions() : new Promise((resolve) => (release = resolve))
  }
  const shown = await showOnBench(contraction, part, { bench, answer: slow, height: 280 })
  await see('directions')
  await expect.element(page.getByText('Along direction 1')).toBeVisible()
  expect(document.querySelector('[aria-busy="true"]')).toBeNull()
  await shown.again({ ...part }, { step: 120 })
  await expect.poll(() => document.querySelector('[aria-busy="true"]')).not.toBeNull()
  await expect.element(page.getByText('Along direction 1')).toBeVisible()
  release(directions())
  await expect.poll(() => document.querySelector('[aria-busy="true"]')).toBeNull()
})

test('a refusal is a sentence', async () => {
  const refuse = () => {
    throw new RangeError('The weights of step 100 are not kept; choose another mark of the timeline.')
  }
  await showOnBench(contraction, part, { bench, answer: refuse })
  await see('disc')
  await expect.element(page.getByText(/weights of step 100 are not kept/)).toBeVisible()
})

test('the disc becomes an ellipse in a scale that is said', async () => {
  const shown = await showOnBench(contraction, part, { bench, answer, height: 280 })
  await see('disc')
  await expect
    .element(page.getByText(/Code per pixel unit: 0.8 along the shift, 0.2 along the noise \(4.0 : 1\)/))
    .toBeVisible()
  await expect.element(page.getByText('their codes, in the same scale')).toBeVisible()
  const circle = document.querySelector('svg circle')!.getBoundingClientRect()
  const ellipse = document.querySelector('svg ellipse')!.getBoundingClientRect()
  expect(ellipse.width / circle.width).toBeCloseTo(0.8, 1)
  expect(ellipse.height / circle.width).toBeCloseTo(0.2, 1)
  await shown.again({ ...part }, { step: 120, ask: async () => disc(0.1, 0.02) })
  await expect.element(page.getByText('their codes, in 10 times the scale')).toBeVisible()
})

const other: OtherPart = {
  set: 'fashion-mnist',
  images: 1000,
  error: 0.012,
  variance: 0.088,
  inputs: new Float32Array(6 * 784).fill(0.5),
  outputs: new Float32Array(6 * 784),
}
const copier: TrapsPart = { test: 0.0003, noise: { images: 200, error: 0.21 }, identity: 0.67 }

test('the meters say which trap it is in, and nothing before enough steps', async () => {
  let answer: TrapsAnswer = { train: { images: 1000, error: 0.0003 }, other }
  const shown = await showOnBench(traps, copier, {
    bench: { step: 500 },
    answer: () => answer,
    height: 300,
  })
  await expect
    .element(page.getByText(/^Copies: on Fashion, never seen, the error is 0.14 times/))
    .toBeVisible()
  await expect.element(page.getByText(/^Does not memorise: the test error is 1.00 times/)).toBeVisible()
  await expect
    .element(page.getByText(/Uniform noise is not copied: 0.210, its own variance is 0.083/))
    .toBeVisible()
  const memoriser = { ...copier, test: 0.06 }
  answer = { train: { images: 5, error: 0.001 }, other: { ...other, error: 0.1 } }
  await shown.again(memoriser, { step: 600 })
  await expect.element(page.getByText(/^Does not copy: on Fashion/)).toBeVisible()
  await expect.element(page.getByText(/^Memorises: the test error is 60.00 times/)).toBeVisible()
  await shown.again(memoriser, { step: 50 })
  expect(page.getByText('Nothing is judged before step 100.').elements()).toHaveLength(2)
})

test('before the first answer each trap says in one sentence what it waits for, and draws no curve', async () => {
  await showOnBench(
    traps,
    { ...copier },
    {
      bench: { step: 500 },
      answer: () => new Promise(() => {}),
      height: 300,
    },
  )
  await expect.element(page.getByText('The images of Fashion are on their way.')).toBeVisible()
  await expect.element(page.getByText('The training error is being measured.')).toBeVisible()
  expect(document.querySelectorAll('[role="img"]')).toHaveLength(0)
  expect(document.body.textContent).not.toContain('training (0)')
})

test('where the traps cannot be asked, the refusal stands instead', async () => {
  const sentence = 'The weights of step 500 are not kept; choose another mark of the timeline.'
  const answer = () => {
    throw new RangeError(sentence)
  }
  await showOnBench(traps, { ...copier }, { bench: { step: 500 }, answer, height: 300 })
  await expect.element(page.getByText(sentence)).toBeVisible()
  expect(page.getByText(/on their way|being measured/).elements()).toHaveLength(0)
})

test('until a new frame is answered, the numbers of the last one stay', async () => {
  const train = { images: 1000, error: 0.0003 }
  const first = { ...copier }
  const next = { ...copier, test: 0.0006 }
  const partsOf = () => [
    { step: 500, part: first },
    { step: 600, part: next },
  ]
  let release: (answer: TrapsAnswer) => void = () => {}
  let count = 0
  const shown = await showOnBench(traps, first, {
    bench: { step: 500, partsOf },
    answer: () => (++count === 1 ? { train, other } : new Promise((resolve) => (release = resolve))),
    height: 300,
  })
  const memorising = page.getByRole('region', { name: 'Memorising' })
  await expect.element(memorising).toHaveTextContent('the test error is 1.00 times')
  await shown.again(next, { step: 600 })
  await expect.element(memorising).toHaveAttribute('aria-busy', 'true')
  await expect.element(memorising).toHaveTextContent('the test error is 1.00 times')
  await expect.poll(() => count).toBe(2)
  release({ train, other })
  await expect.element(memorising).toHaveTextContent('the test error is 2.00 times')
  await expect.element(memorising).toHaveAttribute('aria-busy', 'false')
})

test('the number of training images is a press away', async () => {
  const edits: unknown[] = []
  await showOnBench(traps, copier, {
    bench: { step: 500, edit: (path, value) => edits.push([path, value]) },
    height: 300,
  })
  await expect
    .element(page.getByRole('button', { name: '60,000 images' }))
    .toHaveAttribute('aria-pressed', 'true')
  await page.getByRole('button', { name: '50 images', exact: true }).click()
  expect(edits).toEqual([['data.train', 50]])
  expect(recipe.data.train).toBe(60_000)
})
