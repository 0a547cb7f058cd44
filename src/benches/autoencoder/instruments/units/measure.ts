// Units: what each unit of the encoder looks for, which images it answers to, and what is lost without it.

import * as tf from '@tensorflow/tfjs-core'
import * as z from 'zod/mini'
import { openStream } from '../../../../numerics/streams.ts'
import { measuredPixels } from '../../measuredPixels.ts'
import { measuringStep } from '../../measuringSteps.ts'
import { labelsFor, tensorsOf, toBatch, type Batch } from '../../batch.ts'
import { copied, drained, measuredBatch, sliceOf } from '../../evaluate.ts'
import { classes } from '../../shapes.ts'
import { activityOf, type Activity } from '../activity.ts'
import { activationsAt, codeFrom } from '../encoderWalk.ts'
import { labelsOf, type Measure, type ModelAtRest } from '../instrument.ts'
import { pictureOf, type AskedImage } from '../pictureOf.ts'
import { askedCode, askedImage, parsed, place, requireSize } from '../question.ts'
import { layersOf, unitsOf, type UnitLayer } from './layers.ts'
import { maximisers } from './maximise.ts'

export interface UnitsPart {
  readonly layers: readonly UnitLayer[]
  /** of the code's units; of hidden layers it is asked for */
  readonly code: Activity
}

/** What goes through the model when a unit is removed: as the reader has chosen it. */
type ChosenInput = AskedImage | { readonly kind: 'code'; readonly code: Float32Array }

export type UnitsQuestion =
  | { readonly kind: 'activity'; readonly layer: string }
  | { readonly kind: 'features'; readonly layer: string; readonly units: readonly number[] }
  | { readonly kind: 'use'; readonly layer: string; readonly chosen: ChosenInput }
  | { readonly kind: 'unit'; readonly layer: string; readonly unit: number }
  | { readonly kind: 'removal'; readonly layer: string; readonly unit: number; readonly chosen: ChosenInput }

/** The inputs of length 1 that maximise the units (units × 784). */
export interface FeaturesAnswer {
  readonly images: Float32Array
}

/** The layer's activations on the chosen image, one for each unit. */
export interface UseAnswer {
  readonly activations: Float32Array
}

export interface UnitAnswer {
  /** file indices of the test images that activate it most, the strongest first; none of a dead unit */
  readonly top: Uint32Array
  readonly activations: Float32Array
  /** (images × 784), as the recipe's pixels show them */
  readonly images: Float32Array
  /** share of each class among the images that activate it most, `among` of them; all 0 of a dead unit */
  readonly classShares: Float32Array
  readonly among: number
  /** squared error per pixel over the same thousand test images, with the unit and with its activation set to 0 */
  readonly mse: { readonly kept: number; readonly removed: number; readonly images: number }
}

export interface RemovalAnswer {
  /** what is reconstructed; absent for a bare code */
  readonly input?: Float32Array
  readonly kept: Float32Array
  readonly removed: Float32Array
  /** of the chosen image */
  readonly activation: number
}

export type UnitsAnswer = Activity | FeaturesAnswer | UseAnswer | UnitAnswer | RemovalAnswer

const mostFeatures = 64
const shownTop = 9
const topImages = 100
/** Images on which the mean loss is measured, in a seeded order, because the first half of the file is the easier one. */
const removalImages = 1000

const layer = z.string()
const chosen = z.union([askedImage, askedCode])
const asked: z.ZodMiniType<UnitsQuestion> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('activity'), layer }),
  z.object({
    kind: z.literal('features'),
    layer,
    units: z.array(place).check(z.minLength(1), z.maxLength(mostFeatures)),
  }),
  z.object({ kind: z.literal('use'), layer, chosen }),
  z.object({ kind: z.literal('unit'), layer, unit: place }),
  z.object({ kind: z.literal('removal'), layer, unit: place, chosen }),
])

export const measure: Measure<UnitsPart, UnitsQuestion, UnitsAnswer> = {
  id: 'units',
  applies: () => true,
  measure: async (rest) => ({
    layers: layersOf(rest.recipe),
    code: activityOf((await rest.evaluated()).codes, rest.recipe.code.size),
  }),
  ask: async (rest, anything) => {
    const question = parsed(asked, anything)
    const layer = layersOf(rest.recipe).find(({ name }) => name === question.layer)
    if (layer === undefined) throw new RangeError('The encoder has no such layer by now.')
    const units = question.kind === 'features' ? question.units : 'unit' in question ? [question.unit] : []
    if (!units.every((unit) => unit < layer.units)) {
      throw new RangeError(`The layer has units 1 to ${layer.units} by now.`)
    }
    if (question.kind === 'activity') return activityOf(await activationsOnTest(rest, layer), layer.units)
    if (question.kind === 'features') return { images: await maximisers(rest, layer, units) }
    if (question.kind === 'use') return { activations: await useOn(rest, layer, question.chosen) }
    if (question.kind === 'unit') return aboutUnit(rest, layer, question.unit)
    return removal(rest, layer, question.unit, question.chosen)
  },
}

/** One activation for every test image of the recipe's classes and every unit, or the one wanted (images × units). */
async function activationsOnTest(rest: ModelAtRest, layer: UnitLayer, only?: number): Promise<Float32Array> {
  const { testIndices, recipe, test, mean } = rest
  const slice = sliceOf(recipe)
  const width = only === undefined ? layer.units : 1
  const all = new Float32Array(testIndices.length * width)
  for (let start = 0; start < testIndices.length; start += slice) {
    const indices = testIndices.subarray(start, start + slice)
    const batch = measuredBatch(recipe, { part: 'test', images: test }, indices, mean)
    const activations = tf.tidy(() => {
      const units = strongest(activationsAt(rest, layer.depth, batch), layer)
      return only === undefined ? units : tf.slice(units, [0, only], [indices.length, 1])
    })
    tf.dispose(tensorsOf(batch))
    all.set(await drained(activations), start * width)
  }
  return all
}

/** (images × places · units) → (images × units): of a filter the activation farthest from 0 among its places. */
function strongest(activations: tf.Tensor2D, { places, units }: UnitLayer): tf.Tensor2D {
  if (places === 1) return activations
  const apart = tf.reshape(activations, [activations.shape[0], places, units])
  const [highest, lowest] = [tf.max<tf.Tensor2D>(apart, 1), tf.min<tf.Tensor2D>(apart, 1)]
  return tf.where(tf.greaterEqual(highest, tf.neg(lowest)), highest, lowest)
}

async function aboutUnit(rest: ModelAtRest, layer: UnitLayer, unit: number): Promise<UnitAnswer> {
  const { test, testIndices, recipe } = rest
  const activations = await activationsOnTest(rest, layer, unit)
  const places = topOf(activations, topImages)
  const indices = Uint32Array.from(places, (place) => testIndices[place]!)
  const top = indices.slice(0, shownTop)
  return {
    top,
    activations: Float32Array.from(places.slice(0, shownTop), (place) => activations[place]!),
    images: measuredPixels(recipe, 'test', test, top),
    classShares: sharesOf(labelsOf(test, indices)),
    among: indices.length,
    mse: await meanLoss(rest, layer, unit),
  }
}

/** The places of the largest values that are above 0, the largest first, of equal ones the first. */
export function topOf(values: Float32Array, most: number): number[] {
  return Array.from(values.keys())
    .filter((place) => values[place]! > 0)
    .sort((a, b) => values[b]! - values[a]! || a - b)
    .slice(0, most)
}

/** Share of each of the ten classes among these. */
export function sharesOf(labels: Uint8Array): Float32Array {
  const shares = new Float32Array(classes)
  for (const label of labels) shares[label]! += 1 / labels.length
  return shares
}

/** Squared error per pixel of a thousand test images, with the unit and without. */
async function meanLoss(rest: ModelAtRest, layer: UnitLayer, unit: number): Promise<UnitAnswer['mse']> {
  const { testIndices, recipe, test, mean } = rest
  const order = openStream(recipe.seed, 'measuring').permutation(
    measuringStep('unitImages'),
    testIndices.length,
  )
  const indices = Uint32Array.from(order.subarray(0, removalImages), (place) => testIndices[place]!)
  const slice = sliceOf(recipe)
  const mse = { kept: 0, removed: 0, images: indices.length }
  for (let start = 0; start < indices.length; start += slice) {
    const here = indices.subarray(start, start + slice)
    const batch = measuredBatch(recipe, { part: 'test', images: test }, here, mean)
    const errors = tf.tidy(() => {
      const { kept, removed } = withAndWithout(rest, layer, unit, batch)
      const errorOf = (image: tf.Tensor2D) => tf.mean(tf.square(tf.sub(image, batch.x)))
      return tf.stack([errorOf(kept), errorOf(removed)])
    })
    tf.dispose(tensorsOf(batch))
    const [kept, removed] = await drained(errors)
    const share = here.length / indices.length
    mse.kept += share * kept!
    mse.removed += share * removed!
  }
  return mse
}

/** The reconstructions (images × 784) by the mean code, as it is and with one unit at 0; in a tidy of the caller's. */
function withAndWithout(
  rest: ModelAtRest,
  layer: UnitLayer,
  unit: number,
  batch: Batch,
): { activations: tf.Tensor2D; kept: tf.Tensor2D; removed: tf.Tensor2D } {
  const activations = activationsAt(rest, layer.depth, batch)
  const imageOf = (altered: tf.Tensor2D) =>
    decoded(rest, codeFrom(rest, layer.depth, altered, batch.labels), batch.labels)
  return { activations, kept: imageOf(activations), removed: imageOf(withoutUnit(activations, layer, unit)) }
}

function decoded(
  { model, parameters }: ModelAtRest,
  code: tf.Tensor2D,
  labels: tf.Tensor2D | null,
): tf.Tensor2D {
  return model.imageOf(model.decode(parameters, code, labels).output)
}

/** The unit at 0, a filter at all its places. */
function withoutUnit(activations: tf.Tensor2D, { places, units }: UnitLayer, unit: number): tf.Tensor2D {
  const factors = Float32Array.from({ length: places * units }, (_, i) => Number(i % units !== unit))
  return tf.mul(activations, tf.tensor2d(factors, [1, factors.length]))
}

async function useOn(rest: ModelAtRest, layer: UnitLayer, chosen: ChosenInput): Promise<Float32Array> {
  // a copy, because an answer is given away
  if (chosen.kind === 'code') return bareCode(layer, chosen.code).slice()
  const batch = toBatch(rest.recipe, pictureOf(rest, chosen), rest.mean)
  const activations = tf.tidy(() => activationsAt(rest, layer.depth, batch))
  tf.dispose(tensorsOf(batch))
  return unitsOf(await drained(activations), layer.units)
}

async function removal(
  rest: ModelAtRest,
  layer: UnitLayer,
  unit: number,
  chosen: ChosenInput,
): Promise<RemovalAnswer> {
  const { recipe, mean } = rest
  if (chosen.kind === 'code') return removalFromCode(rest, layer, unit, bareCode(layer, chosen.code))
  const pictures = pictureOf(rest, chosen)
  const batch = toBatch(recipe, pictures, mean)
  const tensors = tf.tidy(() => withAndWithout(rest, layer, unit, batch))
  tf.dispose(tensorsOf(batch))
  return {
    input: pictures.clean,
    kept: await copied(tensors.kept),
    removed: await copied(tensors.removed),
    activation: unitsOf(await drained(tensors.activations), layer.units)[unit]!,
  }
}

/** A code without an image: it has activations of the code alone. */
function bareCode(layer: UnitLayer, code: Float32Array): Float32Array {
  if (layer.name !== 'code') throw new RangeError('A bare code has no hidden layers; choose an image.')
  requireSize(code, layer.units)
  return code
}

async function removalFromCode(
  rest: ModelAtRest,
  layer: UnitLayer,
  unit: number,
  code: Float32Array,
): Promise<RemovalAnswer> {
  const images = tf.tidy(() => {
    const here = tf.tensor2d(code, [1, code.length])
    const labels = labelsFor(rest.recipe, null, 1)
    const [kept, removed] = [here, withoutUnit(here, layer, unit)].map((z) => decoded(rest, z, labels))
    return { kept: kept!, removed: removed! }
  })
  return {
    kept: await copied(images.kept),
    removed: await copied(images.removed),
    activation: code[unit]!,
  }
}
