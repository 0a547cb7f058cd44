// The formulas of the exact posterior are summed on a grid, for the first test image.

import { doubtOf } from '../../benches/autoencoder/instruments/exactPosterior/doubt.ts'
import { isLikelihood } from '../../benches/autoencoder/instruments/likelihood.ts'
import {
  inTex,
  boundOf,
  lines,
  type InNumbers,
  type Now,
  type NoNumbers,
  type RunFormula,
} from '../formula.ts'
import { exactEvidence, type ExactEvidence } from './exactEvidence.ts'

/** cells on a side */
const points = 100

const formulaOf =
  (inNumbers: (exact: ExactEvidence) => string) =>
  async (now: Now): Promise<InNumbers | NoNumbers> => {
    if (now.parts['exactPosterior'] === undefined) return 'absent'
    if (!isLikelihood(now.recipe)) return 'grey'
    const exact = await exactEvidence(now, 0, points)
    const isRough = doubtOf(exact.posterior) !== null || exact.onGrid < 0.999
    const given = now.recipe.code.condition === 'label' ? ', all given its class' : ''
    const rough = isRough
      ? '; roughly, for the posterior does not suit the grid, which the instrument refines'
      : ''
    return {
      tex: inNumbers(exact),
      unit: {
        en: `nats, of the first test image, summed on a grid of ${points} × ${points} codes, at step ${now.step}${given}${rough}`,
      },
    }
  }

export const formulas: Readonly<Record<string, RunFormula>> = {
  bayes: {
    tex: lines(
      String.raw`p(z\mid x) = \frac{\term{decoder}{p(x\mid z)}\,p(z)}{p(x)},`,
      String.raw`p(x) = \int \term{decoder}{p(x\mid z)}\,p(z)\,dz`,
    ),
    withNumbers: formulaOf(({ posterior }) => {
      const { logPosterior, logLikelihood, logEvidence } = posterior
      const best = logPosterior.reduce((most, value, cell) => (value > logPosterior[most]! ? cell : most), 0)
      const logPrior = logPosterior[best]! + logEvidence - logLikelihood[best]!
      return String.raw`\log p(z\mid x) = ${inTex(logPosterior[best]!)} = \term{decoder}{${inTex(logLikelihood[best]!)}} ${signed(logPrior)} ${signed(-logEvidence)}`
    }),
  },
  divergence: {
    tex: String.raw`\mathrm{KL}(q\,\Vert\,p) = \mathbb{E}_q\Bigl[\log\frac{q(z)}{p(z)}\Bigr]`,
    withNumbers: ({ evaluation: { terms }, step }) => {
      const kl = terms['kl']
      if (kl === undefined) return 'absent'
      return {
        tex: String.raw`\mathrm{KL}(q(z\mid x)\,\Vert\,p(z)) = ${inTex(kl)}`,
        unit: { en: `nats per image, mean over the test images, at step ${step}` },
      }
    },
  },
  averageOverQ: {
    tex: String.raw`p(x) = \int \term{encoder}{q(z\mid x)}\,\frac{\term{decoder}{p(x\mid z)}\,p(z)}{\term{encoder}{q(z\mid x)}}\,dz`,
    withNumbers: formulaOf(({ posterior, elbo }) =>
      lines(
        String.raw`\log \int\! q\,\tfrac{p(x\mid z)\,p(z)}{q} = ${inTex(posterior.logEvidence)}`,
        String.raw`{} \ge \int\! q\,\log\tfrac{p(x\mid z)\,p(z)}{q} = ${inTex(elbo)}`,
      ),
    ),
  },
  elbo: {
    tex: lines(
      String.raw`\mathrm{ELBO} = \term{reconstruction}{\mathbb{E}_q[\log p(x\mid z)]}`,
      String.raw`{} - \term{penalty}{\mathrm{KL}(q(z\mid x)\,\Vert\,p(z))}`,
    ),
    withNumbers: (now) => {
      const terms = boundOf(now)
      if (terms === null) return 'absent'
      const { bound, fit, kl, unit } = terms
      return { tex: String.raw`${bound} = \term{reconstruction}{${fit}} - \term{penalty}{${kl}}`, unit }
    },
  },
  evidenceSplit: {
    tex: String.raw`\log p(x) = \mathrm{ELBO} + \term{penalty}{\mathrm{KL}\bigl(q(z\mid x)\,\Vert\,p(z\mid x)\bigr)}`,
    withNumbers: formulaOf(
      ({ posterior, elbo, gap }) =>
        String.raw`${inTex(posterior.logEvidence)} = ${inTex(elbo)} + \term{penalty}{${inTex(gap)}}`,
    ),
  },
}

function signed(x: number): string {
  return x < 0 ? `- ${inTex(-x)}` : `+ ${inTex(x)}`
}
