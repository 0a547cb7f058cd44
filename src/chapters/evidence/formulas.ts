// The formulas of this chapter. Those of the exact posterior are summed on a grid for the first test image.

import type { ExactPosteriorAnswer } from '../../benches/autoencoder/instruments/exactPosterior/measure.ts'
import { posteriorOn, splitEvidence, type EvidenceSplit } from '../../numerics/gridPosterior.ts'
import { number, perImage, type Now, type RunFormula } from '../formula.ts'

/** A cell is 0.08 wide; q's widths are some times as large. */
const grid = { points: 100, half: 4 }

interface Summed extends EvidenceSplit {
  readonly logEvidence: number
  /** log of the posterior's highest cell, as a density */
  readonly logPeak: number
  /** the posterior is too narrow for the grid's cells, or reaches beyond them */
  readonly isCoarse: boolean
}

/** null where the code cannot be summed */
async function summed({ parts, ask }: Now): Promise<Summed | null> {
  if (parts['exactPosterior'] === undefined) return null
  const question = { image: { kind: 'test', index: 0 }, grid, rows: [0, grid.points] }
  const answer = (await ask('exactPosterior', question)) as ExactPosteriorAnswer
  const posterior = posteriorOn(grid, answer.logLikelihood)
  const pair = (values: Float32Array) => [values[0]!, values[1]!] as const
  const split = splitEvidence(posterior, { mean: pair(answer.mean), deviation: pair(answer.deviation) })
  const logPeak = posterior.logPosterior.reduce((most, value) => Math.max(most, value), -Infinity)
  const { logEvidence, unevenness, atEdge } = posterior
  return { ...split, logEvidence, logPeak, isCoarse: unevenness > 0.1 || atEdge > 0.01 }
}

const ofFirstImage = ({ step }: Now, { isCoarse }: Summed): { en: string } => ({
  en: `nats, of the first test image, summed on a grid of ${grid.points} × ${grid.points} codes, at step ${step}${isCoarse ? '; roughly, for the posterior does not suit the grid: the instrument Exact posterior refines it' : ''}`,
})

export const formulas: Readonly<Record<string, RunFormula>> = {
  bayes: {
    tex: String.raw`p(z\mid x) = \frac{\term{decoder}{p(x\mid z)}\,p(z)}{p(x)}, \qquad p(x) = \int \term{decoder}{p(x\mid z)}\,p(z)\,dz`,
    withNumbers: async (now) => {
      const sums = await summed(now)
      return (
        sums && {
          tex: String.raw`\log p(x) = ${number(sums.logEvidence)}, \qquad \max_z \log p(z\mid x) = ${number(sums.logPeak)}`,
          unit: ofFirstImage(now, sums),
        }
      )
    },
  },
  divergence: {
    tex: String.raw`\mathrm{KL}(q\,\Vert\,p) = \mathbb{E}_q\Bigl[\log\frac{q(z)}{p(z)}\Bigr]`,
    withNumbers: ({ evaluation: { terms }, step }) => {
      const kl = terms['kl']
      if (kl === undefined) return null
      return {
        tex: String.raw`\mathrm{KL}(q(z\mid x)\,\Vert\,p(z)) = ${number(kl)}`,
        unit: { en: `nats per image, mean over the test images, at step ${step}` },
      }
    },
  },
  averageOverQ: {
    tex: String.raw`p(x) = \int \term{encoder}{q(z\mid x)}\,\frac{\term{decoder}{p(x\mid z)}\,p(z)}{\term{encoder}{q(z\mid x)}}\,dz`,
    withNumbers: async (now) => {
      const sums = await summed(now)
      return (
        sums && {
          tex: String.raw`\log \int\! q\,\tfrac{p(x\mid z)\,p(z)}{q} = ${number(sums.logEvidence)} \;\ge\; \int\! q\,\log\tfrac{p(x\mid z)\,p(z)}{q} = ${number(sums.elbo)}`,
          unit: ofFirstImage(now, sums),
        }
      )
    },
  },
  elbo: {
    tex: String.raw`\mathrm{ELBO} = \term{reconstruction}{\mathbb{E}_q[\log p(x\mid z)]} - \term{penalty}{\mathrm{KL}(q(z\mid x)\,\Vert\,p(z))}`,
    withNumbers: ({ recipe, evaluation: { reconstruction, terms }, step }) => {
      const kl = terms['kl']
      if (recipe.code.kind !== 'gaussian' || kl === undefined) return null
      return {
        tex: String.raw`${number(-reconstruction - kl)} = \term{reconstruction}{${number(-reconstruction)}} - \term{penalty}{${number(kl)}}`,
        unit: perImage({ step }, 'nats'),
      }
    },
  },
  evidenceSplit: {
    tex: String.raw`\log p(x) = \mathrm{ELBO} + \term{penalty}{\mathrm{KL}\bigl(q(z\mid x)\,\Vert\,p(z\mid x)\bigr)}`,
    withNumbers: async (now) => {
      const sums = await summed(now)
      return (
        sums && {
          tex: String.raw`${number(sums.logEvidence)} = ${number(sums.elbo)} + \term{penalty}{${number(sums.gap)}}`,
          unit: ofFirstImage(now, sums),
        }
      )
    },
  },
}
