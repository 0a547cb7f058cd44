// Whether numbers of a device are those of plain mathematics, up to float32's last places.

import { expect } from 'vitest'

/** By the size of all that is compared, whatever their scale. */
export function expectNear(found: ArrayLike<number>, right: ArrayLike<number>, tolerance = 3e-6): void {
  let scale = 1e-30
  for (let i = 0; i < right.length; i++) scale = Math.max(scale, Math.abs(right[i]!))
  expectWithin(found, right, tolerance, () => scale)
}

/** Number by number, each by its own size; one below `least` counts as if it were so large. */
export function expectEach(
  found: ArrayLike<number>,
  right: ArrayLike<number>,
  tolerance = 3e-6,
  least = 1e-37,
): void {
  expectWithin(found, right, tolerance, (value) => Math.max(Math.abs(value), least))
}

function expectWithin(
  found: ArrayLike<number>,
  right: ArrayLike<number>,
  tolerance: number,
  scaleOf: (value: number) => number,
): void {
  expect(found).toHaveLength(right.length)
  let worst = 0
  for (let i = 0; i < right.length; i++) {
    const apart = Math.abs(right[i]! - found[i]!) / scaleOf(right[i]!)
    // what is not a number is larger than any, and stays so
    if (Number.isNaN(apart)) worst = Infinity
    else worst = Math.max(worst, apart)
  }
  expect(worst).toBeLessThan(tolerance)
}
