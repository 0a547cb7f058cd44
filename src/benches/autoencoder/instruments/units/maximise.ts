// The input of length 1 that a unit answers most strongly to: its weights where they are its only layer, else by
// gradient ascent on the sphere (Erhan et al. 2009; CS294A, "Visualizing a Trained Autoencoder"; curriculum H4).

import * as tf from '@tensorflow/tfjs-core'
import { openStream } from '../../../../numerics/streams.ts'
import { pullBack } from '../../../../tensors/pullBack.ts'
import { placesOf } from '../../architecture.ts'
import { labelsFor } from '../../batch.ts'
import { drained, sliceOf } from '../../evaluate.ts'
import { measuringStep } from '../../measuringSteps.ts'
import { pixels } from '../../shapes.ts'
import { netInputAt } from '../encoderWalk.ts'
import type { ModelAtRest } from '../instrument.ts'
import type { UnitLayer } from './layers.ts'

const iterations = 40

/**
 * Inputs x with ‖x‖ = 1 (units × 784), as the encoder gets them, that maximise each unit before its activation; as
 * activations only rise, the activation too. Of a filter, that of its place in the middle of the picture.
 */
export async function maximisers(
  rest: ModelAtRest,
  layer: UnitLayer,
  units: ArrayLike<number>,
): Promise<Float32Array> {
  return layer.closedForm ? weightsOfLengthOne(rest, layer, units) : ascended(rest, layer, units)
}

/** max w·x + b over ‖x‖ ≤ 1 is at x = w/‖w‖. */
function weightsOfLengthOne(
  { arrays }: ModelAtRest,
  layer: UnitLayer,
  units: ArrayLike<number>,
): Float32Array {
  const { values } = arrays.find(({ name }) => name === `${layer.name}/kernel`)!
  const images = new Float32Array(units.length * pixels)
  for (let i = 0; i < units.length; i++) {
    const unit = units[i]!
    let squares = 0
    // labels come behind the pixels
    for (let j = 0; j < pixels; j++) squares += values[j * layer.units + unit]! ** 2
    const length = Math.sqrt(squares) || 1
    for (let j = 0; j < pixels; j++) images[i * pixels + j] = values[j * layer.units + unit]! / length
  }
  return images
}

/**
 * Ascent by x ← unit((1 − α) x + α g/‖g‖) with α falling from 1: for a linear unit the first step is the answer. The best
 * x on the way is kept. A unit without a gradient keeps its start.
 */
export async function ascended(
  rest: ModelAtRest,
  layer: UnitLayer,
  units: ArrayLike<number>,
): Promise<Float32Array> {
  const images = new Float32Array(units.length * pixels)
  const slice = sliceOf(rest.recipe)
  for (let start = 0; start < units.length; start += slice) {
    images.set(
      await ascendedAtOnce(rest, layer, Array.from(units).slice(start, start + slice)),
      start * pixels,
    )
  }
  return images
}

async function ascendedAtOnce(
  rest: ModelAtRest,
  layer: UnitLayer,
  units: readonly number[],
): Promise<Float32Array> {
  const count = units.length
  const stream = openStream(rest.recipe.seed, 'measuring')
  const step = measuringStep('unitStarts', layer.depth)
  const starts = new Float32Array(count * pixels)
  for (let i = 0; i < count; i++) {
    starts.set(stream.normals(step, pixels, units[i]! * pixels), i * pixels)
  }
  const best = tf.tidy(() => {
    const labels = labelsFor(rest.recipe, null, count)
    const wanted = wantedOutputs(rest, layer, units)
    const netInput = (x: tf.Tensor2D) => netInputAt(rest, layer.depth, { input: x, labels })
    let x = unitLength(tf.tensor2d(starts, [count, pixels]))
    let best = x
    let most = reached(netInput(x), wanted)
    for (let i = 0; i < iterations; i++) {
      const next = tf.tidy(() => {
        const direction = unitLength(pullBack(netInput, x, wanted))
        const share = 1 / Math.sqrt(1 + i / 2)
        const stepped = unitLength(tf.add<tf.Tensor2D>(tf.mul(x, 1 - share), tf.mul(direction, share)))
        // without a gradient there is nothing to follow
        const moved = tf.where<tf.Tensor2D>(tf.greater(lengthOf(direction), 0.5), stepped, x)
        const value = reached(netInput(moved), wanted)
        return {
          x: moved,
          best: tf.where<tf.Tensor2D>(tf.greater(value, most), moved, best),
          most: tf.maximum<tf.Tensor2D>(value, most),
        }
      })
      ;({ x, best, most } = next)
    }
    return best
  })
  return drained(best)
}

/** 1 at each row's unit, 0 elsewhere (rows × size of the layer's output). */
function wantedOutputs({ recipe }: ModelAtRest, layer: UnitLayer, units: ArrayLike<number>): tf.Tensor2D {
  const [height, width] = placesOf(recipe).encoder[layer.depth]!.output
  const middle = layer.places > 1 ? Math.floor(height / 2) * width + Math.floor(width / 2) : 0
  const size = layer.places * layer.units
  const values = new Float32Array(units.length * size)
  for (let i = 0; i < units.length; i++) values[i * size + middle * layer.units + units[i]!] = 1
  return tf.tensor2d(values, [units.length, size])
}

const reached = (outputs: tf.Tensor2D, wanted: tf.Tensor2D): tf.Tensor2D =>
  tf.sum<tf.Tensor2D>(tf.mul(outputs, wanted), 1, true)

const lengthOf = (x: tf.Tensor2D): tf.Tensor2D => tf.sqrt(tf.sum<tf.Tensor2D>(tf.square(x), 1, true))

/** Every row at length 1; a row of zeros stays. */
const unitLength = (x: tf.Tensor2D): tf.Tensor2D => tf.div(x, tf.maximum(lengthOf(x), 1e-20))
