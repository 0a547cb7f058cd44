// Nine places on the straight line between two points, and which image stands at its other end.

/** 0, ⅛ … 1. */
export const shares: readonly number[] = Array.from({ length: 9 }, (_, i) => i / 8)

/** (places × length): (1 − t) one + t other, for every share t. */
export function mixed(one: Float32Array, other: Float32Array): Float32Array {
  const values = new Float32Array(shares.length * one.length)
  shares.forEach((t, place) => {
    for (let i = 0; i < one.length; i++) values[place * one.length + i] = (1 - t) * one[i]! + t * other[i]!
  })
  return values
}

/**
 * The file index of the next image behind `after` whose class is wanted, from the beginning again at the end; null for none.
 * @param indices file indices of the images to choose from, ascending
 */
export function nextImage(
  indices: Uint32Array,
  labels: Uint8Array,
  after: number,
  wanted: (label: number) => boolean,
): number | null {
  const start = indices.findIndex((index) => index > after)
  const from = start < 0 ? 0 : start
  for (let i = 0; i < indices.length; i++) {
    const index = indices[(from + i) % indices.length]!
    if (index !== after && wanted(labels[index]!)) return index
  }
  return null
}
