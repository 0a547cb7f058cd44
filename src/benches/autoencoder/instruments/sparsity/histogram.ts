// The bins of the sparsity histograms: activations on a logarithmic scale, active units on a linear one.

/** Bins to a factor of ten. */
const perDecade = 10
/** The first bin ends here, and begins at 0; the last one has no end. */
const leastMagnitude = 1e-4
const decades = 6
export const bins = 1 + perDecade * decades

/** The bin of an activation's magnitude: the first one up to 0.0001, the last one for all beyond 100. */
export function binOf(magnitude: number): number {
  if (!(magnitude > leastMagnitude)) return 0
  const place = Math.ceil(perDecade * (Math.log10(magnitude) + 4) - 1e-9)
  return Math.min(Math.max(place, 1), bins - 1)
}

/** Where a bin begins; 0.0001 · 10^(i/10) is the end of bin i. */
export function startOfBin(bin: number): number {
  return bin === 0 ? 0 : leastMagnitude * 10 ** ((bin - 1) / perDecade)
}

export function endOfBin(bin: number): number {
  return leastMagnitude * 10 ** (bin / perDecade)
}

export interface CountBin {
  /** first and last number of active units in the bin */
  readonly from: number
  readonly to: number
  readonly images: number
}

const mostCountBins = 40

/** Numbers of active units in bins of equal width, as many as are needed for the largest number that occurs. */
export function countBins(perImage: Uint32Array): CountBin[] {
  const largest = Math.max(
    1,
    perImage.findLastIndex((images) => images > 0),
  )
  const width = Math.ceil((largest + 1) / mostCountBins)
  return Array.from({ length: Math.ceil((largest + 1) / width) }, (_, bin) => {
    const from = bin * width
    const to = Math.min(from + width, perImage.length) - 1
    return { from, to, images: perImage.subarray(from, to + 1).reduce((sum, images) => sum + images, 0) }
  })
}
