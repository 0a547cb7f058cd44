// Four numbers at a time, and fewer at the end of an array: what lies behind it is neither read nor written.

/** Up to four numbers; zeros where fewer than four are left. */
@inline
export function take(from: usize, left: i32): v128 {
  return left >= 4 ? v128.load(from) : takeLast(from, left)
}

/** Writes up to four numbers. */
@inline
export function put(to: usize, numbers: v128, left: i32): void {
  if (left >= 4) v128.store(to, numbers)
  else putLast(to, numbers, left)
}

function takeLast(from: usize, left: i32): v128 {
  if (left === 1) return v128.load32_zero(from)
  const two = v128.load64_zero(from)
  return left === 2 ? two : f32x4.replace_lane(two, 2, load<f32>(from, 8))
}

function putLast(to: usize, numbers: v128, left: i32): void {
  store<f32>(to, f32x4.extract_lane(numbers, 0))
  if (left > 1) store<f32>(to, f32x4.extract_lane(numbers, 1), 4)
  if (left > 2) store<f32>(to, f32x4.extract_lane(numbers, 2), 8)
}
