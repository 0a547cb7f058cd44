// How many units a code uses, counted in two ways.

/** A unit counts as active above this. */
const active = 0.01

/** Active units of an image, mean. */
export function meanActive(codes: Float32Array, size: number): number {
  return (codes.filter((h) => Math.abs(h) > active).length * size) / codes.length
}

/** (Σ|h|)² / Σh²: as many units as if all were equally strong, mean over the images. */
export function meanSpread(codes: Float32Array, size: number): number {
  let [sum, images] = [0, 0]
  for (let from = 0; from < codes.length; from += size) {
    let [first, second] = [0, 0]
    for (let j = from; j < from + size; j++) {
      first += Math.abs(codes[j]!)
      second += codes[j]! ** 2
    }
    if (second === 0) continue
    sum += first ** 2 / second
    images++
  }
  return sum / images
}
