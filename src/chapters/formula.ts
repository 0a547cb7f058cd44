// A displayed formula that runs: in TeX, and with the numbers of what the bench shows.

import type { Evaluation } from '../benches/autoencoder/evaluate.ts'
import type { AutoencoderRecipe } from '../benches/autoencoder/recipe.ts'
import type { LinearMethod } from '../lab/bench.ts'
import { formatSignificant } from '../ui/format.ts'

export interface Now {
  readonly recipe: AutoencoderRecipe
  readonly step: number
  /** over all test images */
  readonly evaluation: Evaluation
  /** what instruments measured of this step, by their names; one that does not apply to the recipe has none */
  readonly parts: Readonly<Record<string, unknown>>
  /** null before it has been computed */
  readonly pca: LinearMethod | null
  /** the test images as they are stored; null before they are there */
  readonly testPixels: Uint8Array | null
  /** asks an instrument about the model of this step */
  readonly ask: (instrument: string, question: unknown) => Promise<unknown>
}

export interface InNumbers {
  readonly tex: string
  /** what the numbers are measured in, and of what */
  readonly unit: Readonly<{ en: string }>
}

export interface RunFormula {
  readonly tex: string
  /** the same with numbers; null where the run on the bench has no such term */
  readonly withNumbers: (now: Now) => InNumbers | null | Promise<InNumbers | null>
}

/** Four significant digits, in TeX. */
export const number = (x: number): string => formatSignificant(x, 4).replaceAll(',', '{,}').replace('−', '-')

export const perImage = ({ step }: Pick<Now, 'step'>, unit: string): { en: string } => ({
  en: `${unit} per image, summed over pixels, mean over the test images, at step ${step}`,
})
