// What a chapter may do with the lab around it.

import { createContext } from 'react'
import type { StoreApi } from 'zustand/vanilla'
import type { ByHand } from '../lab/byHand.ts'
import type { AutoencoderRecipe } from '../benches/autoencoder/recipe.ts'
import type { ClaimRuns } from './claimRuns.ts'
import type { Today } from './formula.ts'

export interface ChapterBench {
  readonly claims: ClaimRuns
  /** sets one recipe beside the page's run, or two beside each other */
  readonly compare: (recipes: readonly AutoencoderRecipe[]) => void
  /** a recipe as the page's run */
  readonly open: (recipe: AutoencoderRecipe) => void
  /** trains a decoder on codes that the reader placed, and an autoencoder beside it */
  readonly placedByHand: (
    images: Float32Array,
    places: Float32Array,
    onProgress: (done: number, total: number) => void,
    signal: AbortSignal,
  ) => Promise<ByHand>
  /** the test images, as soon as they are there */
  readonly testImages: () => { readonly pixels: Uint8Array; readonly labels: Uint8Array } | null
  /** what the reader guessed, by question; kept between visits */
  readonly guesses: StoreApi<Readonly<Record<string, string>>>
  readonly today: Pick<StoreApi<Today>, 'getState' | 'subscribe'>
  /** asks an instrument about the model of a step at which a frame stands */
  readonly ask: (step: number, instrument: string, question: unknown) => Promise<unknown>
}

export const ChapterContext = createContext<ChapterBench | null>(null)
