// Bernoulli cross-entropy from logits, and its gradient in one pass that reads logits and targets once.

import { exponential, sigmoidFrom, softplusFrom } from './elementary'
import { put, take } from './lanes'

/** Σ softplus(a) − x·a for every row, summed in double precision. */
export function crossEntropy(a: usize, x: usize, sums: usize, rows: i32, columns: i32): void {
  for (let row = 0; row < rows; row++) {
    let pair = f64x2.splat(0)
    let column = 0
    for (; column + 4 <= columns; column += 4) {
      const at = <usize>column * 4
      const four = entropyOf(v128.load(a + at), v128.load(x + at))
      const last = v128.shuffle<f32>(four, four, 2, 3, 2, 3)
      pair = f64x2.add(pair, f64x2.add(f64x2.promote_low_f32x4(four), f64x2.promote_low_f32x4(last)))
    }
    let sum = f64x2.extract_lane(pair, 0) + f64x2.extract_lane(pair, 1)
    for (; column < columns; column++) {
      const at = <usize>column * 4
      sum += f32x4.extract_lane(entropyOf(v128.load32_zero(a + at), v128.load32_zero(x + at)), 0)
    }
    store<f32>(sums + <usize>row * 4, <f32>sum)
    a += <usize>columns * 4
    x += <usize>columns * 4
  }
}

@inline
function entropyOf(a: v128, x: v128): v128 {
  const t = exponential(f32x4.neg(f32x4.abs(a)))
  return f32x4.sub(softplusFrom(a, t), f32x4.mul(x, a))
}

/** da = (σ(a) − x) · dy · scale; the dy of the next row is `next` bytes further on. */
export function crossEntropyGradient(
  a: usize,
  x: usize,
  dy: usize,
  next: usize,
  scale: f32,
  da: usize,
  rows: i32,
  columns: i32,
): void {
  for (let row = 0; row < rows; row++) {
    const factor = f32x4.splat(load<f32>(dy + <usize>row * next) * scale)
    for (let column = 0; column < columns; column += 4) {
      const at = <usize>column * 4
      const left = columns - column
      const logits = take(a + at, left)
      const t = exponential(f32x4.neg(f32x4.abs(logits)))
      put(da + at, f32x4.mul(f32x4.sub(sigmoidFrom(logits, t), take(x + at, left)), factor), left)
    }
    a += <usize>columns * 4
    x += <usize>columns * 4
    da += <usize>columns * 4
  }
}
