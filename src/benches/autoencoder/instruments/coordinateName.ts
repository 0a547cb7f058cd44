// What a coordinate of the code is called.

/** z₁ for the first one. */
export function coordinateName(index: number): string {
  return `z${lowered(index + 1)}`
}

/** A whole number as it stands below a letter. */
export function lowered(number: number): string {
  return String(number).replaceAll(/\d/g, (digit) => '₀₁₂₃₄₅₆₇₈₉'[Number(digit)]!)
}
