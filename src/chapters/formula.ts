// A displayed formula that runs: in TeX, and with the numbers of what the bench shows.

import type { Evaluation } from '../benches/autoencoder/evaluate.ts'
import type { TestImages } from '../benches/autoencoder/instruments/InstrumentView.tsx'
import { isLikelihood } from '../benches/autoencoder/instruments/likelihood.ts'
import { reductionOf } from '../benches/autoencoder/objective/reconstruction.ts'
import { activeTerms, totalOf, weightOf } from '../benches/autoencoder/objective/terms.ts'
import type { AutoencoderRecipe } from '../benches/autoencoder/recipe.ts'
import type { LinearMethod } from '../lab/bench.ts'
import { formatSignificant } from '../ui/format.ts'

/** What the bench shows, as far as it is there. */
export interface Today {
  /** every fresh run has another number */
  readonly run: number
  /** with the changes that are in force at the step */
  readonly recipe: AutoencoderRecipe
  readonly step: number
  /** over the test images of the recipe's classes; null before they have been measured */
  readonly evaluation: Evaluation | null
  /** what instruments measured of this step, by their names; one that does not apply to the recipe has none */
  readonly parts: Readonly<Record<string, unknown>>
  /** null before it has been computed */
  readonly pca: LinearMethod | null
  /** null before they are there */
  readonly test: TestImages | null
}

/** The same of a step that was measured. */
export interface Now extends Today {
  readonly evaluation: Evaluation
  /** asks an instrument about the model of this step */
  readonly ask: (instrument: string, question: unknown) => Promise<unknown>
}

export interface InNumbers {
  readonly tex: string
  /** what the numbers are measured in, and of what */
  readonly unit: Readonly<{ en: string }>
}

/**
 * Why a formula has no numbers: the run has no such term; what it needs is still being computed; or its pixels are grey, so
 * that there is no likelihood.
 */
export type NoNumbers = 'absent' | 'waiting' | 'grey'

export interface RunFormula {
  readonly tex: string
  readonly withNumbers: (now: Now) => InNumbers | NoNumbers | Promise<InNumbers | NoNumbers>
}

/** Four significant digits, in TeX. */
export function inTex(x: number): string {
  if (Math.abs(x) === Infinity) return x > 0 ? String.raw`\infty` : String.raw`-\infty`
  const [digits, power] = formatSignificant(x, 4).replaceAll('−', '-').replaceAll(',', '{,}').split('e')
  return power === undefined ? digits! : String.raw`${digits!}\cdot 10^{${Number(power)}}`
}

/** Parts of a formula below each other: a column of text is narrow. */
export function lines(...parts: readonly string[]): string {
  return String.raw`\begin{gathered}${parts.join(String.raw` \\ `)}\end{gathered}`
}

/** @param images over which the mean is taken */
export function perImage(step: number, unit: string, images = 'the test images'): { en: string } {
  return { en: `${unit} per image, summed over pixels, mean over ${images}, at step ${step}` }
}

/** L = d + λ Ω for the term of that name, at its full weight; what else is active stands behind. */
export function weighed({ recipe, evaluation, step }: Now, id: string, unit: string): InNumbers | NoNumbers {
  const term = activeTerms(recipe).find((active) => active.id === id)
  const size = evaluation.terms[id]
  if (term === undefined || size === undefined) return 'absent'
  const distance = evaluation.reconstruction * reductionOf(recipe)
  const weight = weightOf(recipe, term)
  const total = totalOf(recipe, distance, evaluation.terms)
  const others = activeTerms(recipe).length > 1 ? ` + ${inTex(total - distance - weight * size)}` : ''
  const isMean = recipe.objective.reconstruction.reduce === 'mean'
  return {
    tex: String.raw`L = ${inTex(total)} = \term{reconstruction}{${inTex(distance)}} + \term{penalty}{${inTex(weight)}\cdot ${inTex(size)}}${others}`,
    unit: isMean
      ? {
          en: `${unit} per image, the distance as a mean over pixels, mean over the test images, at step ${step}`,
        }
      : perImage(step, unit),
  }
}

/** The bound's two terms and what they leave; on grey pixels a score, which is said. */
export function boundOf({ recipe, evaluation: { reconstruction, terms }, step }: Now): {
  readonly fit: string
  readonly kl: string
  readonly bound: string
  readonly unit: Readonly<{ en: string }>
} | null {
  const kl = terms['kl']
  if (recipe.code.kind !== 'gaussian' || kl === undefined) return null
  const isGrey = !isLikelihood(recipe)
  return {
    fit: inTex(-reconstruction),
    kl: inTex(kl),
    bound: inTex(-reconstruction - kl),
    unit: {
      en: `${perImage(step, 'nats').en}${isGrey ? '; of grey pixels a score, for which no probabilities add up to 1' : ''}`,
    },
  }
}
