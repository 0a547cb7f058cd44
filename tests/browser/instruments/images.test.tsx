// The instruments of images: a press on one of them sends it, or its code, through the strip.

import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { view as decodedMap } from '../../../src/benches/autoencoder/instruments/decodedMap/View.tsx'
import { view as features } from '../../../src/benches/autoencoder/instruments/features/View.tsx'
import { view as reconstructions } from '../../../src/benches/autoencoder/instruments/reconstructions/View.tsx'
import { pixelPca, showOnBench, testImages } from './onBench.tsx'

const map = {
  columns: 11,
  rows: 11,
  first: [-5, 5] as const,
  second: [0, 10] as const,
  images: new Uint8Array(121 * 784).fill(51),
}

test('a cell of the decoded map is chosen as its code, by pointer and by keyboard', async () => {
  const { chosen, said } = await showOnBench(decodedMap, map)
  await page.getByRole('gridcell', { name: 'z₁ = −5.00, z₂ = 10.00' }).click()
  expect(chosen).toEqual([{ kind: 'code', code: Float32Array.of(-5, 10) }])
  await userEvent.keyboard('{Tab}')
  page.getByRole('gridcell', { name: 'z₁ = −5.00, z₂ = 10.00' }).element().focus()
  await userEvent.keyboard('{ArrowDown}{Enter}')
  expect(chosen.at(-1)).toEqual({ kind: 'code', code: Float32Array.of(-5, 9) })
  expect(said.table!().rows[0]).toEqual([-5, 10, 0.2])
})

test('the map fills its box and names the ends of both axes', async () => {
  await showOnBench(decodedMap, map, { width: 390, height: 420 })
  const canvas = document.querySelector('canvas')!.getBoundingClientRect()
  expect(canvas.width).toBeGreaterThan(320)
  expect(canvas.width).toBeCloseTo(canvas.height, 0)
  for (const end of ['−5.0', '5.0', '0.0', '10.0'])
    await expect.element(page.getByText(end, { exact: true })).toBeVisible()
})

test('features say how many of the units they are', async () => {
  const kernels = new Float32Array(64 * 784)
  kernels[0] = -0.213
  const { said } = await showOnBench(features, { units: 256, kernels })
  await expect.element(page.getByText('64 of 256 units of the first layer')).toBeVisible()
  await expect
    .element(
      page.getByRole('img', { name: /Weights of 64 of 256 units.*blue is −0.22, white 0, orange 0.22/ }),
    )
    .toBeVisible()
  expect(said.table!().rows[0]!.slice(0, 3)).toEqual([1, expect.closeTo(0.213), expect.closeTo(-0.213)])
})

function ten() {
  const test = testImages(10)
  const inputs = Float32Array.from(test.pixels, (byte) => byte / 255)
  // half of the ink is missing in the first image, nothing in the others
  const outputs = Float32Array.from(inputs, (value, i) => (i < 784 ? value / 2 : value))
  return { test, part: { indices: test.indices, inputs, outputs } }
}

test('every column of the reconstructions says its squared error beside PCA’s, and chooses its image', async () => {
  const { test: images, part } = ten()
  const { chosen, said } = await showOnBench(reconstructions, part, {
    bench: { test: images, pca: pixelPca() },
  })
  // 28 lit pixels, a quarter each; PCA keeps two of them
  const first = page.getByRole('button', { name: 'Test image 0, class 0: squared error 7.0, of PCA 26.0' })
  await expect.element(first).toHaveAttribute('aria-pressed', 'true')
  await page.getByRole('button', { name: 'Test image 3, class 3: squared error 0.0, of PCA 28.0' }).click()
  expect(chosen).toEqual([{ kind: 'test', index: 3 }])
  await expect.element(first).toHaveAttribute('aria-pressed', 'false')
  await expect.element(page.getByRole('img', { name: /x − x̂; blue is −1, white 0, orange 1/ })).toBeVisible()
  expect(said.table!().rows[0]).toEqual([0, '0', 7, 26])
})

test('before PCA is there, the network’s errors stand alone', async () => {
  const { test: images, part } = ten()
  await showOnBench(reconstructions, part, { bench: { test: images } })
  await expect
    .element(page.getByRole('button', { name: 'Test image 0, class 0: squared error 7.0' }))
    .toBeVisible()
  await expect.element(page.getByText(/PCA, k = 2, is being computed/)).toBeVisible()
})

test('in the smallest panel nothing leaves it', async () => {
  const { test: images, part } = ten()
  await showOnBench(reconstructions, part, {
    bench: { test: images, pca: pixelPca() },
    width: 300,
    height: 220,
  })
  const canvases = [...document.querySelectorAll('canvas')].map((canvas) => canvas.getBoundingClientRect())
  const host = canvases.length
  expect(host).toBe(4)
  expect(Math.max(...canvases.map(({ right }) => right))).toBeLessThanOrEqual(310)
  expect(page.getByRole('button').elements().length).toBeGreaterThanOrEqual(6)
})
