// Shorthands for tests which want the moments of images at once, and smaller digits to be quick on.

import { secondMoment, type MomentOptions, type Moments } from '../../src/numerics/moments.ts'

/** What `secondMoment` returns at its end. */
export function momentsOf(images: Uint8Array, count: number, options?: MomentOptions): Moments {
  const slices = secondMoment(images, count, options)
  for (;;) {
    const slice = slices.next()
    if (slice.done) return slice.value
  }
}

/** Every fourth pixel of 28 × 28 images: 14 × 14, count × 196 bytes. */
export function quarter(images: Uint8Array, count: number): Uint8Array {
  const out = new Uint8Array(count * 196)
  for (let image = 0; image < count; image++) {
    for (let row = 0; row < 14; row++) {
      for (let column = 0; column < 14; column++) {
        out[image * 196 + row * 14 + column] = images[image * 784 + row * 56 + column * 2]!
      }
    }
  }
  return out
}
