// What a term of the objective is: one declaration for the total, the formula, the slider, the curve and the test (contract 2).

import type * as tf from '@tensorflow/tfjs-core'
import type { Ops } from '../../../tensors/ops.ts'
import type { Parameters } from '../../../tensors/parameters.ts'
import type { Decoded, Encoded } from '../model.ts'
import type { Parameter } from '../corrupt/corruption.ts'

/** A batch on its way through the model. */
export interface Forward {
  readonly parameters: Parameters
  /** the clean images, which are also the target (batch × 784) */
  readonly x: tf.Tensor2D
  readonly encoded: Encoded
  readonly decoded: Decoded
}

export interface Term {
  /** its key under `objective` in the recipe */
  readonly id: string
  readonly label: Readonly<{ en: string }>
  readonly tex: string
  /** token of its colour */
  readonly colour: 'penalty'
  readonly unit: Readonly<{ en: string }>
  /** the weight first */
  readonly parameters: readonly Parameter[]
  /** unweighted, averaged over the batch where it depends on images */
  value(forward: Forward, ops: Ops): tf.Scalar
}
