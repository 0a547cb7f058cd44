// What a dense layer does beside its products: bias and activation, the activation's derivative, and sums of columns.

import { exponentialMinusOne, hyperbolicTangent, sigmoid, softplusOf } from './elementary'
import { put, take } from './lanes'

// Activations by the numbers of `activationNumbers` in kernels/dense.ts.
const relu: i32 = 1
const logistic: i32 = 2
const tanh: i32 = 3
const softplus: i32 = 4
const elu: i32 = 5

@inline
function activated(z: v128, activation: i32): v128 {
  if (activation === relu) return f32x4.max(z, f32x4.splat(0))
  if (activation === logistic) return sigmoid(z)
  if (activation === tanh) return hyperbolicTangent(z)
  if (activation === softplus) return softplusOf(z)
  if (activation === elu) {
    const below = exponentialMinusOne(f32x4.min(z, f32x4.splat(0)))
    return v128.bitselect(below, z, f32x4.lt(z, f32x4.splat(0)))
  }
  return z
}

/** The derivative from the value y. */
@inline
function slope(y: v128, activation: i32): v128 {
  const one = f32x4.splat(1)
  if (activation === relu) return v128.and(one, f32x4.gt(y, f32x4.splat(0)))
  if (activation === logistic) return f32x4.mul(y, f32x4.sub(one, y))
  if (activation === tanh) return f32x4.sub(one, f32x4.mul(y, y))
  if (activation === softplus) return f32x4.neg(exponentialMinusOne(f32x4.neg(y)))
  if (activation === elu) return f32x4.add(f32x4.min(y, f32x4.splat(0)), one)
  return one
}

/** y = activation(x + bias) for every row; y may be x. */
export function biasAndActivate(x: usize, bias: usize, y: usize, rows: i32, columns: i32, activation: i32): void {
  if (columns === 1) return shiftAndActivate(x, load<f32>(bias), y, rows, activation)
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column += 4) {
      const at = <usize>column * 4
      const left = columns - column
      put(y + at, activated(f32x4.add(take(x + at, left), take(bias + at, left)), activation), left)
    }
    x += <usize>columns * 4
    y += <usize>columns * 4
  }
}

/** The same of a single column. */
function shiftAndActivate(x: usize, bias: f32, y: usize, count: i32, activation: i32): void {
  for (let i = 0; i < count; i += 4) {
    const at = <usize>i * 4
    const left = count - i
    put(y + at, activated(f32x4.add(take(x + at, left), f32x4.splat(bias)), activation), left)
  }
}

/** dz = dy · activation′, from the layer's output y. */
export function activationGradient(dy: usize, y: usize, dz: usize, count: i32, activation: i32): void {
  for (let i = 0; i < count; i += 4) {
    const at = <usize>i * 4
    const left = count - i
    put(dz + at, f32x4.mul(take(dy + at, left), slope(take(y + at, left), activation)), left)
  }
}

/** Rows that are summed before their sum is added to that of all: one long sum in float32 would drift. */
const block: i32 = 256

/** The sum over all rows. */
export function columnSums(x: usize, sums: usize, rows: i32, columns: i32): void {
  if (columns === 1) return store<f32>(sums, sumOf(x, rows))
  memory.fill(sums, 0, <usize>columns * 4)
  const line = <usize>columns * 4
  for (let first = 0; first < rows; first += block) {
    const last = min(rows, first + block)
    for (let column = 0; column < columns; column += 4) {
      const left = columns - column
      let sum = f32x4.splat(0)
      let from = x + <usize>first * line + <usize>column * 4
      for (let row = first; row < last; row++, from += line) sum = f32x4.add(sum, take(from, left))
      const to = sums + <usize>column * 4
      put(to, f32x4.add(take(to, left), sum), left)
    }
  }
}

/** The sum of a single column. */
function sumOf(x: usize, count: i32): f32 {
  let all = f32x4.splat(0)
  for (let first = 0; first < count; first += 4 * block) {
    const last = min(count, first + 4 * block)
    let sum = f32x4.splat(0)
    for (let i = first; i < last; i += 4) sum = f32x4.add(sum, take(x + <usize>i * 4, last - i))
    all = f32x4.add(all, sum)
  }
  const pairs = f32x4.add(all, v128.shuffle<f32>(all, all, 2, 3, 0, 1))
  return f32x4.extract_lane(pairs, 0) + f32x4.extract_lane(pairs, 1)
}
