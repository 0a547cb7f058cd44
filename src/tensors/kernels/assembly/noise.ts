// The run's random numbers: the words of numerics/threefry.ts, bit for bit, four blocks at a time, as uniforms or normals.

import { logarithm } from './elementary'
import { put, take } from './lanes'

/** The constant which makes the third key word from the first two. */
const parity: i32 = 0x1bd11bda

@inline
function rotate(x: v128, by: i32): v128 {
  return v128.or(i32x4.shl(x, by), i32x4.shr_u(x, 32 - by))
}

@inline
function plus(x: v128, y: i32): v128 {
  return i32x4.add(x, i32x4.splat(y))
}

/** Upper 23 bits and a half: a number of the open interval (0, 1), exact in float32. */
@inline
function uniform(word: v128): v128 {
  const whole = f32x4.convert_i32x4_u(i32x4.shr_u(word, 9))
  return f32x4.mul(f32x4.add(whole, f32x4.splat(0.5)), f32x4.splat(1.1920928955078125e-7))
}

/** `count` draws of one step's stream, (⌊word / 2⁹⌋ + ½) · 2⁻²³, from draw 2 · firstBlock on. */
export function uniforms(key0: i32, key1: i32, step: i32, firstBlock: i32, to: usize, count: i32): void {
  const key2 = parity ^ key0 ^ key1
  let block = plus(i32x4(0, 1, 2, 3), firstBlock)
  for (let i = 0; i < count; i += 8) {
    let x0 = i32x4.splat(step + key0)
    let x1 = plus(block, key1)
    for (let group = 0; group < 5; group++) {
      const odd = (group & 1) !== 0
      x0 = i32x4.add(x0, x1)
      x1 = v128.xor(odd ? rotate(x1, 17) : rotate(x1, 13), x0)
      x0 = i32x4.add(x0, x1)
      x1 = v128.xor(odd ? rotate(x1, 29) : rotate(x1, 15), x0)
      x0 = i32x4.add(x0, x1)
      x1 = v128.xor(odd ? rotate(x1, 16) : rotate(x1, 26), x0)
      x0 = i32x4.add(x0, x1)
      x1 = v128.xor(odd ? rotate(x1, 24) : rotate(x1, 6), x0)
      // after each four rounds two key words are added, in turn, and the number of the group
      const turn = group % 3
      x0 = plus(x0, turn === 0 ? key1 : turn === 1 ? key2 : key0)
      x1 = plus(x1, (turn === 0 ? key2 : turn === 1 ? key0 : key1) + group + 1)
    }
    const at = to + <usize>i * 4
    const left = count - i
    const first = uniform(x0)
    const second = uniform(x1)
    put(at, v128.shuffle<f32>(first, second, 0, 4, 1, 5), left)
    if (left > 4) put(at + 16, v128.shuffle<f32>(first, second, 2, 6, 3, 7), left - 4)
    block = plus(block, 4)
  }
}

/** Replaces uniforms by the standard normals of those probabilities: PPND7 of Wichura (1988), as in numerics/normalQuantile.ts. */
export function quantiles(p: usize, count: i32): void {
  for (let i = 0; i < count; i += 4) {
    put(p, quantile(take(p, count - i)), count - i)
    p += 16
  }
}

@inline
function quantile(p: v128): v128 {
  const half = f32x4.splat(0.5)
  const q = f32x4.sub(p, half)
  const inTail = f32x4.gt(f32x4.abs(q), f32x4.splat(0.425))
  const middle = quantileOfMiddle(q)
  if (!v128.any_true(inTail)) return middle
  const isLow = f32x4.lt(p, half)
  const tail = quantileOfTail(v128.bitselect(p, f32x4.sub(f32x4.splat(1), p), isLow))
  return v128.bitselect(v128.bitselect(f32x4.neg(tail), tail, isLow), middle, inTail)
}

@inline
function quantileOfMiddle(q: v128): v128 {
  const r = f32x4.sub(f32x4.splat(0.180625), f32x4.mul(q, q))
  let above = multiplied(f32x4.splat(59.10937472), r, 159.29113202)
  above = multiplied(multiplied(above, r, 50.434271938), r, 3.3871327179)
  let below = multiplied(f32x4.splat(67.1875636), r, 78.757757664)
  below = multiplied(multiplied(below, r, 17.895169469), r, 1)
  return f32x4.div(f32x4.mul(q, above), below)
}

/** Of a tail's probability; no uniform of the streams is so small that the formula beyond e⁻²⁵ is asked for. */
@inline
function quantileOfTail(tail: v128): v128 {
  const root = f32x4.sqrt(f32x4.neg(logarithm(tail)))
  const r = f32x4.sub(root, f32x4.splat(1.6))
  let above = multiplied(f32x4.splat(0.17023821103), r, 1.3067284816)
  above = multiplied(multiplied(above, r, 2.75681539), r, 1.4234372777)
  const below = multiplied(multiplied(f32x4.splat(0.12021132975), r, 0.7370016425), r, 1)
  return f32x4.div(above, below)
}

/** x · r + c */
@inline
function multiplied(x: v128, r: v128, c: f32): v128 {
  return f32x4.add(f32x4.mul(x, r), f32x4.splat(c))
}
