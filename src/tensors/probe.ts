// Does the backend of this thread compute as training needs it? Numbers of 32 bits, and a training step with a known result.

import * as tf from '@tensorflow/tfjs-core'
import { gradientStep } from './gradientStep.ts'
import { bernoulliCrossEntropy } from './losses.ts'
import { dense } from './dense.ts'
import { matMul } from './matmul.ts'
import { adam } from './optimisers/adam.ts'
import { momentName } from './optimisers/optimiser.ts'
import { dispose, toArrays, toTensors, type NamedArray, type Parameters } from './parameters.ts'

/** `precision`: numbers lose bits or range of float32; `step`: a training step comes out with other numbers */
export type Fault = 'precision' | 'step'

/**
 * What the running backend does wrong, or null. Reads everything back without blocking, and leaves no tensor behind.
 * @throws whatever the backend throws where it cannot compute at all
 */
export async function probe(): Promise<Fault | null> {
  for (const { compute, right, tolerance } of precisionChecks) {
    const tensor = tf.tidy(compute)
    const found = await tensor.data<'float32'>()
    tensor.dispose()
    const isNear = (value: number, i: number) =>
      Math.abs(value - right[i % right.length]!) <= tolerance * Math.abs(right[i % right.length]!)
    if (!found.every(isNear)) return 'precision'
  }
  return (await isStepRight()) ? null : 'step'
}

interface PrecisionCheck {
  readonly compute: () => tf.Tensor
  /** comes round as often as there are numbers to check */
  readonly right: readonly number[]
  /** largest error, relative to each number */
  readonly tolerance: number
}

const last = 2 ** -23
const powers = [-20, -10, -1, 0.5, 1, 10]
const pixels = 784
/** each a little more than 1, which 16 bits would make of it */
const ones = Float32Array.from({ length: 2 * pixels }, () => 1 + 2 ** -12)

/** These over and over: WebGL leaves a tensor of fewer than 128 numbers to plain JavaScript, which is not to be probed. */
function repeated(numbers: readonly number[]): tf.Tensor1D {
  return tf.tensor1d(
    Float32Array.from({ length: 60 * numbers.length }, (_, i) => numbers[i % numbers.length]!),
  )
}

/** Each check is of numbers that 16 bits would round, lose or take for infinite: their last bit is 2⁻¹⁰ of a number. */
const precisionChecks: readonly PrecisionCheck[] = [
  {
    // 1 + x − 1, in two kernels, so that no compiler shortens it
    compute: () => tf.sub(tf.add(repeated([last, 3 * last, 2 ** -12]), 1), 1),
    right: [last, 3 * last, 2 ** -12],
    tolerance: 1e-6,
  },
  {
    compute: () => tf.mul(repeated([4097, 2 ** -60, 2 ** 60]), repeated([4095, 2 ** -40, 2 ** 40])),
    right: [2 ** 24 - 1, 2 ** -100, 2 ** 100],
    tolerance: 1e-7,
  },
  {
    compute: () => tf.exp(repeated(powers)),
    right: powers.map(Math.exp),
    tolerance: 1e-4,
  },
  {
    // every addend would be rounded the same way, so that the errors cannot cancel; a device adds in the order it likes
    compute: () => matMul(tf.tensor2d(ones, [2, pixels]), tf.tensor2d(ones, [pixels, 2])),
    right: [pixels * (1 + 2 ** -12) ** 2],
    tolerance: 1e-4,
  },
]

/** A net with one hidden layer: images (rows × inputs) → relu → logits (rows × inputs); its weights also more than 128. */
const [rows, inputs, hidden] = [12, 16, 12]
const [rate, stepsBefore] = [8, 3]

/** An array's largest error, relative to its largest number; float32 stays below 1e-6, and 16 bits cannot reach it. */
const stepTolerance = 1e-4

/** Fixed numbers between −1 and 1. */
function fixed(length: number, phase: number): Float32Array {
  return Float32Array.from({ length }, (_, i) => Math.sin(phase + 2.4 * i + 0.1 * i * i))
}

const images = fixed(rows * inputs, 0).map((value) => (1 + value) / 2)

const weights: readonly NamedArray[] = [
  { name: 'W', shape: [inputs, hidden], values: fixed(inputs * hidden, 1) },
  { name: 'b', shape: [hidden], values: fixed(hidden, 2) },
  { name: 'V', shape: [hidden, inputs], values: fixed(hidden * inputs, 3) },
  { name: 'c', shape: [inputs], values: fixed(inputs, 4) },
]

/** Adam's memory as after some steps: with one of zeros, a first step knows no more of a gradient than its sign. */
const moments: readonly NamedArray[] = weights.flatMap(({ name, shape, values }) => [
  { name: momentName('first', name), shape, values: values.map((value) => 0.1 * value) },
  { name: momentName('second', name), shape, values: values.map((value) => 0.01 + 0.01 * value * value) },
])

/** Is one step of this net on the running backend what plain numbers say it is? */
async function isStepRight(): Promise<boolean> {
  const before = { parameters: toTensors(weights), moments: toTensors(moments) }
  let loss: tf.Scalar | null = null
  const after = gradientStep(adam, before, { rate, step: stepsBefore }, (parameters) => {
    loss = tf.keep(lossOf(parameters))
    return loss
  })
  const { parameters, moments: memory } = after
  const arrays = await toArrays({ ...parameters, ...memory, loss: loss! })
  for (const tensors of [before.parameters, before.moments, parameters, memory, { loss: loss! }])
    dispose(tensors)
  const right = plainStep()
  return arrays.every(({ name, values }) => isNear(values, right[name]!))
}

function isNear(found: Float32Array, right: readonly number[]): boolean {
  const bound = stepTolerance * Math.max(...right.map(Math.abs))
  return right.every((value, i) => Math.abs(found[i]! - value) <= bound)
}

/** Cross-entropy in nats per image, mean over the images. */
function lossOf({ W, b, V, c }: Parameters): tf.Scalar {
  const x = tf.tensor2d(images, [rows, inputs])
  const h = dense(x, W as tf.Tensor2D, b as tf.Tensor1D, 'relu')
  const a = dense(h, V as tf.Tensor2D, c as tf.Tensor1D)
  return tf.mean<tf.Scalar>(bernoulliCrossEntropy(a, x))
}

/** The same step in double precision: loss, weights and Adam's memory by their names (Kingma & Ba 2015, algorithm 1). */
function plainStep(): Readonly<Record<string, readonly number[]>> {
  const [W, b, V, c] = weights.map(({ values }) => Array.from(values))
  const x = Array.from(images)
  const z = product(x, W!, rows, inputs, hidden).map((sum, i) => sum + b![i % hidden]!)
  const h = z.map((value) => Math.max(value, 0))
  const a = product(h, V!, rows, hidden, inputs).map((sum, i) => sum + c![i % inputs]!)
  const loss = a.reduce((sum, logit, i) => sum + Math.log1p(Math.exp(logit)) - x[i]! * logit, 0) / rows
  // ∂loss/∂a, ∂loss/∂z
  const da = a.map((logit, i) => (1 / (1 + Math.exp(-logit)) - x[i]!) / rows)
  const dh = product(da, transposed(V!, hidden, inputs), rows, inputs, hidden)
  const dz = dh.map((slope, i) => (z[i]! > 0 ? slope : 0))
  const ones = Array.from({ length: rows }, () => 1)
  const gradients: Record<string, readonly number[]> = {
    W: product(transposed(x, rows, inputs), dz, inputs, rows, hidden),
    b: product(ones, dz, 1, rows, hidden),
    V: product(transposed(h, rows, hidden), da, hidden, rows, inputs),
    c: product(ones, da, 1, rows, inputs),
  }
  const result: Record<string, readonly number[]> = { loss: [loss] }
  weights.forEach(({ name, values }, k) => {
    const gradient = gradients[name]!
    const first = Array.from(moments[2 * k]!.values, (m, i) => 0.9 * m + 0.1 * gradient[i]!)
    const second = Array.from(moments[2 * k + 1]!.values, (v, i) => 0.999 * v + 0.001 * gradient[i]! ** 2)
    const t = stepsBefore + 1
    result[momentName('first', name)] = first
    result[momentName('second', name)] = second
    result[name] = Array.from(values, (w, i) => {
      const [m, v] = [first[i]! / (1 - 0.9 ** t), second[i]! / (1 - 0.999 ** t)]
      return w - (rate * m) / (Math.sqrt(v) + 1e-7)
    })
  })
  return result
}

/** (m × n) · (n × p) → (m × p), in rows. */
function product(left: readonly number[], right: readonly number[], m: number, n: number, p: number) {
  return Array.from({ length: m * p }, (_, at) => {
    const [i, j] = [Math.floor(at / p), at % p]
    let sum = 0
    for (let k = 0; k < n; k++) sum += left[i * n + k]! * right[k * p + j]!
    return sum
  })
}

/** (m × n) → (n × m), in rows. */
function transposed(matrix: readonly number[], m: number, n: number): number[] {
  return Array.from({ length: m * n }, (_, at) => matrix[(at % m) * n + Math.floor(at / m)]!)
}
