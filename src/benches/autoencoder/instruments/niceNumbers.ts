// Round numbers for axes and scales: 1, 2 or 5 times a power of ten.

/** The smallest round number that is not below a positive x. */
export function roundUp(x: number): number {
  const power = 10 ** Math.floor(Math.log10(x))
  const share = x / power
  const multiple = [1, 2, 5, 10].find((candidate) => share <= candidate * (1 + 1e-9))!
  return Number((multiple * power).toPrecision(3))
}

/** The smallest number of two significant figures, the second even, that is not below a positive x but for rounding. */
export function roundUpClosely(x: number): number {
  const power = 10 ** (Math.floor(Math.log10(x)) - 1)
  return Number((Math.ceil(x / power / 2 - 1e-6) * 2 * power).toPrecision(3))
}

/** The largest magnitude among the finite values; 0 for none. */
export function largestMagnitude(values: ArrayLike<number>): number {
  let most = 0
  for (let i = 0; i < values.length; i++) {
    const magnitude = Math.abs(values[i]!)
    if (magnitude > most && magnitude < Infinity) most = magnitude
  }
  return most
}
