// Gaussian noise, x̃ = x + ε with ε ~ N(0, σ²I) (Vincent et al. 2010), cut to [0,1] where the recipe clips:
// what a file of bytes could hold, and at σ = 0.5 less than half the squared error.

import * as z from 'zod/mini'
import { normalDensity, normalDistribution } from '../../../numerics/normalDistribution.ts'
import type { Corruption, PixelMoments } from './corruption.ts'

export const corruption: Corruption<Readonly<{ sigma: number; clip: boolean }>> = {
  id: 'gaussian',
  label: { en: 'Gaussian noise' },
  tex: '\\tilde x = x + \\varepsilon,\\quad \\varepsilon \\sim \\mathcal N(0, \\sigma^2 I)',
  parameters: [{ name: 'sigma', label: { en: 'noise σ' }, min: 0, max: 2, step: 0.01, initial: 0.5 }],
  switches: [{ name: 'clip', label: { en: 'clip to [0, 1]' }, initial: true }],
  schema: { sigma: z.number().check(z.minimum(0), z.maximum(2)), clip: z.boolean() },
  defaults: { sigma: 0.5, clip: true },
  hides: false,
  corrupt: (x, { sigma, clip }, draws) => {
    const noise = draws.normals(x.length)
    const noisy = new Float32Array(x.length)
    for (let i = 0; i < x.length; i++) {
      const sum = x[i]! + sigma * noise[i]!
      noisy[i] = clip ? Math.min(Math.max(sum, 0), 1) : sum
    }
    return { x: noisy, mask: null }
  },
  given: (value, { sigma, clip }) =>
    clip && sigma > 0 ? clippedMoments(value, sigma) : { mean: value, variance: sigma ** 2 },
}

/** Of N(value, σ²) cut to [0,1], by the moments of d = x̃ − value, in which a small σ loses no digits. */
function clippedMoments(value: number, sigma: number): PixelMoments {
  const [low, high] = [-value, 1 - value]
  const [a, b] = [low / sigma, high / sigma]
  const [below, above] = [normalDistribution(a), normalDistribution(-b)] // P(x̃ = 0), P(x̃ = 1)
  const [atLow, atHigh] = [normalDensity(a), normalDensity(b)]
  const shift = sigma * (atLow - atHigh) + low * below + high * above
  const square =
    sigma ** 2 * (1 - below - above + a * atLow - b * atHigh) + low ** 2 * below + high ** 2 * above
  return { mean: value + shift, variance: square - shift ** 2 }
}
