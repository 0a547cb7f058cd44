// The summary's figures, and the matrix that may stand between decoder and encoder.

import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { linear } from '../../../src/benches/autoencoder/families/linear.ts'
import { view as subspace } from '../../../src/benches/autoencoder/instruments/subspace/View.tsx'
import { view as summary } from '../../../src/benches/autoencoder/instruments/summary/View.tsx'
import { pixelPca, showOnBench, testImages } from './onBench.tsx'

const part = { parameters: 435_858, msePerPixel: 0.0449 }
const history = [
  { step: 100, evaluation: { reconstruction: 151.65, terms: {}, total: 151.65, msePerPixel: 0.0449 } },
]

test('the summary counts bits, and sets the network beside PCA', async () => {
  const { said } = await showOnBench(summary, part, {
    bench: { history, pca: pixelPca() },
  })
  const value = (name: string) =>
    page.getByRole('term').filter({ hasText: name }).element().parentElement!.querySelector('dd')!.textContent
  await expect.poll(() => value('PCA, k = 2, test images')).toBe('0.03333')
  expect(value('Weights and biases')).toBe('435,858')
  expect(value('Bits of the input')).toBe('6,272')
  expect(value('Bits of the code')).toBe('64')
  expect(value('Network, test images')).toBe('0.0449')
  expect(value('Reconstruction')).toBe('151.65')
  // Σ 1/i for i from 3 to 784, over 784 pixels
  expect(Number(value('PCA, k = 2, training images'))).toBeCloseTo(5.742 / 784, 5)
  expect(said.table!().rows).toContainEqual(['Bits of the code', 64, 'bits'])
})

test('the neighbours vote when asked, and the step of the vote is said', async () => {
  const { asked } = await showOnBench(summary, part, {
    bench: { history },
    answer: () => ({ knn5Accuracy: 0.8725 }),
  })
  expect(asked).toEqual([])
  await page.getByRole('button', { name: 'Measure' }).click()
  await expect.element(page.getByText('87.3 %')).toBeVisible()
  await expect.element(page.getByText(/measured at step 100/)).toBeVisible()
  expect(asked).toEqual([{ instrument: 'summary', question: undefined }])
})

test('a vote that cannot be had says why', async () => {
  await showOnBench(summary, part, {
    bench: { history },
    answer: () => {
      throw new Error('The weights of this step are not kept.')
    },
  })
  await page.getByRole('button', { name: 'Measure' }).click()
  await expect.element(page.getByText('The weights of this step are not kept.')).toBeVisible()
  await expect.element(page.getByRole('button', { name: 'Measure' })).toBeEnabled()
})

/** Decoder columns along the first two pixels, the one turned against the other, and the encoder that undoes it. */
function smallModel() {
  const [cos, sin] = [Math.cos(0.7), Math.sin(0.7)]
  const decoder = new Float32Array(784 * 2)
  const encoder = new Float32Array(2 * 784)
  decoder.set([cos, -sin, sin, cos])
  encoder.set([cos, sin], 0)
  encoder.set([-sin, cos], 784)
  return { size: 2, decoder, encoder, offset: new Float32Array(784) }
}

const two = { ...linear.recipe, code: { ...linear.recipe.code, size: 2 }, changes: [] }

async function showSubspace(answer: (instrument: string, question: unknown) => unknown = () => undefined) {
  const bench = { recipe: two, edited: two, pca: pixelPca(), test: testImages(10) }
  return showOnBench(subspace, smallModel(), { bench, answer, width: 700, height: 500 })
}

function features(): Uint8ClampedArray {
  const canvas = page
    .getByRole('img', { name: /^Columns of the decoder times C/ })
    .element() as HTMLCanvasElement
  return canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height).data
}

test('a decoder that spans the principal components has affinity 1', async () => {
  await showSubspace()
  await expect.element(page.getByRole('meter', { name: /Affinity/ })).toHaveAttribute('aria-valuenow', '1')
  await expect.element(page.getByText(/1: the decoder spans the first 2 principal components/)).toBeVisible()
})

test('a turn changes the features and no reconstruction; Reset takes it back', async () => {
  await showSubspace()
  await expect.element(page.getByText('exactly 0')).toBeVisible()
  const before = features()
  const angle = page.getByRole('slider', { name: 'Angle' })
  angle.element().focus()
  await userEvent.keyboard('{PageUp}{PageUp}{PageUp}')
  expect(features()).not.toEqual(before)
  const difference = page.getByText('Largest difference of a pixel:').element().nextElementSibling!
  expect(difference.textContent).toMatch(/^exactly 0$|10−1[5-9]$/)
  await page.getByRole('button', { name: 'Reset C' }).click()
  await expect.element(angle).toHaveAttribute('aria-valuetext', '0°')
  expect(features()).toEqual(before)
})

test('rotated to PCA, the columns are the principal components', async () => {
  const [cos, sin] = [Math.cos(0.7), Math.sin(0.7)]
  const { asked } = await showSubspace(() => ({ C: Float64Array.of(cos, sin, -sin, cos) }))
  await page.getByRole('button', { name: 'Rotate to PCA' }).click()
  const eigendigits = page.getByRole('img', { name: /^Principal components/ }).element() as HTMLCanvasElement
  const wanted = eigendigits.getContext('2d')!.getImageData(0, 0, eigendigits.width, eigendigits.height).data
  await expect.poll(() => features().every((value, i) => value === wanted[i])).toBe(true)
  expect(asked[0]!.instrument).toBe('subspace')
})

test('its table compares the columns with the principal components', async () => {
  const { said } = await showSubspace()
  const table = said.table!()
  expect(table.columns.map(({ label }) => label)[3]).toMatch(/cosine/)
  expect(table.rows[0]).toEqual([
    1,
    expect.closeTo(1, 6),
    expect.closeTo(1, 6),
    expect.closeTo(Math.cos(0.7), 6),
    1,
  ])
})
