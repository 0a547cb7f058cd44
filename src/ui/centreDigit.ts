// A drawn digit, scaled and centred as MNIST's were: a 20×20 box by its extent, 28×28 by its centre of mass.
// LeCun, Cortes, Burges, "The MNIST database of handwritten digits".

const side = 28
const boxSide = 20
// Ink fainter than this does not count towards the extent: the rim of a soft brush is not the digit.
const faint = 0.1
// A dot is not blown up into a disc.
const largestFactor = 2
// Samples per pixel and direction; enough to halve a drawing without losing thin strokes.
const samples = 3

/** Value at a point, between pixel centres linearly; 0 outside. */
function sample(image: Float32Array, x: number, y: number): number {
  const column = Math.floor(x)
  const row = Math.floor(y)
  const right = x - column
  const down = y - row
  const at = (r: number, c: number) => (r >= 0 && r < side && c >= 0 && c < side ? image[r * side + c]! : 0)
  const above = at(row, column) * (1 - right) + at(row, column + 1) * right
  const below = at(row + 1, column) * (1 - right) + at(row + 1, column + 1) * right
  return above * (1 - down) + below * down
}

/**
 * Scales 28×28 ink (0 to 1) so that the longer side of its extent is 20 pixels, and moves its centre of mass to
 * the middle of the image, as far as no ink leaves it. An empty image stays empty. Returns a new array of 784.
 */
export function centreDigit(image: Float32Array): Float32Array {
  const centred = new Float32Array(side * side)
  let [mass, massX, massY] = [0, 0, 0]
  let [left, right, top, bottom] = [side, -1, side, -1]
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const ink = image[y * side + x]!
      mass += ink
      massX += ink * x
      massY += ink * y
      if (ink < faint) continue
      left = Math.min(left, x)
      right = Math.max(right, x)
      top = Math.min(top, y)
      bottom = Math.max(bottom, y)
    }
  }
  if (right < 0) return centred

  const factor = Math.min(boxSide / Math.max(right - left + 1, bottom - top + 1), largestFactor)
  const middle = (side - 1) / 2
  // Where the centre of mass goes: to the middle, or as near as the extent allows.
  const place = (centre: number, low: number, high: number) => {
    const least = (centre - low) * factor - 0.5 + factor / 2
    const most = side - 0.5 - (high - centre) * factor - factor / 2
    return Math.min(Math.max(middle, least), most)
  }
  const centreX = massX / mass
  const centreY = massY / mass
  const placeX = place(centreX, left, right)
  const placeY = place(centreY, top, bottom)

  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      let sum = 0
      for (let i = 0; i < samples * samples; i++) {
        const dx = ((i % samples) + 0.5) / samples - 0.5
        const dy = (Math.floor(i / samples) + 0.5) / samples - 0.5
        sum += sample(image, centreX + (x + dx - placeX) / factor, centreY + (y + dy - placeY) / factor)
      }
      centred[y * side + x] = sum / (samples * samples)
    }
  }
  return centred
}
