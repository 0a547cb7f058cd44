// Bernoulli cross-entropy from logits, and its gradient in one pass that reads logits and targets once. What is left of a
// pixel that the logit is almost sure of is small beside both softplus(a) and x·a, so that neither is computed.

import { exponential, logarithmOfOnePlus } from './elementary'
import { put, take } from './lanes'

/** Σ softplus(a) − x·a = Σ |a|·(a > 0 ? 1 − x : x) + log(1 + e^−|a|) for every row, summed in double precision. */
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
  const size = f32x4.abs(a)
  const t = exponential(f32x4.neg(size))
  const distance = v128.bitselect(f32x4.sub(f32x4.splat(1), x), x, f32x4.gt(a, f32x4.splat(0)))
  return f32x4.add(f32x4.mul(size, distance), logarithmOfOnePlus(t))
}

/** σ(a) − x, by σ(−|a|) = t / (1 + t) with t = e^−|a|. */
@inline
function residual(a: v128, x: v128): v128 {
  const one = f32x4.splat(1)
  const t = exponential(f32x4.neg(f32x4.abs(a)))
  const s = f32x4.div(t, f32x4.add(one, t))
  const above = f32x4.sub(f32x4.sub(one, x), s)
  return v128.bitselect(above, f32x4.sub(s, x), f32x4.gt(a, f32x4.splat(0)))
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
      put(da + at, f32x4.mul(residual(take(a + at, left), take(x + at, left)), factor), left)
    }
    a += <usize>columns * 4
    x += <usize>columns * 4
    da += <usize>columns * 4
  }
}
