// Denoising, noise levels, masking and restoring as a reader sees and uses them.

import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { denoising as denoisingFamily } from '../../../src/benches/autoencoder/families/denoising.ts'
import { masked as maskedFamily } from '../../../src/benches/autoencoder/families/masked.ts'
import type {
  DenoisingAnswer,
  DenoisingPart,
  DenoisingQuestion,
} from '../../../src/benches/autoencoder/instruments/denoising/measure.ts'
import {
  atLevel,
  defaultNoise,
  noiseKinds,
  noisesFor,
} from '../../../src/benches/autoencoder/instruments/noise.ts'
import { view as denoising } from '../../../src/benches/autoencoder/instruments/denoising/View.tsx'
import type {
  LinearMasking,
  MaskingCurve,
  MaskingPart,
  MaskingQuestion,
} from '../../../src/benches/autoencoder/instruments/masking/measure.ts'
import { view as masking } from '../../../src/benches/autoencoder/instruments/masking/View.tsx'
import type {
  NoiseLevelsPart,
  NoiseLevelsQuestion,
} from '../../../src/benches/autoencoder/instruments/noiseLevels/measure.ts'
import { view as noiseLevels } from '../../../src/benches/autoencoder/instruments/noiseLevels/View.tsx'
import type { RestoringQuestion } from '../../../src/benches/autoencoder/instruments/restoring/measure.ts'
import { view as restoring } from '../../../src/benches/autoencoder/instruments/restoring/View.tsx'
import type { LinearDenoiser } from '../../../src/numerics/linearDenoiser.ts'
import { showOnBench, testImages } from './onBench.tsx'

const { recipe } = denoisingFamily
const images = testImages(10)
const clean = Float32Array.from(images.pixels, (byte) => byte / 255)
/** The size of a tab of the bench at 1440 × 900. */
const small = { width: 484, height: 215 }

/** Says 0 for every pixel: its error is that of the image itself, 1/28 per pixel. */
const nothing: LinearDenoiser = { weights: new Float32Array(784 * 784), offset: new Float32Array(784) }
const linearDenoiser = async () => nothing

const rows: DenoisingPart = {
  indices: images.indices,
  clean,
  corrupted: clean.map((value) => Math.abs(value - 0.3)), // 0.09 per pixel
  restored: clean.map((value) => Math.abs(value - 0.1)), // 0.01
}

function denoise(question: DenoisingQuestion): DenoisingAnswer {
  const one = clean.slice(0, 784)
  const steps = (count: number) => new Float32Array(count * 784).fill(0.2)
  switch (question.kind) {
    case 'rows':
      return { ...rows, corrupted: clean.map((value) => Math.abs(value - 0.5)) }
    case 'verdict':
      return { images: 1000, noisy: 0.1, restored: 0.01 }
    case 'linear':
      return { linear: 0.0105 }
    case 'noises': {
      const kinds = noiseKinds.map((kind) => atLevel(defaultNoise(kind), question.level))
      return {
        clean: one,
        kinds,
        corrupted: steps(kinds.length),
        restored: steps(kinds.length),
        expected: kinds.map(() => 0.123),
      }
    }
    case 'again': {
      const mean = Array.from({ length: 9 }, (_, i) => i / 100)
      return {
        clean: one,
        fromClean: { steps: steps(9), mean },
        fromNoisy: { steps: steps(9), mean },
        images: 200,
      }
    }
    case 'clipping':
      return {
        inputs: steps(3),
        outputs: steps(3),
        images: 1000,
        noise: [0, 0.1156, 0.25],
        restored: [0.039, 0.016, 0.03],
      }
    default:
      return {
        clean: one,
        corrupted: one,
        features: steps(1).slice(0, 512),
        code: steps(1).slice(0, 512),
        restored: one,
      }
  }
}

const asReader = (part: DenoisingPart, size: { width: number; height: number } = small) =>
  showOnBench(denoising, part, {
    bench: { recipe, edited: recipe, test: images, linearDenoiser },
    answer: (_, question) => denoise(question as DenoisingQuestion),
    ...size,
  })

/** Nothing of what is drawn leaves the host. */
function expectInside({ width, height }: { width: number; height: number }): void {
  const host = document.querySelector('div[style*="column"]')!.getBoundingClientRect()
  for (const canvas of document.querySelectorAll('canvas')) {
    const box = canvas.getBoundingClientRect()
    expect(box.right).toBeLessThanOrEqual(host.left + width + 1)
    expect(box.bottom).toBeLessThanOrEqual(host.top + height + 1)
    expect(box.width).toBeGreaterThan(20)
  }
}

test('rows say their PSNR over the images shown, and the verdict is the gain over the linear denoiser', async () => {
  const { chosen, said } = await asReader(rows)
  await expect.element(page.getByText('10.5 dB')).toBeVisible() // 0.09
  await expect.element(page.getByText('20.0 dB')).toBeVisible() // 0.01
  await expect.element(page.getByText('14.5 dB')).toBeVisible() // 1/28
  await expect.element(page.getByText('gain over linear +0.2')).toBeVisible()
  await expect.element(page.getByText(/Hardly a gain \(0\.05 to 0\.4 dB\)/)).toBeVisible()
  await page.getByRole('gridcell', { name: 'Test image 4, class 4' }).click()
  expect(chosen).toEqual([{ kind: 'test', index: 4 }])
  expect(said.note).toBe('trained on Gaussian noise, σ = 0.5, clipped')
  expect(said.table!().rows[0]!.slice(0, 2)).toEqual([0, '0'])
  expectInside(small)
})

test('before the linear denoiser is there, its row says that it is being computed', async () => {
  await showOnBench(denoising, rows, {
    bench: {
      recipe,
      edited: recipe,
      test: images,
      linearDenoiser: () => new Promise<never>(() => undefined),
    },
    answer: (_, question) => denoise(question as DenoisingQuestion),
    ...small,
  })
  await expect.element(page.getByText('The linear denoiser is being computed …')).toBeVisible()
  await expect.element(page.getByText('gain over noisy +10.0')).toBeVisible()
})

test('the linear figures are asked once, and not again at the next step nor when the rows are shown again', async () => {
  const denoiser = constant(0)
  const shown = await showOnBench(denoising, rows, {
    bench: { recipe, edited: recipe, test: images, linearDenoiser: async () => denoiser },
    answer: (_, question) => denoise(question as DenoisingQuestion),
    ...small,
  })
  const asked = (kind: string) =>
    shown.asked.filter(({ question }) => (question as DenoisingQuestion).kind === kind)
  await expect.element(page.getByText('gain over linear +0.2')).toBeVisible()
  await shown.again(rows, { step: 101 })
  await expect.poll(() => asked('verdict')).toHaveLength(2)
  await page.getByRole('combobox', { name: 'Show' }).selectOptions('again')
  await page.getByRole('combobox', { name: 'Show' }).selectOptions('rows')
  await expect.element(page.getByText('gain over linear +0.2')).toBeVisible()
  expect(asked('linear')).toHaveLength(1)
  expect(asked('verdict').map(({ question }) => question)).toContainEqual({ kind: 'verdict' })
})

/** Says the same for every pixel: 0 has an error of 1/28 per pixel, which is 14.5 dB, and 1 one of 27/28, 0.2 dB. */
const constant = (value: number): LinearDenoiser => ({
  ...nothing,
  offset: new Float32Array(784).fill(value),
})

/** A denoiser that comes when the test says so. */
function promised(): { promise: Promise<LinearDenoiser>; resolve: (denoiser: LinearDenoiser) => void } {
  let resolve: (denoiser: LinearDenoiser) => void = () => undefined
  const promise = new Promise<LinearDenoiser>((settle) => (resolve = settle))
  return { promise, resolve: (denoiser) => resolve(denoiser) }
}

test('of two linear denoisers the one wanted is shown, also where the other one comes later', async () => {
  const strong = promised()
  const weak = promised()
  const weakly = { ...recipe, corrupt: { ...recipe.corrupt, sigma: 0.1 } }
  const shown = await showOnBench(denoising, rows, {
    bench: {
      recipe,
      edited: recipe,
      test: images,
      linearDenoiser: ({ sigma }) => (sigma === 0.1 ? weak.promise : strong.promise),
    },
    answer: (_, question) => denoise(question as DenoisingQuestion),
    ...small,
  })
  await shown.again(rows, { recipe: weakly })
  weak.resolve(constant(0))
  await expect.element(page.getByText('14.5 dB')).toBeVisible()
  strong.resolve(constant(1))
  await strong.promise
  await shown.again(rows, { recipe: weakly, step: 101 })
  await expect.element(page.getByText('14.5 dB')).toBeVisible()
  await shown.again(rows, { recipe })
  await expect.element(page.getByText('0.2 dB')).toBeVisible()
})

test('a linear denoiser that failed says why, and is asked for again at the next step', async () => {
  let times = 0
  const shown = await showOnBench(denoising, rows, {
    bench: {
      recipe,
      edited: recipe,
      test: images,
      linearDenoiser: async () => {
        times++
        // the rows and the table ask too
        if (times <= 3) throw new Error('The images did not come.')
        return nothing
      },
    },
    answer: (_, question) => denoise(question as DenoisingQuestion),
    ...small,
  })
  await expect.element(page.getByText('The images did not come.').first()).toBeVisible()
  expect(times).toBe(3)
  await shown.again(rows, { step: 101 })
  await expect.element(page.getByText('14.5 dB')).toBeVisible()
})

test('where the net’s output may leave [0,1] and the linear denoiser’s may not, it is said', async () => {
  const sentence = page.getByText(/linear denoiser’s output is clipped to \[0, 1\], this net’s is not/)
  const shown = await asReader(rows)
  await expect.element(page.getByText(/Hardly a gain/)).toBeVisible()
  await expect.element(sentence).not.toBeInTheDocument()
  await shown.again(rows, { recipe: { ...recipe, decode: { ...recipe.decode, output: 'gaussian' } } })
  await expect.element(sentence).toBeVisible()
})

test('another draw is asked for, and shown', async () => {
  const { asked } = await asReader(rows)
  await page.getByRole('button', { name: 'Another draw' }).click()
  await expect.element(page.getByText('draw 1')).toBeVisible()
  await expect.element(page.getByText('6.0 dB')).toBeVisible() // 0.25
  expect(asked.map(({ question }) => question)).toContainEqual({ kind: 'rows', draw: 1 })
})

test('every view draws within the smallest panel, and says what its numbers are', async () => {
  const { asked } = await asReader(rows)
  for (const [name, said] of [
    ['noises', /expected MSE 0\.123, exact/],
    ['again', /mean of 200 test images after 8 times: 0\.080 from clean/],
    ['clipping', '0.1156'],
    ['use', 'h (512)'],
  ] as const) {
    await page.getByRole('combobox', { name: 'Show' }).selectOptions(name)
    await expect.element(page.getByText(said)).toBeVisible()
    expectInside(small)
  }
  expect(asked.map(({ question }) => (question as DenoisingQuestion).kind)).toEqual(
    expect.arrayContaining(['noises', 'again', 'clipping', 'use']),
  )
  await expect
    .element(page.getByRole('img', { name: 'The code h, one small square for each unit' }).first())
    .toBeVisible()
})

test('a net that never saw noise says so', async () => {
  const { said } = await showOnBench(denoising, rows, {
    bench: { linearDenoiser },
    answer: (_, question) => denoise(question as DenoisingQuestion),
  })
  expect(said.note).toBe('this net never saw noise; shown: Gaussian noise, σ = 0.5, clipped')
})

const maskedPart: MaskingPart = {
  corrupt: maskedFamily.recipe.corrupt,
  indices: images.indices,
  clean,
  mask: Uint8Array.from(clean, (_, i) => Number(i % 784 < 392)),
  restored: clean.map((value, i) => (i % 784 < 392 ? Math.abs(value - 0.2) : Math.abs(value - 0.1))),
}

function mask({ kind }: MaskingQuestion): MaskingPart | MaskingCurve | LinearMasking {
  if (kind === 'images') return maskedPart
  if (kind === 'linear') return { linear: 0.051 }
  return {
    images: 1000,
    rates: [0.1, 0.5, 0.95],
    net: [0.03, 0.04, 0.06],
    mean: [0.067, 0.0676, 0.068],
    here: { rate: 0.75, net: 0.049, mean: 0.0676 },
  }
}

test('masking tells the error on hidden pixels from that on visible ones, and writes what the loss counts', async () => {
  const edited: unknown[] = []
  const { asked } = await showOnBench(masking, maskedPart, {
    bench: {
      recipe: maskedFamily.recipe,
      edited: maskedFamily.recipe,
      linearDenoiser,
      edit: (path, value) => edited.push([path, value]),
    },
    answer: (_, question) => mask(question as MaskingQuestion),
    ...small,
  })
  await expect.element(page.getByText(/0\.0400 where hidden, 0\.0100 where visible/)).toBeVisible()
  expectInside(small)
  await page.getByRole('checkbox', { name: 'paste the visible pixels back' }).click()
  await expect.element(page.getByRole('img', { name: /visible ones pasted back/ })).toBeVisible()
  await page.getByRole('combobox', { name: 'Pixels that the loss counts' }).selectOptions('all')
  expect(edited).toEqual([['objective.reconstruction.over', 'all']])
  page.getByRole('slider', { name: 'Share of pixels that are hidden' }).element().focus()
  await userEvent.keyboard('{ArrowRight}')
  await expect
    .poll(() => asked.map(({ question }) => question))
    .toContainEqual({ kind: 'images', rate: 0.8, draw: 0 })
  await page.getByRole('combobox', { name: 'Show' }).selectOptions('error against ratio')
  await expect.element(page.getByText('linear denoiser 0.0510')).toBeVisible()
  await expect
    .element(page.getByRole('img', { name: /Squared error per hidden pixel of 1,000/ }))
    .toBeVisible()
})

test('noise levels show earlier runs by what they were trained on, and mark the trained kind in the table of all', async () => {
  const gaussian = defaultNoise('gaussian')
  const levels = [0, 0.5, 1]
  const curve = { noise: gaussian, images: 100, levels, noisy: [0, 0.11, 0.17], restored: [0.04, 0.02, 0.05] }
  const part: NoiseLevelsPart = { curves: [curve] }
  const parts = { noiseLevels: part }
  await showOnBench(noiseLevels, part, {
    bench: {
      recipe,
      edited: recipe,
      linearDenoiser,
      runsMade: [
        { recipe: { ...recipe, corrupt: { kind: 'none' } }, step: 10, parts },
        { recipe: { ...recipe, corrupt: { ...gaussian, sigma: 0.25 } }, step: 10, parts },
        { recipe, step: 10, parts },
      ],
    },
    answer: (_, question) => {
      const { kind } = question as NoiseLevelsQuestion
      if (kind === 'linear') return { levels, linear: [0.01, 0.02, 0.03] }
      if (kind === 'curve') return { ...curve, images: 1000 }
      const noises = noisesFor(recipe).map((noise) => ({ noise, noisy: 0.1, restored: 0.01 }))
      return { images: 1000, clean: 0.039, noises }
    },
    ...small,
  })
  await expect.element(page.getByText(/mean of 1,000 test images/)).toBeVisible()
  await expect.element(page.getByText(/Pale: earlier runs.*on 100 of these images/)).toBeVisible()
  await expect.element(page.getByText('no noise')).toBeVisible()
  await expect.element(page.getByText('linear denoiser', { exact: true })).toBeVisible()
  await expect.element(page.getByText('σ = 0.25, clipped')).toBeVisible()
  await page.getByRole('combobox', { name: 'Show' }).selectOptions('all kinds')
  await expect
    .element(page.getByRole('row', { name: /Gaussian noise \(trained on\) σ = 0\.5, clipped/ }))
    .toBeVisible()
  expect(page.getByRole('row').elements()).toHaveLength(8)
})

test('a hole is painted by keyboard or ready-made, and errors are told on it and elsewhere', async () => {
  const one = clean.slice(0, 784)
  const { asked } = await showOnBench(
    restoring,
    { first: 0 },
    {
      bench: { recipe, edited: recipe, linearDenoiser },
      answer: () => ({ clean: one, restored: one.map((value) => Math.abs(value - 0.1)) }),
      ...small,
    },
  )
  const pad = page.getByRole('button', { name: 'The chosen image, to paint on' })
  await expect.element(pad).toBeVisible()
  expectInside(small)
  const painted = () => {
    const { paint } = asked.at(-1)!.question as RestoringQuestion
    return paint.filter((value) => value === 0).length
  }
  pad.element().focus()
  await userEvent.keyboard(' {ArrowRight}')
  await expect.poll(painted).toBe(16)
  await page.getByRole('button', { name: 'Clear' }).click()
  await expect.poll(painted).toBe(0)
  await page.getByRole('button', { name: 'Lower half' }).click()
  await expect.element(page.getByRole('row', { name: /392 painted 0\.0000 0\.0100 0\.0000/ })).toBeVisible()
  // the lit row is the first: elsewhere the linear denoiser lacks it
  await expect.element(page.getByRole('row', { name: /all others 0\.0000 0\.0100 0\.0714/ })).toBeVisible()
})

test('the errors of a painted image stand below its picture', async () => {
  const one = clean.slice(0, 784)
  await showOnBench(
    restoring,
    { first: 0 },
    {
      bench: { recipe, edited: recipe, linearDenoiser },
      answer: () => ({ clean: one, restored: one }),
      ...small,
    },
  )
  await expect.element(page.getByRole('img', { name: 'What the linear denoiser restores' })).toBeVisible()
  const middle = ({ left, right }: DOMRect) => (left + right) / 2
  const pictures = [...document.querySelectorAll('canvas')].map((canvas) => canvas.getBoundingClientRect())
  const errors = [...document.querySelectorAll('tbody tr:first-child td')]
  expect(pictures.map(middle)).toEqual(
    errors.map((error) => expect.closeTo(middle(error.getBoundingClientRect()), 0)),
  )
})

test('another test image and another drawing begin without paint, the same one keeps it', async () => {
  const drawing = { kind: 'drawn', pixels: new Float32Array(784) } as const
  const asPainter = { recipe, edited: recipe, linearDenoiser }
  const shown = await showOnBench(
    restoring,
    { first: 0 },
    {
      bench: { ...asPainter, chosen: drawing },
      answer: () => ({ clean: clean.slice(0, 784), restored: clean.slice(0, 784) }),
      ...small,
    },
  )
  const painted = () => {
    const { paint } = shown.asked.at(-1)!.question as RestoringQuestion
    return paint.filter((value) => value === 0).length
  }
  await page.getByRole('button', { name: 'Lower half' }).click()
  await expect.poll(painted).toBe(392)
  await shown.again({ first: 0 }, { step: 101 })
  await expect.poll(() => shown.asked.length).toBe(3)
  expect(painted()).toBe(392)
  await shown.again({ first: 0 }, { chosen: { kind: 'drawn', pixels: new Float32Array(784) } })
  await expect.poll(painted).toBe(0)
})
