// Sparsity and units: the target that is dragged, the gallery that is asked for, and the unit that is removed.

import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { sparseKl } from '../../../src/benches/autoencoder/families/sparseKl.ts'
import { sparseL1 } from '../../../src/benches/autoencoder/families/sparseL1.ts'
import { sparsityOf } from '../../../src/benches/autoencoder/instruments/sparsity/measure.ts'
import { view as sparsity } from '../../../src/benches/autoencoder/instruments/sparsity/View.tsx'
import type {
  UnitsAnswer,
  UnitsPart,
  UnitsQuestion,
} from '../../../src/benches/autoencoder/instruments/units/measure.ts'
import { view as units } from '../../../src/benches/autoencoder/instruments/units/View.tsx'
import { pixelPca, showOnBench, testImages } from './onBench.tsx'

/** Two hundred images with a code of 20 units, of which unit 1 is dead and unit 2 at 0.05. */
function sparsePart() {
  const codes = Float32Array.from({ length: 200 * 20 }, (_, i) => {
    const unit = i % 20
    return unit === 0 ? 0 : unit === 1 ? 0.05 : i % 3 === 0 ? 0.4 : 0
  })
  return { ...sparsityOf(codes, 20), msePerPixel: 0.0123 }
}

const kl = { bench: { recipe: sparseKl.recipe, edited: sparseKl.recipe } }
const l1 = { bench: { recipe: sparseL1.recipe, edited: sparseL1.recipe } }

test('sparsity sets the error beside active and dead units, and PCA with as many numbers', async () => {
  const { said } = await showOnBench(sparsity, sparsePart(), { bench: { ...l1.bench, pca: pixelPca() } })
  const value = (name: string) =>
    page.getByRole('term').filter({ hasText: name }).element().parentElement!.querySelector('dd')!.textContent
  await expect.poll(() => value('Active per image')).toBe('7.0of 20')
  expect(value('Dead units')).toBe('1of 20')
  // 0.1 · 784 / (k + 1) of 784 pixels
  expect(value('MSE per pixel')).toBe('0.0123PCA, k = 7: 0.0125')
  expect(said.note).toBe('200 test images · activations of the code')
  expect(said.table!().rows[0]).toEqual([1, 0, 0, 'yes'])
  // a ReLU code has no target
  expect(page.getByRole('combobox', { name: 'Show' }).elements()).toEqual([])
  await expect.element(page.getByRole('img', { name: /Histogram of the code's activations/ })).toBeVisible()
  await expect
    .poll(() => document.querySelectorAll('.main-svg').length, { timeout: 20_000 })
    .toBeGreaterThan(1)
})

test('another target is looked at without altering the run, and then written into the recipe', async () => {
  const edits: unknown[] = []
  await showOnBench(sparsity, sparsePart(), {
    bench: { ...kl.bench, edit: (path, value) => void edits.push([path, value]) },
  })
  await page.getByRole('combobox', { name: 'Show' }).selectOptions('ρ̂ against ρ')
  const slider = page.getByRole('slider', { name: 'Target ρ to look at' })
  await expect.element(slider).toHaveAttribute('aria-valuetext', '0.05')
  await expect.element(page.getByRole('button', { name: /^Train with/ })).toBeDisabled()
  slider.element().focus()
  await userEvent.keyboard('{ArrowRight}{ArrowRight}')
  await expect.element(slider).toHaveAttribute('aria-valuetext', '0.06')
  expect(edits).toEqual([])
  await page.getByRole('button', { name: 'Train with ρ = 0.06' }).click()
  expect(edits).toEqual([['objective.klSparsity.target', 0.06]])
  await page.getByRole('button', { name: 'Run’s ρ' }).click()
  await expect.element(slider).toHaveAttribute('aria-valuetext', '0.05')
})

test.each([
  ['around ρ', '0.1'],
  ['0 to 1', '0.5'],
])('a press on the middle of the curve moves the target there, with the axis %s', async (axis, middle) => {
  await showOnBench(sparsity, sparsePart(), kl)
  await page.getByRole('combobox', { name: 'Axis' }).selectOptions(axis)
  const plot = page.getByRole('img', { name: /^KL between the target/ }).element()
  await expect.poll(() => plot.querySelector('.nsewdrag'), { timeout: 20_000 }).not.toBeNull()
  const slider = page.getByRole('slider', { name: 'Target ρ to look at' })
  const press = () => {
    const area = plot.querySelector('.nsewdrag')!.getBoundingClientRect()
    const at = { bubbles: true, clientX: area.left + area.width / 2, clientY: area.top + 20, pointerId: 1 }
    plot.dispatchEvent(new PointerEvent('pointerdown', at))
    return slider.element().getAttribute('aria-valuetext')
  }
  await expect.poll(press).toBe(middle)
})

/** A code of 70 units behind a hidden layer of 8; unit 4 of the code is dead, unit 7 the strongest. */
function unitsPart(): UnitsPart {
  const shares = Float32Array.from({ length: 70 }, (_, unit) => (unit === 3 ? 0 : 0.5))
  const means = Float32Array.from({ length: 70 }, (_, unit) => (unit === 3 ? 0 : unit === 6 ? 2 : 0.1))
  return {
    layers: [
      { name: 'encode/0', depth: 0, units: 8, places: 1, closedForm: true },
      { name: 'code', depth: 1, units: 70, places: 1, closedForm: false },
    ],
    code: { means, shares },
  }
}

function answer(_instrument: string, asked: unknown): UnitsAnswer {
  const question = asked as UnitsQuestion
  const image = (value: number) => new Float32Array(784).fill(value)
  const answers: Record<UnitsQuestion['kind'], UnitsAnswer> = {
    activity: { means: new Float32Array(8).fill(0.3), shares: new Float32Array(8).fill(1) },
    features: {
      images: new Float32Array(question.kind === 'features' ? question.units.length * 784 : 0).fill(1 / 28),
    },
    use: { activations: Float32Array.from({ length: 70 }, (_, unit) => (unit === 41 ? 3 : 0)) },
    unit: {
      top: Uint32Array.of(5, 15),
      activations: Float32Array.of(4, 3),
      images: new Float32Array(2 * 784),
      classShares: Float32Array.of(0, 0, 0, 0, 0, 0.9, 0, 0, 0, 0.1),
      among: 100,
      mse: { kept: 0.02, removed: 0.025, images: 1000 },
    },
    removal: { input: image(1), kept: image(0.9), removed: image(0.8), activation: 1.5 },
  }
  return answers[question.kind]
}

const questions = (asked: readonly { question: unknown }[]) =>
  asked.map(({ question }) => question as UnitsQuestion)

test('the gallery asks for the first 64 units, marks the dead one and opens one by keyboard', async () => {
  const { asked, chosen, said } = await showOnBench(units, unitsPart(), {
    bench: { ...l1.bench, test: testImages(20) },
    answer,
  })
  await expect.element(page.getByText('1–64 of 70')).toBeVisible()
  expect(questions(asked).find(({ kind }) => kind === 'features')).toMatchObject({ layer: 'code' })
  await expect.element(page.getByRole('gridcell', { name: /^Unit 4, dead/ })).toBeInTheDocument()
  await expect.element(page.getByText(/× dead: 1/)).toBeVisible()
  const first = page.getByRole('gridcell', { name: /^Unit 1: mean activation 0.1, active on 50 %/ })
  first.element().focus()
  await userEvent.keyboard('{ArrowRight}{Enter}')
  await expect.element(page.getByRole('heading', { name: 'Unit 2' })).toBeVisible()
  await expect.element(page.getByRole('img', { name: /Shares of the classes: .*5: 90 %/ })).toBeVisible()
  // 784 pixels that miss 0.1, and 0.2 without the unit
  await expect.element(page.getByText('7.84 (+23.5)')).toBeVisible()
  await expect.element(page.getByText('0.0200 (+0.005)')).toBeVisible()
  await page.getByRole('gridcell', { name: 'Test image 15, class 5: activation 3' }).click()
  expect(chosen).toEqual([{ kind: 'test', index: 15 }])
  expect(said.table!().rows[3]).toEqual([4, 0, 0, 'yes'])
})

test('units are sorted by mean or by use, and the order stays while frames pass', async () => {
  const shown = await showOnBench(units, unitsPart(), { ...l1, answer })
  const { asked } = shown
  const lastUnits = () => {
    const last = questions(asked).findLast(({ kind }) => kind === 'features')
    return last?.kind === 'features' ? last.units : []
  }
  await page.getByRole('combobox', { name: 'Sorted by' }).selectOptions('ρ̂')
  await expect.poll(() => lastUnits()[0]).toBe(6)
  const later = unitsPart()
  later.code.means[9] = 5
  await shown.again(later, { step: 200 })
  await expect.element(page.getByText(/sorted at step 100/)).toBeVisible()
  expect(lastUnits()[0]).toBe(6)
  await page.getByRole('button', { name: 'Sort again' }).click()
  await expect.poll(() => lastUnits()[0]).toBe(9)
  await page.getByRole('combobox', { name: 'Sorted by' }).selectOptions('use on this image')
  await expect.poll(() => lastUnits()[0]).toBe(41)
})

test('a hidden layer is asked for its activity', async () => {
  const { asked } = await showOnBench(units, unitsPart(), { ...l1, answer })
  await page.getByRole('combobox', { name: 'Layer' }).selectOptions('1: 8 units')
  await expect
    .element(page.getByRole('gridcell', { name: /^Unit 8: mean activation 0.3/ }))
    .toBeInTheDocument()
  expect(questions(asked)).toContainEqual({ kind: 'activity', layer: 'encode/0' })
  await expect.element(page.getByText(/w \/ \|\|w\|\|/)).toBeVisible()
  // once, however often it is drawn
  const features = questions(asked).filter(({ kind, layer }) => kind === 'features' && layer === 'encode/0')
  expect(features).toHaveLength(1)
})

test('one sentence says that the network is being asked, until the gallery comes and then the unit', async () => {
  let release: () => void = () => {}
  const held = new Promise<void>((resolve) => (release = resolve))
  let wait = held
  await showOnBench(units, unitsPart(), {
    ...l1,
    answer: async (instrument, question) => {
      await ((question as UnitsQuestion).kind === 'features' ? held : wait)
      return answer(instrument, question)
    },
  })
  const asked = page.getByText('The network is being asked.')
  await expect.element(asked).toBeVisible()
  expect(asked.elements()).toHaveLength(1)
  let releaseUnit: () => void = () => {}
  wait = new Promise<void>((resolve) => (releaseUnit = resolve))
  release()
  await expect.element(page.getByRole('gridcell', { name: /^Unit 1: mean/ })).toBeInTheDocument()
  expect(asked.elements()).toHaveLength(1)
  releaseUnit()
  await expect.element(page.getByText('7.84 (+23.5)')).toBeVisible()
  expect(asked.elements()).toHaveLength(0)
})

test('weights that are not kept are said, and on a phone nothing leaves the panel', async () => {
  const sentence = 'The weights of step 100 are not kept; choose another mark of the timeline.'
  await showOnBench(units, unitsPart(), {
    ...l1,
    answer: () => {
      throw new RangeError(sentence)
    },
    width: 360,
    height: 500,
  })
  await expect.element(page.getByText(sentence).first()).toBeVisible()
  const right = [...document.querySelectorAll('canvas')].map((canvas) => canvas.getBoundingClientRect().right)
  expect(Math.max(0, ...right)).toBeLessThanOrEqual(368)
})
