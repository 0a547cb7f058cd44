// What a corruption is: from clean images to what the encoder sees, fresh at every presentation (contract 2).

import type * as z from 'zod/mini'

/** A control that a part asks for; the strip draws it. */
export interface Parameter {
  readonly name: string
  readonly label: Readonly<{ en: string }>
  readonly min: number
  readonly max: number
  readonly step: number
  readonly initial: number
}

/** Draws of this presentation: pure functions of seed, step and index. */
export interface Draws {
  uniforms(count: number): Float32Array
  normals(count: number): Float32Array
}

export interface Corruption {
  readonly id: string
  readonly label: Readonly<{ en: string }>
  readonly tex: string
  readonly parameters: readonly Parameter[]
  /** the fields beside `kind` in the recipe */
  readonly schema: Readonly<Record<string, z.ZodMiniType>>
  /** x: pixels in [0,1], any number of images → as many corrupted pixels; x is not altered */
  corrupt(x: Float32Array, parameters: Readonly<Record<string, unknown>>, draws: Draws): Float32Array
}
