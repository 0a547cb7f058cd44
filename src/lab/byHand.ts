// What becomes of codes that a person has placed, and of a machine's beside them.

/** What a decoder makes of places in a square about 0. */
export interface Decoded {
  /** images × 2 */
  readonly codes: Float32Array
  /** half of the square's side: 1 for a person's, what holds all codes for the machine's */
  readonly half: number
  /** images × 784 */
  readonly reconstructions: Float32Array
  /** squared error, mean over pixels and images */
  readonly msePerPixel: number
  /** decoded at the cells of a square grid, row by row from the upper left one (cells² × 784) */
  readonly map: Float32Array
}

export interface ByHand {
  readonly person: Decoded
  readonly machine: Decoded
}
