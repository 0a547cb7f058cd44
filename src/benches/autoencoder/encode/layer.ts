// What a layer is: shapes, parameters and application; its activation is the stage's.

import type * as tf from '@tensorflow/tfjs-core'
import type * as z from 'zod/mini'
import type { ActivationName } from '../../../tensors/activationNames.ts'
import type { Ops } from '../../../tensors/ops.ts'
import type { Shape } from '../shapes.ts'

export interface ParameterSpec {
  readonly name: string
  readonly shape: readonly number[]
  /** inputs to and outputs of one unit, for the spread of the initial values; absent: starts at zero */
  readonly fan?: { readonly in: number; readonly out: number }
}

export interface Layer<Spec> {
  readonly kind: string
  readonly label: Readonly<{ en: string }>
  /** the fields beside `kind` in the recipe */
  readonly schema: Readonly<Record<string, z.ZodMiniType>>
  /** what a reader adds */
  readonly initial: Spec
  /** do weights and an activation belong to it? */
  readonly learns: boolean
  /** why it cannot stand behind `input`, as the end of a sentence; null where it can */
  refusal(spec: Spec, input: Shape): string | null
  /** shape of the input → shape of the output */
  shape(spec: Spec, input: Shape): Shape
  /** `labels` further inputs stand behind those of the image, where the code is conditioned on them */
  build(spec: Spec, input: Shape, labels: number): readonly ParameterSpec[]
  /** input (batch × size of the shape, and the labels) → (batch × size of the output), behind the activation where it learns */
  apply(
    ops: Ops,
    parameters: Readonly<Record<string, tf.Tensor>>,
    input: tf.Tensor2D,
    at: { readonly spec: Spec; readonly shape: Shape; readonly activation: ActivationName },
  ): tf.Tensor2D
  /** numbers that its work on one image holds at a time, where that is more than its output */
  room?(spec: Spec, input: Shape): number
  /** the layer that leads back to this input */
  mirror(spec: Spec, input: Shape): LayerSpec
}

/** Every kind of layer, as recipes write it; `to` and `shape` are written by mirrors, where they could not be guessed. */
export type LayerSpec = DenseSpec | ConvSpec | ConvTransposeSpec | PoolSpec | UpsampleSpec

export interface DenseSpec {
  readonly kind: 'dense'
  readonly units: number
  /** the picture that the units form, for a convolution to follow */
  readonly shape?: Shape | undefined
}

export interface ConvSpec {
  readonly kind: 'conv'
  readonly filters: number
  /** side of the window, in places */
  readonly size: number
  readonly stride: number
  readonly padding: 'same' | 'valid'
}

export interface ConvTransposeSpec {
  readonly kind: 'convTranspose'
  readonly filters: number
  readonly size: number
  readonly stride: number
  readonly padding: 'same' | 'valid'
  /** height and width of the output; absent: stride times the input, or what the windows cover without padding */
  readonly to?: readonly [height: number, width: number] | undefined
}

export interface PoolSpec {
  readonly kind: 'pool'
  readonly method: 'max' | 'average'
  readonly size: number
}

export interface UpsampleSpec {
  readonly kind: 'upsample'
  readonly factor: number
}
