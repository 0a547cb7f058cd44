// In which order the units stand.

/** By number: 0, 1, 2, … */
export function inTurn(units: number): number[] {
  return Array.from({ length: units }, (_, unit) => unit)
}

/** By magnitude, the largest first; of equal ones the first. */
export function orderOf(values: ArrayLike<number>): number[] {
  return inTurn(values.length).sort((a, b) => Math.abs(values[b]!) - Math.abs(values[a]!) || a - b)
}
