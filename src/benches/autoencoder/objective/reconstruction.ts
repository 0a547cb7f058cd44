// The reconstruction term as it is written and counted: cross-entropy, squared error, or a Gaussian's −log p (curriculum L18).

import type { AutoencoderRecipe } from '../recipe.ts'
import { pixels } from '../shapes.ts'

export interface Reconstruction {
  readonly tex: string
  readonly unit: Readonly<{ en: string }>
}

/** Behind a point code, by the decoder's output. */
export const reconstructions: Record<AutoencoderRecipe['decode']['output'], Reconstruction> = {
  bernoulli: {
    tex: '-\\sum_j \\bigl[ x_j \\log \\hat x_j + (1 - x_j) \\log (1 - \\hat x_j) \\bigr]',
    unit: { en: 'nats per image' },
  },
  gaussian: {
    tex: '\\lVert x - \\hat x \\rVert^2',
    unit: { en: 'squared error per image' },
  },
}

type Written = Pick<AutoencoderRecipe, 'data' | 'code' | 'decode' | 'objective'>

/** In full, as this recipe counts it: behind a Gaussian code it is the mean over samples z of −log p(x | z), in nats. */
export function writtenReconstruction({ code, decode, objective }: Written): Reconstruction {
  const isMasked = objective.reconstruction.over === 'masked'
  const likelihood = code.kind === 'gaussian' && decode.output === 'gaussian'
  const sum = likelihood ? gaussianLikelihood(decode.variance, isMasked) : plain(decode.output, isMasked)
  const expectation = code.kind === 'gaussian' ? `\\mathbb{E}_{z \\sim q(z \\mid x)} ` : ''
  return {
    tex: expectation === '' ? sum : `${expectation}\\Bigl[ ${sum} \\Bigr]`,
    unit: likelihood ? { en: 'nats per image' } : reconstructions[decode.output].unit,
  }
}

/**
 * In few letters, with an m where only hidden pixels count. On grey values a Bernoulli likelihood is not normalised: a
 * cross-entropy, but no log p.
 */
export function reconstructionSymbol({ data, code, decode, objective }: Written): string {
  const { over, reduce } = objective.reconstruction
  const divided = reduce === 'mean' ? `\\tfrac{1}{${pixels}}` : ''
  const index = over === 'masked' ? '_m' : ''
  if (decode.output === 'bernoulli' && data.pixels === 'grey') return `${divided}H${index}(x, \\hat x)`
  if (decode.output === 'gaussian' && code.kind === 'point') {
    return `${divided}\\lVert x - \\hat x \\rVert${index}^2`
  }
  return `-${divided}\\log p(x${index} \\mid z)`
}

/** Summed over hidden pixels (m_j = 1) where only they count. */
function plain(output: AutoencoderRecipe['decode']['output'], isMasked: boolean): string {
  if (!isMasked) return reconstructions[output].tex
  return output === 'gaussian'
    ? '\\sum_j m_j (x_j - \\hat x_j)^2'
    : reconstructions.bernoulli.tex.replace('\\sum_j', '\\sum_j m_j')
}

/** Of an image's D pixels, or of its M hidden ones: SSE / 2σ² + (D/2) ln 2πσ². */
function gaussianLikelihood(variance: AutoencoderRecipe['decode']['variance'], isMasked: boolean): string {
  const error = isMasked ? '\\textstyle\\sum_j m_j (x_j - \\hat x_j)^2' : reconstructions.gaussian.tex
  const half = isMasked ? '\\tfrac{M}{2}' : String(pixels / 2)
  const twice = variance === 'learned' ? '2\\sigma^2' : String(2 * variance)
  const spread =
    variance === 'learned' ? '2\\pi\\sigma^2' : variance === 1 ? '2\\pi' : `(2\\pi \\cdot ${variance})`
  const divided = twice === '1' ? error : `\\frac{${error}}{${twice}}`
  return `${divided} + ${half}\\,\\ln ${spread}`
}

/** The factor by which the trained reconstruction is multiplied: `reduce: mean` divides by the pixels. */
export function reductionOf(recipe: Pick<AutoencoderRecipe, 'objective'>): number {
  return recipe.objective.reconstruction.reduce === 'mean' ? 1 / pixels : 1
}

/**
 * What a weight amounts to beside the reconstruction summed over pixels: dividing the reconstruction by 784 is multiplying
 * every weight by 784.
 */
export function weightBesideSum(recipe: Pick<AutoencoderRecipe, 'objective'>, weight: number): number {
  return recipe.objective.reconstruction.reduce === 'mean' ? weight * pixels : weight
}

/**
 * The β beside which a Gaussian decoder of variance 1 has the same optimum: a fixed σ² divides the squared error as β
 * multiplies the KL (L18), so that the mean squared error per pixel (σ² = ½) with β = 1 is β = 392. null where the output
 * is no Gaussian behind a Gaussian code, or learns its variance.
 */
export function betaAtUnitVariance(
  recipe: Pick<AutoencoderRecipe, 'objective' | 'code' | 'decode'>,
  beta: number,
): number | null {
  const { code, decode } = recipe
  if (code.kind !== 'gaussian' || decode.output !== 'gaussian' || decode.variance === 'learned') return null
  return weightBesideSum(recipe, beta) * decode.variance
}
