// What a corruption is: from clean images to what the encoder sees, fresh at every presentation.

import * as z from 'zod/mini'

/** A number that a part asks for; the strip draws its slider. */
export interface Parameter {
  readonly name: string
  readonly label: Readonly<{ en: string }>
  readonly min: number
  readonly max: number
  /** 0 for a logarithmic slider */
  readonly step: number
  readonly initial: number
  /** the only values there are, ascending, where not every step between min and max is one */
  readonly values?: readonly number[]
}

/** A yes or no that a part asks for. */
export interface Switch {
  readonly name: string
  readonly label: Readonly<{ en: string }>
  readonly initial: boolean
}

/**
 * Draws of this presentation: pure functions of seed, step and index. Both read the same words: use one,
 * once.
 */
export interface Draws {
  uniforms(count: number): Float32Array
  normals(count: number): Float32Array
}

/** Corrupted images, as many pixels as the clean ones. */
export interface Corrupted {
  /** x̃; x itself where nothing is corrupted */
  readonly x: Float32Array
  /** 1 where a pixel is hidden, else 0; null for a corruption that hides nothing */
  readonly mask: Float32Array | null
}

/** Of one corrupted pixel x̃ᵢ over its noise, xᵢ being known. */
export interface PixelMoments {
  readonly mean: number
  readonly variance: number
}

export interface Corruption<Parameters = Readonly<Record<string, unknown>>> {
  readonly id: string
  readonly label: Readonly<{ en: string }>
  readonly tex: string
  readonly parameters: readonly Parameter[]
  readonly switches: readonly Switch[]
  /** the fields beside `kind` in the recipe */
  readonly schema: Readonly<{ [Name in keyof Parameters]: z.ZodMiniType<Parameters[Name]> }>
  /** those fields as they are when a reader chooses this corruption */
  readonly defaults: Parameters
  /** whether `corrupt` tells by a mask which pixels it hid */
  readonly hides: boolean
  /** x: images × 784 in [0,1], not altered */
  corrupt(x: Float32Array, parameters: Parameters, draws: Draws): Corrupted
  /** Exact mean and variance of x̃ᵢ given xᵢ = value in [0,1]; the same for every pixel. */
  given(value: number, parameters: Parameters): PixelMoments
  /**
   * The probability that pixels i and j of an image (each from 0 to 783) both stay as they are, where pixels
   * are hidden together; absent where each is corrupted independently of the others.
   */
  keptTogether?(i: number, j: number, parameters: Parameters): number
}

/** The fields of a corruption that befalls each pixel with a probability ν of its own. */
export type Rate = Readonly<{ rate: number }>

export const rateSchema = z.number().check(z.minimum(0), z.maximum(1))

export function rateParameter(initial: number): Parameter {
  return { name: 'rate', label: { en: 'rate ν' }, min: 0, max: 1, step: 0.01, initial }
}
