// The convolution as S1 prints it, whose windows do not move with the pixel, and as it is meant (curriculum D8, E-12).

const side = 28

type Kernel = readonly (readonly number[])[]

/** Differences along a row: what finds upright edges. */
export const edges: Kernel = [
  [-1, 0, 1],
  [-1, 0, 1],
  [-1, 0, 1],
]

/** Y(x, y) = Σ_uv X(at_x − u, at_y − v) K(u, v) for every x, y, with zeros around the image (28 × 28). */
export function convolved(
  image: ArrayLike<number>,
  kernel: Kernel,
  at: (x: number, y: number) => readonly [number, number],
): Float64Array {
  const reach = (kernel.length - 1) / 2
  const out = new Float64Array(side * side)
  for (let x = 0; x < side; x++) {
    for (let y = 0; y < side; y++) {
      const [i, j] = at(x, y)
      for (let u = -reach; u <= reach; u++) {
        for (let v = -reach; v <= reach; v++) {
          const [row, column] = [i - u, j - v]
          if (row < 0 || column < 0 || row >= side || column >= side) continue
          out[x * side + y]! += image[row * side + column]! * kernel[u + reach]![v + reach]!
        }
      }
    }
  }
  return out
}

/** The window at the pixel, and the one that the printed indices, i and j of the filters, name. */
export const meant = (x: number, y: number) => [x, y] as const
export const printed = (i: number, j: number) => () => [i, j] as const

/** How many different values there are among all pixels. */
export const differentValues = (values: Float64Array): number =>
  new Set(Array.from(values, (value) => value.toFixed(9))).size
