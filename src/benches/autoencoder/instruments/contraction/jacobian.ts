// The encoder's Jacobian J = ∂h/∂x (code × 784), h the code of a point, the mean μ of a Gaussian: in closed form for one
// dense layer, else by pulling back vectors of the code.

import * as tf from '@tensorflow/tfjs-core'
import type { ActivationName } from '../../../../tensors/activationNames.ts'
import { pullBack } from '../../../../tensors/pullBack.ts'
import { partOf, tensorsOf, toBatch, type Pictures } from '../../batch.ts'
import { drained, sliceOf } from '../../evaluate.ts'
import { hasClosedForm } from '../../objective/terms/contraction.ts'
import { pixels } from '../../shapes.ts'
import type { ModelAtRest } from '../instrument.ts'

type Encoder = Pick<ModelAtRest, 'model' | 'parameters' | 'arrays' | 'recipe' | 'mean'>

/** The activation's derivative from its value h. */
export const slopeOf: Record<ActivationName, (h: number) => number> = {
  linear: () => 1,
  relu: (h) => (h > 0 ? 1 : 0),
  sigmoid: (h) => h * (1 - h),
  tanh: (h) => 1 - h * h,
  softplus: (h) => -Math.expm1(-h),
  elu: (h) => Math.min(h, 0) + 1,
}

/** All of J at one picture, code × 784, row after row: one row for each unit of the code. */
export function jacobianAt(rest: Encoder, picture: Pictures): Promise<Float32Array> {
  return hasClosedForm(rest.recipe) ? closedJacobian(rest, picture) : pulledJacobian(rest, picture)
}

/** J_ji = h'_j W_ij, for an encoder of one dense layer. */
export async function closedJacobian(rest: Encoder, picture: Pictures): Promise<Float32Array> {
  const { code } = rest.recipe
  const kernel = kernelOf(rest)
  const h = await codesOf(rest, picture)
  const slopes = h.map(slopeOf[code.activation])
  return Float32Array.from({ length: code.size * pixels }, (_, at) => {
    const unit = Math.floor(at / pixels)
    return slopes[unit]! * kernel[(at % pixels) * code.size + unit]!
  })
}

/** J row after row, each unit vector of the code pulled back. */
export function pulledJacobian(rest: Encoder, picture: Pictures): Promise<Float32Array> {
  const { size } = rest.recipe.code
  const units = Float32Array.from({ length: size * size }, (_, i) =>
    Number(i % size === Math.floor(i / size)),
  )
  return inSlices(rest, repeatedPicture(picture, size), ({ codeOf, input, rowsOf }) =>
    pullBack(codeOf, input, rowsOf(units)),
  )
}

/**
 * The squared length of every column of J, ‖∂h/∂x_i‖², at each picture (images × 784); their sum is ‖J‖²_F. In closed
 * form Σ_j h'_j² W_ij²; else from vectors of the code that are pulled back: all its units where they are no more than
 * `probes`, else `probes` of random signs for each picture, right on average (Hutchinson 1990). `signs` gives so many.
 */
export async function squaredColumns(
  rest: Encoder,
  pictures: Pictures,
  probes: number,
  signs: (probe: number, count: number) => Float32Array,
): Promise<Float32Array> {
  const { size } = rest.recipe.code
  const images = pictures.clean.length / pixels
  if (hasClosedForm(rest.recipe)) {
    return inSlices(rest, pictures, ({ code }) =>
      tf.matMul(tf.square(slopes(rest, code)), tf.transpose(tf.square(kernelTensor(rest)))),
    )
  }
  const isExact = size <= probes
  const rounds = Math.min(size, probes)
  const sums = new Float32Array(images * pixels)
  for (let probe = 0; probe < rounds; probe++) {
    const vectors = isExact
      ? Float32Array.from({ length: images * size }, (_, i) => Number(i % size === probe))
      : signs(probe, images * size)
    const pulled = await inSlices(rest, pictures, ({ codeOf, input, rowsOf }) =>
      pullBack(codeOf, input, rowsOf(vectors)),
    )
    for (let i = 0; i < sums.length; i++) sums[i]! += pulled[i]! ** 2 / (isExact ? 1 : rounds)
  }
  return sums
}

/** J v for a move v of each picture (images × 784) → (images × code size). */
export function pushedMoves(rest: Encoder, pictures: Pictures, moves: Float32Array): Promise<Float32Array> {
  return inSlices(rest, pictures, ({ codeOf, input, code, rowsOf }) => {
    const v = rowsOf(moves)
    if (hasClosedForm(rest.recipe)) return tf.mul(slopes(rest, code), tf.matMul(v, kernelTensor(rest)))
    // Jᵀu · v is linear in u, and J v is its gradient
    const along = tf.grad((u) => tf.sum(tf.mul(pullBack(codeOf, input, u as tf.Tensor2D), v)))
    return along(tf.zerosLike(code))
  })
}

/** h' from h, every entry of it. */
function slopes({ recipe }: Encoder, h: tf.Tensor2D): tf.Tensor2D {
  return slopesOf[recipe.code.activation](h)
}

const slopesOf: Record<ActivationName, (h: tf.Tensor2D) => tf.Tensor2D> = {
  linear: (h) => tf.onesLike(h),
  relu: (h) => tf.step(h),
  sigmoid: (h) => tf.mul(h, tf.sub(1, h)),
  tanh: (h) => tf.sub(1, tf.square(h)),
  softplus: (h) => tf.neg(tf.expm1(tf.neg(h))),
  elu: (h) => tf.add(tf.minimum(h, 0), 1),
}

/** Codes of pictures, of a Gaussian the means (images × code size). */
export function codesOf(rest: Encoder, pictures: Pictures): Promise<Float32Array> {
  return inSlices(rest, pictures, ({ code }) => tf.clone(code))
}

/** The kernel of the layer that gives the code (784 × code size); labels, which come behind the pixels, left out. */
export function kernelOf({ arrays, recipe }: Pick<Encoder, 'arrays' | 'recipe'>): Float32Array {
  return arrays.find(({ name }) => name === 'code/kernel')!.values.subarray(0, pixels * recipe.code.size)
}

function kernelTensor({ parameters, recipe }: Encoder): tf.Tensor2D {
  return tf.slice(parameters['code/kernel'] as tf.Tensor2D, [0, 0], [pixels, recipe.code.size])
}

/** One picture, `count` times. */
export function repeatedPicture({ clean, labels }: Pictures, count: number): Pictures {
  const copies = new Float32Array(count * pixels)
  for (let i = 0; i < count; i++) copies.set(clean, i * pixels)
  return { clean: copies, labels: labels && Uint8Array.from({ length: count }, () => labels[0]!) }
}

/** Pictures at a time, where there is room for more: a derivative keeps what all layers give. */
const mostAtOnce = 200

interface OnItsWay {
  readonly input: tf.Tensor2D
  readonly code: tf.Tensor2D
  readonly codeOf: (input: tf.Tensor2D) => tf.Tensor2D
  /** the rows of these pictures among those of all (pictures × any width) */
  readonly rowsOf: (values: Float32Array) => tf.Tensor2D
}

/** What `compute` makes of the pictures' way through the encoder, a row for each; nothing else is left behind. */
async function inSlices(
  { model, parameters, recipe, mean }: Encoder,
  pictures: Pictures,
  compute: (on: OnItsWay) => tf.Tensor,
): Promise<Float32Array> {
  const images = pictures.clean.length / pixels
  const slice = Math.min(mostAtOnce, sliceOf(recipe))
  let all = new Float32Array(0)
  for (let from = 0; from < images; from += slice) {
    const to = Math.min(from + slice, images)
    const batch = toBatch(recipe, partOf(pictures, from, to), mean)
    const result = tf.tidy(() => {
      const codeOf = (input: tf.Tensor2D) => model.encode(parameters, { input, labels: batch.labels }).code
      const rowsOf = (values: Float32Array) => {
        const width = values.length / images
        return tf.tensor2d(values.subarray(from * width, to * width), [to - from, width])
      }
      return compute({ input: batch.input, code: codeOf(batch.input), codeOf, rowsOf })
    })
    tf.dispose(tensorsOf(batch))
    const rows = await drained(result)
    const width = rows.length / (to - from)
    if (from === 0) all = new Float32Array(images * width)
    all.set(rows, from * width)
  }
  return all
}
