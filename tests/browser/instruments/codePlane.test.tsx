// The code plane: grey until asked, pressed to decode or to choose, walked by keyboard.

import { expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { CodePlanePart } from '../../../src/benches/autoencoder/instruments/codePlane/measure.ts'
import { view } from '../../../src/benches/autoencoder/instruments/codePlane/View.tsx'
import { recipe, showOnBench, testImages } from './onBench.tsx'

const count = 400

/** A square grid of codes from −9.5 to 9.5. */
function plane(size = 2): CodePlanePart {
  const points = new Float32Array(count * 2)
  for (let i = 0; i < count; i++) points.set([(i % 20) - 9.5, Math.floor(i / 20) - 9.5], i * 2)
  const unit = (at: number) => Float32Array.from({ length: size }, (_, j) => Number(j === at))
  return {
    axes: size === 2 ? { kind: 'coordinates', first: 0, second: 1 } : { kind: 'principal', share: 0.83 },
    points,
    origin: new Float32Array(size),
    across: unit(0),
    up: unit(1),
  }
}

function plot() {
  return page.getByRole('img', { name: /^Codes of 400 test images/ })
}

async function drawn() {
  await vi.waitFor(() => expect(document.querySelector('.xaxislayer-above text')).not.toBeNull(), {
    timeout: 20_000,
  })
  await new Promise((resolve) => setTimeout(resolve, 200))
}

/** Where a place of the plane is on the plot, from the axes' own numbers. */
function positionOf(x: number, y: number): { x: number; y: number } {
  const tick = (layer: string, axis: 'left' | 'top') =>
    [...document.querySelectorAll<SVGTextElement>(`.${layer} text`)].map((text) => {
      const box = text.getBoundingClientRect()
      const middle = axis === 'left' ? box.left + box.width / 2 : box.top + box.height / 2
      return { value: Number(text.textContent.replace('−', '-')), middle }
    })
  const along = (ticks: { value: number; middle: number }[], value: number) => {
    const [first, last] = [ticks[0]!, ticks.at(-1)!]
    return first.middle + ((value - first.value) / (last.value - first.value)) * (last.middle - first.middle)
  }
  const box = plot().element().getBoundingClientRect()
  return {
    x: along(tick('xaxislayer-above', 'left'), x) - box.left,
    y: along(tick('yaxislayer-above', 'top'), y) - box.top,
  }
}

const bench = { test: testImages(count) }

test('it is grey until asked; with colours, every class centre carries its digit', async () => {
  await showOnBench(view, plane(), { bench })
  await drawn()
  const digits = () => [...document.querySelectorAll('svg[aria-hidden] text')].map((text) => text.textContent)
  expect(digits()).toEqual([])
  await page.getByRole('checkbox', { name: 'colour by class (the network never saw these labels)' }).click()
  expect(digits()).toEqual(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'])
})

test('a press near a point chooses its image; elsewhere it decodes the place', async () => {
  const { chosen } = await showOnBench(view, plane(), { bench })
  await drawn()
  await plot().click({ position: positionOf(-9.5, -8.5) })
  expect(chosen.at(-1)).toEqual({ kind: 'test', index: 20 })
  await plot().click({ position: positionOf(3, -2) })
  const last = chosen.at(-1)!
  expect(last.kind).toBe('code')
  if (last.kind !== 'code') return
  expect(last.code[0]).toBeCloseTo(3, 0)
  expect(last.code[1]).toBeCloseTo(-2, 0)
})

test('the ring stands around the code of what goes through the strip', async () => {
  const passage = { code: Float32Array.of(2.5, -1.5), image: new Float32Array(784) }
  await showOnBench(view, plane(), { bench: { ...bench, passage } })
  await drawn()
  const ring = document.querySelector('[data-ring]')!.getBoundingClientRect()
  const box = plot().element().getBoundingClientRect()
  const at = positionOf(2.5, -1.5)
  expect(Math.abs(ring.left + ring.width / 2 - box.left - at.x)).toBeLessThan(2)
  expect(Math.abs(ring.top + ring.height / 2 - box.top - at.y)).toBeLessThan(2)
})

test('over a Gaussian code it draws the prior at one and two deviations, and the chosen image’s posterior', async () => {
  const passage = {
    code: Float32Array.of(2.5, -1.5),
    logVariance: Float32Array.of(2 * Math.log(2), 2 * Math.log(0.5)),
    image: new Float32Array(784),
  }
  const gaussian = { ...recipe, code: { ...recipe.code, kind: 'gaussian' as const } }
  const { said } = await showOnBench(view, plane(), { bench: { ...bench, recipe: gaussian, passage } })
  await drawn()
  const box = plot().element().getBoundingClientRect()
  const middleOf = ({ left, top, width, height }: DOMRect) => ({
    x: left + width / 2 - box.left,
    y: top + height / 2 - box.top,
  })
  const perUnit = positionOf(1, 0).x - positionOf(0, 0).x
  const circles = [...document.querySelectorAll('[data-prior]')].map((circle) =>
    circle.getBoundingClientRect(),
  )
  expect(circles.map(({ width }) => Math.round(width / perUnit))).toEqual([2, 4])
  const [origin, mean] = [positionOf(0, 0), positionOf(2.5, -1.5)]
  const ellipse = document.querySelector('[data-posterior]')!.getBoundingClientRect()
  for (const [rect, at] of [
    [circles[0]!, origin],
    [ellipse, mean],
    [document.querySelector('[data-ring]')!.getBoundingClientRect(), mean],
  ] as const) {
    expect(Math.abs(middleOf(rect).x - at.x)).toBeLessThan(2)
    expect(Math.abs(middleOf(rect).y - at.y)).toBeLessThan(2)
  }
  // one deviation to each side, 2 across and 0.5 up
  expect(Math.abs(ellipse.width / perUnit - 4)).toBeLessThan(0.3)
  expect(Math.abs(ellipse.height / perUnit - 1)).toBeLessThan(0.3)
  expect(said.note).toBe('400 test images · circles: prior at 1σ, 2σ · ellipse: this image’s q(z | x), 1σ')
})

test('a bare code has no posterior: a ring stands around it, and nothing is said of an ellipse', async () => {
  const passage = { code: Float32Array.of(2.5, -1.5), image: new Float32Array(784) }
  const gaussian = { ...recipe, code: { ...recipe.code, kind: 'gaussian' as const } }
  const { said } = await showOnBench(view, plane(), { bench: { ...bench, recipe: gaussian, passage } })
  await drawn()
  expect(document.querySelector('[data-posterior]')).toBeNull()
  expect(document.querySelector('[data-ring]')!.getBoundingClientRect().width).toBeGreaterThan(10)
  expect(said.note).toBe('400 test images · circles: prior at 1σ, 2σ')
})

test('the pointer on a point shows its image with file index and class', async () => {
  await showOnBench(view, plane(), { bench })
  await drawn()
  await userEvent.hover(plot(), { position: positionOf(-9.5, -8.5) })
  await expect.element(page.getByRole('img', { name: 'test image 20, class 0' })).toBeVisible()
})

test('arrow keys walk through the test images', async () => {
  const { chosen } = await showOnBench(view, plane(), { bench })
  const slider = page.getByRole('slider', { name: 'Chosen test image' })
  await expect.element(slider).toHaveAttribute('aria-valuetext', 'test image 0, class 0')
  slider.element().focus()
  await userEvent.keyboard('{ArrowRight}{ArrowRight}{ArrowLeft}')
  expect(chosen.map((each) => each.kind === 'test' && each.index)).toEqual([1, 2, 1])
  await expect.element(slider).toHaveAttribute('aria-valuetext', 'test image 1, class 1')
})

test('with Shift, arrow keys walk over the plane from the code of the image, and each place is spoken', async () => {
  const passage = { code: Float32Array.of(1, 2), image: new Float32Array(784) }
  const { chosen } = await showOnBench(view, plane(), { bench: { ...bench, passage } })
  await drawn()
  page.getByRole('slider', { name: 'Chosen test image' }).element().focus()
  await userEvent.keyboard('{Shift>}{ArrowRight}{ArrowRight}{ArrowUp}{/Shift}')
  expect(chosen.map(({ kind }) => kind)).toEqual(['code', 'code', 'code'])
  const codes = chosen.map((each) => (each.kind === 'code' ? [...each.code] : []))
  const [[first, up], [second], [third, higher]] = codes as [number[], number[], number[]]
  expect(first).toBeGreaterThan(1)
  expect(up).toBe(2)
  expect(second! - first!).toBeCloseTo(first! - 1, 5)
  expect(third).toBe(second)
  // as many pixels up as to the right
  expect(higher! - 2).toBeCloseTo(first! - 1, 5)
  await expect.element(page.getByRole('status')).toHaveTextContent(/to the right, 2\.\d+ upwards/)
})

test('of a wider code it shows the principal plane, or two coordinates that it asks for', async () => {
  const two: CodePlanePart = { ...plane(8), axes: { kind: 'coordinates', first: 0, second: 1 } }
  const { asked, said } = await showOnBench(view, plane(8), {
    bench: { ...bench, recipe: { ...recipe, code: { ...recipe.code, size: 8 } } },
    answer: () => two,
  })
  const axes = page.getByRole('combobox', { name: 'Axes' })
  await expect.element(axes).toHaveDisplayValue('first two principal components (83 % of variance)')
  await expect.element(page.getByRole('img', { name: /PC 1 to the right, PC 2 upwards/ })).toBeVisible()
  await userEvent.selectOptions(axes, 'two coordinates')
  await expect.element(page.getByRole('img', { name: /z₁ to the right, z₂ upwards/ })).toBeVisible()
  expect(asked).toEqual([{ instrument: 'codePlane', question: { first: 0, second: 1 } }])
  await userEvent.fill(page.getByRole('spinbutton', { name: 'up: z' }), '5')
  await userEvent.keyboard('{Enter}')
  await vi.waitFor(() => expect(asked.at(-1)!.question).toEqual({ first: 0, second: 4 }))
  expect(said.note).toBe('400 test images')
})

test('a refusal is shown as the sentence it is', async () => {
  await showOnBench(view, plane(8), {
    bench: { ...bench, recipe: { ...recipe, code: { ...recipe.code, size: 8 } } },
    answer: () => {
      throw new Error('The weights of this step are not kept.')
    },
  })
  await userEvent.selectOptions(page.getByRole('combobox', { name: 'Axes' }), 'two coordinates')
  await expect.element(page.getByText('The weights of this step are not kept.')).toBeVisible()
})

test('on a line it says that height has no meaning', async () => {
  const line: CodePlanePart = {
    axes: { kind: 'line' },
    points: plane().points.map((value, i) => (i % 2 === 0 ? value : i / 2 / count - 0.5)),
    origin: Float32Array.of(0),
    across: Float32Array.of(1),
    up: Float32Array.of(0),
  }
  const { said } = await showOnBench(view, line, { bench })
  expect(said.note).toBe('400 test images · one number each; height has no meaning')
  await expect.element(page.getByRole('img', { name: /height has no meaning/ })).toBeVisible()
  expect(said.table!().columns.map(({ label }) => label)).toEqual(['test image', 'class', 'z₁'])
})

test('the table holds every image with its class and its place', async () => {
  const { said } = await showOnBench(view, plane(), { bench })
  const table = said.table!()
  expect(table.columns.map(({ label }) => label)).toEqual(['test image', 'class', 'z₁', 'z₂'])
  expect(table.rows).toHaveLength(count)
  expect(table.rows[21]).toEqual([21, '1', -8.5, -8.5])
})
