// log p(x) of a test image summed over a grid of the 2-D code, its posterior there, and the encoder's q.

import type { ExactPosteriorAnswer } from '../../benches/autoencoder/instruments/exactPosterior/measure.ts'
import type { OpenModel } from '../../lab/bench.ts'
import {
  posteriorOn,
  splitEvidence,
  type DiagonalGaussian,
  type EvidenceSplit,
  type GridPosterior,
} from '../../numerics/gridPosterior.ts'

export interface ExactEvidence extends EvidenceSplit {
  readonly posterior: GridPosterior
  /** what the encoder answers */
  readonly q: DiagonalGaussian
}

/** decoded at once */
const mostCodes = 10_000

export async function exactEvidence(
  model: Pick<OpenModel, 'ask'>,
  index: number,
  points = 200,
): Promise<ExactEvidence> {
  const grid = { points, half: 6 }
  const atOnce = Math.floor(mostCodes / points)
  const likelihood = new Float32Array(points ** 2)
  let q: DiagonalGaussian = { mean: [0, 0], deviation: [1, 1] }
  for (let from = 0; from < points; from += atOnce) {
    const question = { image: { kind: 'test', index }, grid, rows: [from, Math.min(points, from + atOnce)] }
    const { logLikelihood, mean, deviation } = (await model.ask(
      'exactPosterior',
      question,
    )) as ExactPosteriorAnswer
    likelihood.set(logLikelihood, from * points)
    q = { mean: [mean[0]!, mean[1]!], deviation: [deviation[0]!, deviation[1]!] }
  }
  const posterior = posteriorOn(grid, likelihood)
  return { ...splitEvidence(posterior, q), posterior, q }
}
