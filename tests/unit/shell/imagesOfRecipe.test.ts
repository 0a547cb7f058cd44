// The images of a recipe and their PCA: fetched once, and not waited for when nobody wants them any more.

import { expect, test, vi } from 'vitest'
import { createStore } from 'zustand/vanilla'
import type { LinearMethod } from '../../../src/lab/bench.ts'
import { imageFetcher } from '../../../src/shell/imagesOfRecipe.ts'
import { firstChosen, type LabState } from '../../../src/shell/labState.ts'
import { recipeOf } from '../../support/recipes.ts'

const recipe = recipeOf({ family: 'linear' })
const components = {} as LinearMethod
const loaded = { trainImages: 10, trainTotal: 10 } as LabState['loading']

/** A fetcher whose training images are there as `loading` says. */
function open(loading: LabState['loading']) {
  const store = createStore<LabState>(
    () => ({ loading, chosen: firstChosen, test: null, pca: null }) as unknown as LabState,
  )
  const testImages = vi.fn<() => Promise<object>>(async () => ({
    pixels: new Uint8Array(784),
    labels: Uint8Array.of(3),
  }))
  const pca = vi.fn<(asked: object, signal: AbortSignal) => Promise<LinearMethod>>(
    (_, signal) =>
      new Promise((resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason as Error))
        setTimeout(() => resolve(components))
      }),
  )
  const fail = vi.fn<(error: unknown) => void>()
  type Around = Parameters<typeof imageFetcher>[0]
  const threads = Promise.resolve({ observer: { testImages } }) as unknown as Around['threads']
  const images = imageFetcher({
    store,
    threads,
    pca,
    knownPca: () => null,
    choose: vi.fn<() => void>(),
    fail,
  })
  return { store, images, testImages, pca, fail }
}

/** Whatever is under way has come as far as it can. */
const settled = () => new Promise((resolve) => setTimeout(resolve, 20))

test('the images and their PCA arrive, and the same images are fetched once', async () => {
  const { store, images, testImages, pca, fail } = open(loaded)
  images.fetch(recipe)
  await settled()
  images.fetch(recipeOf({ family: 'linear', code: { size: 5 } }))
  await settled()
  expect(store.getState().pca).toBe(components)
  expect(store.getState().test?.labels).toEqual(Uint8Array.of(3))
  expect(testImages).toHaveBeenCalledTimes(1)
  expect(pca).toHaveBeenCalledTimes(1)
  expect(fail).not.toHaveBeenCalled()
})

test('after its end a PCA under way is given up', async () => {
  const { store, images, pca, fail } = open(loaded)
  images.fetch(recipe)
  await vi.waitFor(() => expect(pca).toHaveBeenCalled(), { interval: 0 })
  images.end()
  await settled()
  expect(pca.mock.calls[0]![1].aborted).toBe(true)
  expect(store.getState().pca).toBeNull()
  expect(fail).not.toHaveBeenCalled()
})

test.each(['before the test images', 'while the training images load'])(
  'ended %s, no PCA is asked for, though all arrive later',
  async (when) => {
    const { store, images, pca, fail } = open(null)
    images.fetch(recipe)
    if (when !== 'before the test images') await settled()
    images.end()
    await settled()
    store.setState({ loading: loaded })
    await settled()
    expect(pca).not.toHaveBeenCalled()
    expect(fail).not.toHaveBeenCalled()
  },
)
