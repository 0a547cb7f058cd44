// Whether numbers of a device are those of plain mathematics, up to float32's last places.

import { expect } from 'vitest'

/** By the size of all that is compared, whatever their scale. */
export function expectNear(found: ArrayLike<number>, right: ArrayLike<number>, tolerance = 3e-6): void {
  expect(found).toHaveLength(right.length)
  let scale = 1e-30
  for (let i = 0; i < right.length; i++) scale = Math.max(scale, Math.abs(right[i]!))
  let worst = 0
  for (let i = 0; i < right.length; i++) {
    const apart = Math.abs(right[i]! - found[i]!) / scale
    // not a number is not small either
    if (!(apart <= worst)) worst = apart
  }
  expect(worst).toBeLessThan(tolerance)
}
