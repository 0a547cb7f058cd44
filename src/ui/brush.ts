// A soft round brush on 28×28 pixels, about as wide and as soft as the strokes of MNIST.

const side = 28
// Full ink up to `core` pixels from the stroke's middle, none from `reach` on, linear between.
const core = 0.7
const reach = 2

/** A place on the pad in pixels; (0, 0) is the upper left corner, so the first pixel's centre is (0.5, 0.5). */
export interface PadPoint {
  x: number
  y: number
}

/** Draws a stroke from one point to another into 784 values; where ink is already darker it stays. */
export function drawStroke(pixels: Float32Array, from: PadPoint, to: PadPoint): void {
  const lengthX = to.x - from.x
  const lengthY = to.y - from.y
  const squared = lengthX * lengthX + lengthY * lengthY
  const bound = (value: number) => Math.min(Math.max(Math.floor(value), 0), side - 1)
  for (let y = bound(Math.min(from.y, to.y) - reach); y <= bound(Math.max(from.y, to.y) + reach); y++) {
    for (let x = bound(Math.min(from.x, to.x) - reach); x <= bound(Math.max(from.x, to.x) + reach); x++) {
      const offsetX = x + 0.5 - from.x
      const offsetY = y + 0.5 - from.y
      const along = squared === 0 ? 0 : (offsetX * lengthX + offsetY * lengthY) / squared
      const share = Math.min(Math.max(along, 0), 1)
      const distance = Math.hypot(offsetX - share * lengthX, offsetY - share * lengthY)
      const ink = Math.min(Math.max((reach - distance) / (reach - core), 0), 1)
      const index = y * side + x
      if (ink > pixels[index]!) pixels[index] = ink
    }
  }
}
