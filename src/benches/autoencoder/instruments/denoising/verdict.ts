// What a gain over the linear denoiser is worth.

export type Verdict = 'clear' | 'small' | 'hardly' | 'none'

/** 0.4 dB is what a net of one hidden layer gains on MNIST: real, and small. */
export function verdictOf(decibels: number): Verdict {
  if (decibels >= 1) return 'clear'
  if (decibels >= 0.4) return 'small'
  return decibels > 0.05 ? 'hardly' : 'none'
}
