// Central differences in double precision: the derivative that every gradient of the engine is held against.

/** ∂f/∂x_i ≈ (f(x + h e_i) − f(x − h e_i)) / 2h for the entries `at`, or for all. */
export function centralDifferences(
  f: (x: Float64Array) => number,
  x: ArrayLike<number>,
  at: readonly number[] = Array.from(x, (_, i) => i),
  h = 1e-5,
): number[] {
  const here = Float64Array.from(x)
  return at.map((i) => {
    const kept = here[i]!
    here[i] = kept + h
    const above = f(here)
    here[i] = kept - h
    const below = f(here)
    here[i] = kept
    return (above - below) / (2 * h)
  })
}

/** The derivative of f at x along v, (f(x + h v) − f(x − h v)) / 2h: one number that every entry of a gradient enters. */
export function along(
  f: (x: Float64Array) => number,
  x: ArrayLike<number>,
  v: ArrayLike<number>,
  h = 1e-5,
): number {
  const at = (t: number) => f(Float64Array.from(x, (value, i) => value + t * v[i]!))
  return (at(h) - at(-h)) / (2 * h)
}

/** ‖a − b‖ / ‖b‖: how far two vectors are apart, relative to the second. */
export function relativeError(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let [apart, size] = [0, 0]
  for (let i = 0; i < b.length; i++) {
    apart += (a[i]! - b[i]!) ** 2
    size += b[i]! ** 2
  }
  return a.length === b.length ? Math.sqrt(apart / size) : Infinity
}
