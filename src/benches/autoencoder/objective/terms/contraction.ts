// Contraction: ‖∂h/∂x‖² of the encoder, so that the code ignores what the reconstruction does not need (Rifai et al. 2011).

import type { Scalar, Tensor2D } from '@tensorflow/tfjs-core'
import * as z from 'zod/mini'
import type { ActivationName } from '../../../../tensors/activationNames.ts'
import type { Ops } from '../../../../tensors/ops.ts'
import type { Forward } from '../../forward.ts'
import type { AutoencoderRecipe } from '../../recipe.ts'
import { pixels } from '../../shapes.ts'
import { settingOf, type Term, type TermContext } from '../term.ts'

export type ContractionSetting = {
  readonly weight: number
  /** all of the Jacobian, or one random direction of the code for each image (Hutchinson 1990): right in the mean */
  readonly method: 'exact' | 'hutchinson'
}

/** units of a code behind hidden layers up to which all of the Jacobian is worth its time: one backward pass for each */
const mostExact = 32

export const term: Term<ContractionSetting> = {
  id: 'contraction',
  label: { en: 'contraction' },
  tex: '\\bigl\\lVert \\tfrac{\\partial h}{\\partial x} \\bigr\\rVert_F^2',
  symbol: '\\lVert J \\rVert_F^2',
  colour: 'penalty',
  unit: { en: 'squared code per squared pixel, per image' },
  off: { weight: 0, method: 'exact' },
  schema: { method: z.enum(['exact', 'hutchinson']) },
  parameters: [{ name: 'weight', label: { en: 'Contraction' }, min: 0.001, max: 100, step: 0, initial: 1 }],
  choices: [
    {
      name: 'method',
      label: { en: 'Jacobian' },
      options: [
        { value: 'exact', label: { en: 'exact' } },
        { value: 'hutchinson', label: { en: 'random' } },
      ],
    },
  ],
  refusal: (recipe) => {
    const { method } = settingOf(recipe, term)
    return method === 'exact' && !hasClosedForm(recipe) && recipe.code.size > mostExact
      ? `the exact Jacobian behind hidden layers takes a backward pass for each of the code's units, at most ${mostExact}; take the method hutchinson`
      : null
  },
  value: (forward, context) => {
    if (context.setting.method === 'hutchinson') return hutchinson(forward, context)
    return hasClosedForm(context.recipe) ? closedForm(forward, context) : exact(forward, context.ops)
  },
  // over 10,000 images one direction for each has a standard error of about 1 %
  measured: (forward, context) =>
    hasClosedForm(context.recipe) ? closedForm(forward, context) : hutchinson(forward, context),
}

/** Is the Jacobian one matrix times one diagonal? */
export function hasClosedForm({ encode }: Pick<AutoencoderRecipe, 'encode'>): boolean {
  return encode.layers.length === 0
}

/** Σ_j h'_j² Σ_i W_ij² with h' from the code itself, mean over the batch. */
function closedForm(
  { encoded: { code }, parameters }: Forward,
  { ops, recipe }: TermContext<ContractionSetting>,
): Scalar {
  const kernel = ops.slice(parameters['code/kernel'] as Tensor2D, [0, 0], [pixels, code.shape[1]])
  const lengths = ops.sum(ops.square(kernel), 0)
  const slopes = slopeOf[recipe.code.activation](code, ops)
  return ops.mul(ops.sum<Scalar>(ops.mul(ops.square(slopes), lengths)), 1 / code.shape[0])
}

/** The activation's derivative from its value. */
const slopeOf: Record<ActivationName, (h: Tensor2D, ops: Ops) => Tensor2D> = {
  linear: (h, ops) => ops.onesLike(h),
  relu: (h, ops) => ops.step(h),
  sigmoid: (h, ops) => ops.mul(h, ops.sub(1, h)),
  tanh: (h, ops) => ops.sub(1, ops.square(h)),
  softplus: (h, ops) => ops.sub(1, ops.exponential(ops.sub(0, h))),
  elu: (h, ops) => ops.sub(1, ops.relu(ops.sub(0, h))),
}

/** Σ_j ‖∇_x h_j‖², one backward pass for each unit, mean over the batch. */
function exact({ encoded: { code }, batch, codeOf }: Forward, ops: Ops): Scalar {
  const [images, size] = code.shape
  const rows = Array.from({ length: size }, (_, j) => {
    const unit = ops.tensor2d(
      Float32Array.from({ length: images * size }, (_value, i) => Number(i % size === j)),
      [images, size],
    )
    return ops.sum<Scalar>(ops.square(ops.pullBack(codeOf, batch.input, unit)))
  })
  return ops.mul(ops.addN(rows), 1 / images)
}

/** E ‖Jᵀ v‖² = ‖J‖² for signs v drawn anew for each image and step; mean over the batch. */
function hutchinson(
  { encoded: { code }, batch, codeOf }: Forward,
  { ops, random }: TermContext<ContractionSetting>,
): Scalar {
  const [images, size] = code.shape
  const signs = random.uniforms(images * size).map((u) => (u < 0.5 ? -1 : 1))
  const direction = ops.tensor2d(signs, [images, size])
  const pulled = ops.pullBack(codeOf, batch.input, direction)
  return ops.mul(ops.sum<Scalar>(ops.square(pulled)), 1 / images)
}
