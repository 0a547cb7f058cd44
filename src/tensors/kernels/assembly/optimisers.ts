// Updates of optimisers in one pass over a parameter, its gradient and its moments.

import { put, take } from './lanes'

/**
 * Adam (Kingma & Ba 2015, algorithm 1): parameter and moments after one step. `rate` is divided by 1 − β₁ᵗ already, and
 * `rootFactor` is 1/√(1 − β₂ᵗ); the rests are 1 − β, which would lose half of its digits if it were computed here.
 */
export function adam(
  w: usize,
  g: usize,
  m: usize,
  v: usize,
  nextW: usize,
  nextM: usize,
  nextV: usize,
  count: i32,
  beta1: f32,
  rest1: f32,
  beta2: f32,
  rest2: f32,
  epsilon: f32,
  rate: f32,
  rootFactor: f32,
): void {
  const ofM = f32x4.splat(beta1)
  const ofG = f32x4.splat(rest1)
  const ofV = f32x4.splat(beta2)
  const ofG2 = f32x4.splat(rest2)
  for (let i = 0; i < count; i += 4) {
    const at = <usize>i * 4
    const left = count - i
    const gradient = take(g + at, left)
    const first = f32x4.add(f32x4.mul(take(m + at, left), ofM), f32x4.mul(gradient, ofG))
    const square = f32x4.mul(gradient, gradient)
    const second = f32x4.add(f32x4.mul(take(v + at, left), ofV), f32x4.mul(square, ofG2))
    const root = f32x4.add(f32x4.mul(f32x4.sqrt(second), f32x4.splat(rootFactor)), f32x4.splat(epsilon))
    const step = f32x4.mul(f32x4.div(first, root), f32x4.splat(rate))
    put(nextW + at, f32x4.sub(take(w + at, left), step), left)
    put(nextM + at, first, left)
    put(nextV + at, second, left)
  }
}

/** Momentum (Polyak 1964): v ← friction · v + g, w ← w − rate · v. */
export function momentum(
  w: usize,
  g: usize,
  v: usize,
  nextW: usize,
  nextV: usize,
  count: i32,
  friction: f32,
  rate: f32,
): void {
  for (let i = 0; i < count; i += 4) {
    const at = <usize>i * 4
    const left = count - i
    const velocity = f32x4.add(f32x4.mul(take(v + at, left), f32x4.splat(friction)), take(g + at, left))
    put(nextV + at, velocity, left)
    put(nextW + at, f32x4.sub(take(w + at, left), f32x4.mul(velocity, f32x4.splat(rate))), left)
  }
}

/** Gradient descent: w ← w − rate · g. */
export function descent(w: usize, g: usize, nextW: usize, count: i32, rate: f32): void {
  for (let i = 0; i < count; i += 4) {
    const at = <usize>i * 4
    const left = count - i
    put(nextW + at, f32x4.sub(take(w + at, left), f32x4.mul(take(g + at, left), f32x4.splat(rate))), left)
  }
}
