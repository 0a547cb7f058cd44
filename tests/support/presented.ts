// One step of a recipe on a few images: what the engine makes of it, and the same images and draws as plain rows.

import * as tf from '@tensorflow/tfjs-core'
import { openPresentation, presentBatch } from '../../src/benches/autoencoder/batch.ts'
import { corruptionOf } from '../../src/benches/autoencoder/corrupt/corruptions.ts'
import { chanceOf, forwardOf, type Forward } from '../../src/benches/autoencoder/forward.ts'
import { buildModel } from '../../src/benches/autoencoder/model.ts'
import { objectiveOf, type Memories } from '../../src/benches/autoencoder/objective/objective.ts'
import type { AutoencoderRecipe } from '../../src/benches/autoencoder/recipe.ts'
import type { Images } from '../../src/data/dataset.ts'
import { openStream } from '../../src/numerics/streams.ts'
import { gradientsOf } from '../../src/tensors/gradientStep.ts'
import { toTensors, type NamedArray, type Parameters } from '../../src/tensors/parameters.ts'
import type { PlainJson, PlainPresentation } from './plainObjective.ts'

/** Images that are black at seven pixels of ten and any grey at the others, of all classes in turn. */
export function noisyImages(count: number, seed = 11): Images {
  const pixels = Uint8Array.from(openStream(seed, 'measuring').uniforms(0, count * 784), (u) =>
    u < 0.7 ? 0 : Math.floor(256 * u),
  )
  return { count, pixels, labels: Uint8Array.from({ length: count }, (_, i) => (3 + 7 * i) % 10) }
}

/** A mean image that is not the mean of anything. */
export const someMean = Float64Array.from({ length: 784 }, (_, i) => (i % 28) / 56)

export const plainJson = (recipe: AutoencoderRecipe): PlainJson => recipe as unknown as PlainJson

/** First weights of the recipe's model, moved away from the corner of |w|, with biases that are not zero. */
export function weightsFor(recipe: AutoencoderRecipe, seed = 3): NamedArray[] {
  const random = openStream(seed, 'measuring')
  return buildModel(recipe)
    .initial(openStream(seed, 'weights'), someMean)
    .map((array, i) => ({
      ...array,
      values: array.name.endsWith('/kernel')
        ? array.values.map((w) => w + 0.01 * Math.sign(w))
        : random.normals(100 + i, array.values.length).map((z) => 0.2 * z),
    }))
}

/** A step of training: which one, on which images, with what the sparsity remembers. */
export interface Situation {
  readonly images: Images
  readonly step: number
  readonly memory: readonly number[] | null
}

export interface EngineValue {
  readonly trained: number
  readonly reconstruction: number
  readonly terms: Readonly<Record<string, number>>
  readonly gradients: ReadonlyMap<string, Float32Array>
}

const everyIndex = ({ count }: Images): Uint32Array => Uint32Array.from({ length: count }, (_, i) => i)

/** Calls `measure` with the parameters and with the way of the presented batch through the model, and tidies up. */
export function throughEngine<T>(
  recipe: AutoencoderRecipe,
  arrays: readonly NamedArray[],
  { images, step }: Pick<Situation, 'images' | 'step'>,
  measure: (parameters: Parameters, forwardOfWeights: (parameters: Parameters) => Forward) => T,
): T {
  let measured: T
  tf.engine().startScope()
  try {
    const model = buildModel(recipe)
    const streams = openPresentation(recipe.seed)
    const batch = presentBatch(recipe, images, everyIndex(images), someMean, streams, step)
    const chance = chanceOf(model, streams, step, images.count)
    const parameters = toTensors(arrays)
    measured = measure(parameters, (weights) => forwardOf(model, weights, batch, chance))
    tf.dispose(Object.values(parameters))
  } finally {
    tf.engine().endScope()
  }
  return measured
}

/** Objective, its parts and its gradient as a step of the run has them. */
export function engineValue(
  recipe: AutoencoderRecipe,
  arrays: readonly NamedArray[],
  situation: Situation,
): EngineValue {
  return throughEngine(recipe, arrays, situation, (parameters, forward) => {
    const memories: Memories = situation.memory ? { klSparsity: tf.tensor1d([...situation.memory]) } : {}
    const objective = (weights: Parameters, isRead: boolean) =>
      objectiveOf(recipe, forward(weights), situation.step, memories, isRead)
    const read = (tensor: tf.Tensor) => tensor.dataSync()[0]!
    const { trained, parts } = objective(parameters, true)
    const { reconstruction, terms } = parts!
    // as between two readings: from the gradient alone
    const unread = gradientsOf((weights) => objective(weights, false).trained, parameters)
    const gradients = Object.entries(unread)
    return {
      trained: read(trained),
      reconstruction: read(reconstruction),
      terms: Object.fromEntries(Object.entries(terms).map(([id, term]) => [id, read(term)])),
      gradients: new Map(
        gradients.map(([name, gradient]) => [name, Float32Array.from(gradient.dataSync<'float32'>())]),
      ),
    }
  })
}

/** The same step as rows: each draw read from its stream by what the recipe says of it. */
export function presentation(
  recipe: AutoencoderRecipe,
  { images, step, memory }: Situation,
): PlainPresentation {
  const { data, corrupt, encode, code, seed } = recipe
  const { count } = images
  const rowsOf = (values: ArrayLike<number>, width: number): number[][] =>
    Array.from({ length: values.length / width }, (_, row) =>
      Array.from({ length: width }, (__, j) => values[row * width + j]!),
    )
  const pixelDraws = openStream(seed, 'pixels').uniforms(step, count * 784)
  const x = Array.from(images.pixels, (byte, i) => {
    if (data.pixels === 'sampled') return pixelDraws[i]! < byte / 255 ? 1 : 0
    return data.pixels === 'threshold' ? Number(byte >= 128) : byte / 255
  })
  const { input, mask } = corruptedBy(recipe, x, step)
  const seen = data.centre ? input.map((value, i) => value - someMean[i % 784]!) : input
  const widths = buildModel(recipe).hiddenWidths
  let drawn = 0
  const kept = widths.map((width) => {
    const uniforms = openStream(seed, 'dropout').uniforms(step, count * width, drawn)
    drawn += count * width
    return rowsOf(uniforms, width).map((row) =>
      row.map((u) => (u < encode.dropout ? 0 : 1 / (1 - encode.dropout))),
    )
  })
  const probes = openStream(seed, 'probe').uniforms(step, count * code.size)
  const noise = openStream(seed, 'code').normals(step, code.samples * count * code.size)
  return {
    x: rowsOf(x, 784),
    input: rowsOf(seen, 784),
    mask: corruptionOf(corrupt.kind).hides ? rowsOf(mask, 784) : null,
    labels:
      code.condition === 'label'
        ? Array.from(images.labels, (label) => Array.from({ length: 10 }, (_, c) => Number(c === label)))
        : null,
    noise: code.kind === 'gaussian' ? rowsOf(noise, code.size) : null,
    kept: encode.dropout > 0 ? kept : null,
    signs: rowsOf(
      probes.map((u) => (u < 0.5 ? -1 : 1)),
      code.size,
    ),
    step,
    memory,
  }
}

/** Pixel by pixel from the draws of the stream; which patches are hidden, the corruption itself says. */
function corruptedBy({ corrupt, seed }: AutoencoderRecipe, x: readonly number[], step: number) {
  const stream = openStream(seed, 'corruption')
  const [u, z] = [stream.uniforms(step, x.length), stream.normals(step, x.length)]
  const rate = corrupt['rate'] as number
  const isHidden = (i: number) => u[i]! < rate
  const plain: Record<string, (value: number, i: number) => number> = {
    none: (value) => value,
    masking: (value, i) => (isHidden(i) ? 0 : value),
    'salt-and-pepper': (value, i) => (!isHidden(i) ? value : u[i]! < rate / 2 ? 0 : 1),
    flip: (value, i) => (isHidden(i) ? 1 - value : value),
    gaussian: (value, i) => {
      const noisy = value + (corrupt['sigma'] as number) * z[i]!
      return corrupt['clip'] ? Math.min(1, Math.max(0, noisy)) : noisy
    },
  }
  if (corrupt.kind !== 'patches') {
    return { input: x.map(plain[corrupt.kind]!), mask: x.map((_, i) => Number(isHidden(i))) }
  }
  const draws = {
    uniforms: (n: number) => stream.uniforms(step, n),
    normals: (n: number) => stream.normals(step, n),
  }
  const mask = [...corruptionOf('patches').corrupt(Float32Array.from(x), corrupt, draws).mask!]
  return { input: x.map((value, i) => value * (1 - mask[i]!)), mask }
}
