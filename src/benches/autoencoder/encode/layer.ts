// What a layer is: shapes, parameters and application; its activation is the stage's, applied after it (contract 2).

import type * as tf from '@tensorflow/tfjs-core'
import type { Ops } from '../../../tensors/ops.ts'

export interface ParameterSpec {
  readonly name: string
  readonly shape: readonly number[]
  /** inputs to and outputs of one unit, for the spread of the initial values; absent: starts at zero */
  readonly fan?: { readonly in: number; readonly out: number }
}

export interface Layer<Spec> {
  readonly kind: string
  /** width of the input → width of the output */
  shape(spec: Spec, width: number): number
  build(spec: Spec, width: number): readonly ParameterSpec[]
  /** input (batch × width) → (batch × shape), before the activation */
  apply(ops: Ops, parameters: Readonly<Record<string, tf.Tensor>>, input: tf.Tensor2D): tf.Tensor2D
  /** the layer that leads back to an input of this width */
  mirror(spec: Spec, width: number): Spec
}
