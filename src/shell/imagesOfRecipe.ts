// The test images and the PCA of a recipe's images, fetched again only when these change.

import type { StoreApi } from 'zustand/vanilla'
import type { Chosen, TestImages } from '../benches/autoencoder/instruments/InstrumentView.tsx'
import type { AutoencoderRecipe } from '../benches/autoencoder/recipe.ts'
import type { LinearMethod } from '../lab/bench.ts'
import type { TestSet } from '../lab/workerDoor.ts'
import { firstChosen, type LabState } from './labState.ts'
import type { Threads, Works } from './threads.ts'

interface Around {
  readonly store: StoreApi<LabState>
  readonly threads: Promise<Pick<Threads, 'observer'>>
  readonly pca: Works['pca']
  /** what somebody else has computed already */
  readonly knownPca: (recipe: AutoencoderRecipe) => LinearMethod | null
  readonly choose: (chosen: Chosen) => void
  readonly fail: (error: unknown) => void
}

export interface ImageFetcher {
  /** fetches what belongs to a recipe's images into the state */
  readonly fetch: (recipe: AutoencoderRecipe) => void
  /** nothing is waited for any more */
  readonly end: () => void
}

export function imageFetcher({
  store: { getState, setState, subscribe },
  threads,
  pca,
  knownPca,
  choose,
  fail,
}: Around): ImageFetcher {
  let imagesOf: string | null = null
  let fetching = new AbortController()

  function fetch(recipe: AutoencoderRecipe): void {
    const wanted = imageKey(recipe.data)
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
    const { observer } = await threads
    const test = await observer.testImages(recipe)
    if (!signal.aborted) {
      setState({ test: withIndices(test, recipe.data.classes) })
      // another set may be smaller than what was chosen from the one before
      const { chosen } = getState()
      if (chosen.kind === 'test' && chosen.index >= test.labels.length) choose(firstChosen)
    }
    // its thread reads the same chunks: from the browser's cache when the trainer has them all
    await allLoaded(signal)
    const components = knownPca(recipe) ?? (await pca(recipe, signal))
    if (!signal.aborted) setState({ pca: components })
  }

  async function allLoaded(signal: AbortSignal): Promise<void> {
    // an abort in the past is not told again
    signal.throwIfAborted()
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

  return { fetch, end: () => fetching.abort() }
}

/** Recipes with the same key have the same images; centring shifts only what the encoder sees. */
export function imageKey(data: AutoencoderRecipe['data']): string {
  return JSON.stringify({ ...data, centre: false })
}

function withIndices({ pixels, labels }: TestSet, classes: readonly number[]): TestImages {
  const all = Uint32Array.from(labels, (_, index) => index)
  return { pixels, labels, indices: all.filter((index) => classes.includes(labels[index]!)) }
}
