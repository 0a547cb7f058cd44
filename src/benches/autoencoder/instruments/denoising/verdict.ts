// What a gain over the linear denoiser is worth.

export type Verdict = 'clear' | 'small' | 'hardly' | 'none'

/** dB from which on it is so: 0.4 is what a net of one hidden layer gains on MNIST, real, and small. */
export const thresholds = { clear: 1, small: 0.4, hardly: 0.05 } as const

export function verdictOf(decibels: number): Verdict {
  if (decibels >= thresholds.clear) return 'clear'
  if (decibels >= thresholds.small) return 'small'
  return decibels >= thresholds.hardly ? 'hardly' : 'none'
}
