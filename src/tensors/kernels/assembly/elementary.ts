// Elementary functions of four numbers at a time, to about three units in the last place of float32.

/**
 * e^x: 2^n e^r with |r| ≤ ½ ln 2, and e^r by the polynomial of Cephes (Moshier 1992). Below −87.3, where float32 has no
 * more normal numbers, it is 0; above 88.3 it stays at e^88.3; NaN stays NaN.
 */
@inline
export function exponential(x: v128): v128 {
  const held = f32x4.min(f32x4.max(x, f32x4.splat(-87.3)), f32x4.splat(88.3))
  const n = f32x4.nearest(f32x4.mul(held, f32x4.splat(1.44269504)))
  // ln 2 in two parts, of which the first has so few digits that n times it is exact
  let r = f32x4.sub(held, f32x4.mul(n, f32x4.splat(0.693359375)))
  r = f32x4.add(r, f32x4.mul(n, f32x4.splat(2.12194440e-4)))
  const power = i32x4.shl(i32x4.add(i32x4.trunc_sat_f32x4_s(n), i32x4.splat(127)), 23)
  const value = f32x4.mul(f32x4.add(exponentialPart(r), f32x4.splat(1)), power)
  return v128.andnot(value, f32x4.lt(x, f32x4.splat(-87.3)))
}

/** e^x − 1, which near 0 does not cancel. */
@inline
export function exponentialMinusOne(x: v128): v128 {
  const isNear = f32x4.lt(f32x4.abs(x), f32x4.splat(0.34))
  return v128.bitselect(exponentialPart(x), f32x4.sub(exponential(x), f32x4.splat(1)), isNear)
}

/** e^r − 1 for |r| ≤ ½ ln 2. */
@inline
function exponentialPart(r: v128): v128 {
  let p = f32x4.splat(1.9875691500e-4)
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(1.3981999507e-3))
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(8.3334519073e-3))
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(4.1665795894e-2))
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(1.6666665459e-1))
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(5.0000001201e-1))
  return f32x4.add(f32x4.mul(p, f32x4.mul(r, r)), r)
}

/** 1 / (1 + e^−x), by e^−|x|, which does not overflow. */
@inline
export function sigmoid(x: v128): v128 {
  const t = exponential(f32x4.neg(f32x4.abs(x)))
  const above = f32x4.div(f32x4.splat(1), f32x4.add(f32x4.splat(1), t))
  return v128.bitselect(f32x4.mul(t, above), above, f32x4.lt(x, f32x4.splat(0)))
}

/** By (1 − e) / (1 + e) with e = e^−2|x|, and near 0, where that cancels, by the polynomial of Cephes. */
@inline
export function hyperbolicTangent(x: v128): v128 {
  const size = f32x4.abs(x)
  const e = exponential(f32x4.mul(size, f32x4.splat(-2)))
  const one = f32x4.splat(1)
  const far = f32x4.div(f32x4.sub(one, e), f32x4.add(one, e))
  const signed = v128.bitselect(f32x4.neg(far), far, f32x4.lt(x, f32x4.splat(0)))
  const z = f32x4.mul(x, x)
  let p = f32x4.splat(-5.70498872745e-3)
  p = f32x4.add(f32x4.mul(p, z), f32x4.splat(2.06390887954e-2))
  p = f32x4.add(f32x4.mul(p, z), f32x4.splat(-5.37397155531e-2))
  p = f32x4.add(f32x4.mul(p, z), f32x4.splat(1.33314422036e-1))
  p = f32x4.add(f32x4.mul(p, z), f32x4.splat(-3.33332819422e-1))
  const near = f32x4.add(f32x4.mul(f32x4.mul(p, z), x), x)
  return v128.bitselect(near, signed, f32x4.lt(size, f32x4.splat(0.625)))
}

/** log x of normal positive numbers: x = 2^n m with √½ ≤ m < √2, and log m = 2 artanh((m − 1) / (m + 1)). */
@inline
export function logarithm(x: v128): v128 {
  // the bits of √½, so that whatever is above it in a binade belongs to the next n
  const shifted = i32x4.sub(x, i32x4.splat(0x3f3504f3))
  const n = i32x4.shr_s(shifted, 23)
  const m = i32x4.sub(x, i32x4.shl(n, 23))
  const s = f32x4.div(f32x4.sub(m, f32x4.splat(1)), f32x4.add(m, f32x4.splat(1)))
  return f32x4.add(f32x4.mul(f32x4.convert_i32x4_s(n), f32x4.splat(0.69314718)), twiceArtanh(s))
}

/** log(1 + e^x) = max(x, 0) + log(1 + e^−|x|), which does not overflow. */
@inline
export function softplusOf(x: v128): v128 {
  const tail = logarithmOfOnePlus(exponential(f32x4.neg(f32x4.abs(x))))
  return f32x4.add(f32x4.max(x, f32x4.splat(0)), tail)
}

/** log(1 + t) = 2 artanh s with s = t / (2 + t), for t from 0 to 1. */
@inline
export function logarithmOfOnePlus(t: v128): v128 {
  return twiceArtanh(f32x4.div(t, f32x4.add(f32x4.splat(2), t)))
}

/** 2 artanh s for |s| ≤ 1/3: its series, cut where the next part is below 10⁻⁸. */
@inline
function twiceArtanh(s: v128): v128 {
  const z = f32x4.mul(s, s)
  let p = f32x4.splat(2.0 / 15.0)
  p = f32x4.add(f32x4.mul(p, z), f32x4.splat(2.0 / 13.0))
  p = f32x4.add(f32x4.mul(p, z), f32x4.splat(2.0 / 11.0))
  p = f32x4.add(f32x4.mul(p, z), f32x4.splat(2.0 / 9.0))
  p = f32x4.add(f32x4.mul(p, z), f32x4.splat(2.0 / 7.0))
  p = f32x4.add(f32x4.mul(p, z), f32x4.splat(2.0 / 5.0))
  p = f32x4.add(f32x4.mul(p, z), f32x4.splat(2.0 / 3.0))
  p = f32x4.add(f32x4.mul(p, z), f32x4.splat(2))
  return f32x4.mul(p, s)
}
