// The test images and the PCA of a recipe's images, fetched again only when these change.

import type { StoreApi } from 'zustand/vanilla'
import type { TestImages } from '../benches/autoencoder/instruments/InstrumentView.tsx'
import type { AutoencoderRecipe } from '../benches/autoencoder/recipe.ts'
import type { TestSet } from '../lab/workerDoor.ts'
import type { LabState } from './labState.ts'
import type { Threads } from './threads.ts'

/** A function that fetches what belongs to a recipe's images into the state. */
export function imageFetcher(
  { getState, setState, subscribe }: StoreApi<LabState>,
  threads: Promise<Threads>,
  fail: (error: unknown) => void,
): (recipe: AutoencoderRecipe) => void {
  let imagesOf: string | null = null
  let fetching = new AbortController()

  function fetchData(recipe: AutoencoderRecipe): void {
    const { centre: _, ...images } = recipe.data
    const wanted = JSON.stringify(images)
    if (wanted === imagesOf) return
    imagesOf = wanted
    fetching.abort()
    const { signal } = (fetching = new AbortController())
    setState({ test: null, pca: null })
    fetchInTurn(recipe, signal).catch((error: unknown) => {
      if (signal.aborted) return
      imagesOf = null // what failed is fetched again at the next start, or when the reader tries again
      fail(error)
    })
  }

  async function fetchInTurn(recipe: AutoencoderRecipe, signal: AbortSignal): Promise<void> {
    const { observer, pca } = await threads
    const test = await observer.testImages(recipe)
    if (!signal.aborted) setState({ test: withIndices(test, recipe.data.classes) })
    // its thread reads the same chunks: from the browser's cache when the trainer has them all
    await allLoaded(signal)
    const components = await pca(recipe, signal)
    if (!signal.aborted) setState({ pca: components })
  }

  async function allLoaded(signal: AbortSignal): Promise<void> {
    const isLoaded = ({ loading }: LabState) => loading !== null && loading.trainImages === loading.trainTotal
    if (isLoaded(getState())) return
    await new Promise<void>((resolve, reject) => {
      const stop = subscribe((state) => {
        if (!isLoaded(state)) return
        stop()
        resolve()
      })
      signal.addEventListener('abort', () => {
        stop()
        reject(signal.reason as Error)
      })
    })
  }

  return fetchData
}

function withIndices({ pixels, labels }: TestSet, classes: readonly number[]): TestImages {
  const all = Uint32Array.from(labels, (_, index) => index)
  return { pixels, labels, indices: all.filter((index) => classes.includes(labels[index]!)) }
}
