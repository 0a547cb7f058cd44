// Bytes of images as numbers from 0 to 1, four at a time.

import { put } from './lanes'

/** count bytes / 255 → count numbers. Up to three bytes more are read, from a scratch that has them. */
export function fromBytes(bytes: usize, to: usize, count: i32): void {
  for (let i = 0; i < count; i += 4) {
    const four = v128.load32_zero(bytes + <usize>i)
    const words = i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(four))
    put(to + <usize>i * 4, f32x4.div(f32x4.convert_i32x4_u(words), f32x4.splat(255)), count - i)
  }
}
