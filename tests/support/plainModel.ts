// The autoencoder and its objective once more, in plain double-precision loops: the reference for the engine's values and
// gradients. Written from the recipe's meaning alone; it shares no code with src.

import type { NamedArray } from '../../src/tensors/parameters.ts'

export interface PlainRecipe {
  readonly hidden: readonly number[]
  /** widths of a decoder of its own; null mirrors the encoder */
  readonly back: readonly number[] | null
  readonly size: number
  readonly inner: keyof typeof plainActivations
  readonly outer: keyof typeof plainActivations
  readonly tied: boolean
  readonly output: 'bernoulli' | 'gaussian'
  readonly mean: boolean
  readonly l1: number
  readonly l2: number
}

export const plainActivations = {
  linear: (x: number) => x,
  relu: (x: number) => Math.max(x, 0),
  sigmoid: (x: number) => 1 / (1 + Math.exp(-x)),
  tanh: Math.tanh,
  softplus: (x: number) => Math.log1p(Math.exp(-Math.abs(x))) + Math.max(x, 0),
  elu: (x: number) => (x > 0 ? x : Math.expm1(x)),
}

export type Weights = ReadonlyMap<string, ArrayLike<number>>

/** What is minimised, for images x (one row per image). */
export function plainObjective(
  recipe: PlainRecipe,
  weights: Weights,
  x: readonly (readonly number[])[],
): number {
  const losses = x.map((image) => plainReconstruction(recipe, weights, image))
  const mean = losses.reduce((sum, loss) => sum + loss) / x.length
  const kernels = [...weights]
    .filter(([name]) => name.endsWith('/kernel'))
    .flatMap(([, values]) => Array.from(values))
  const l1 = kernels.reduce((sum, w) => sum + Math.abs(w), 0)
  const l2 = kernels.reduce((sum, w) => sum + w * w, 0) / 2
  return mean / (recipe.mean ? 784 : 1) + recipe.l1 * l1 + recipe.l2 * l2
}

function plainReconstruction(recipe: PlainRecipe, weights: Weights, x: readonly number[]): number {
  const encoder = [...recipe.hidden.map((_, i) => `encode/${i}`), 'code']
  const back = recipe.back ?? recipe.hidden.toReversed()
  const decoder = [...back.map((_, i) => `decode/${i}`), 'output']
  const partners = encoder.toReversed()
  let here = x
  encoder.forEach((name, i) => {
    const activation = plainActivations[i < encoder.length - 1 ? recipe.inner : recipe.outer]
    here = product(here, weights.get(`${name}/kernel`)!, weights.get(`${name}/bias`)!, false).map(activation)
  })
  decoder.forEach((name, i) => {
    const kernel = weights.get(`${recipe.tied ? partners[i]! : name}/kernel`)!
    const out = product(here, kernel, weights.get(`${name}/bias`)!, recipe.tied)
    here = i < decoder.length - 1 ? out.map(plainActivations[recipe.inner]) : out
  })
  return here.reduce((sum, a, j) => sum + plainLoss(recipe.output, a, x[j]!), 0)
}

/** One pixel's loss: −x log σ(a) − (1 − x) log(1 − σ(a)), or (x − a)². */
export function plainLoss(output: PlainRecipe['output'], a: number, x: number): number {
  if (output === 'gaussian') return (x - a) ** 2
  return Math.max(a, 0) + Math.log1p(Math.exp(-Math.abs(a))) - x * a
}

/** row · kernel + bias; the kernel is stored in × out, or the other way round when it is transposed. */
function product(
  row: readonly number[],
  kernel: ArrayLike<number>,
  bias: ArrayLike<number>,
  transposed: boolean,
): number[] {
  const width = bias.length
  return Array.from(bias, (start, out) => {
    let sum = start
    for (let i = 0; i < row.length; i++) {
      sum += row[i]! * kernel[transposed ? out * row.length + i : i * width + out]!
    }
    return sum
  })
}

export function weightsOf(arrays: readonly NamedArray[]): Map<string, ArrayLike<number>> {
  return new Map(arrays.map(({ name, values }) => [name, values]))
}
