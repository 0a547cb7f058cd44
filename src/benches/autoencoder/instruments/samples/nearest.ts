// The training image nearest to an image, Euclidean over the grey pixels: is a sample new, and is it like anything real?

import * as tf from '@tensorflow/tfjs-core'
import type { Images } from '../../../../data/dataset.ts'
import { drained } from '../../evaluate.ts'
import { pixels } from '../../shapes.ts'

export interface Nearest {
  /** file indices of the training images */
  readonly indices: Uint32Array
  /** Euclidean, pixels from 0 to 1 */
  readonly distances: Float32Array
}

const slice = 1000

/** For every one of `images` (n × 784 in [0,1]) the nearest among the training images of these file indices. */
export async function nearestTo(images: Float32Array, train: Images, among: Uint32Array): Promise<Nearest> {
  const count = images.length / pixels
  const nearest = { indices: new Uint32Array(count), distances: new Float32Array(count).fill(Infinity) }
  for (let start = 0; start < among.length; start += slice) {
    const here = among.subarray(start, start + slice)
    const candidates = new Float32Array(here.length * pixels)
    here.forEach((index, i) => {
      for (let j = 0; j < pixels; j++) candidates[i * pixels + j] = train.pixels[index * pixels + j]! / 255
    })
    const products = tf.tidy(() => {
      const rows = tf.tensor2d(candidates, [here.length, pixels])
      // ‖y‖² − 2 x·y finds the nearest; the distance itself is then computed without cancellation
      const square = tf.sum(tf.square(rows), 1)
      return tf.sub(square, tf.mul(tf.matMul(tf.tensor2d(images, [count, pixels]), tf.transpose(rows)), 2))
    })
    const scores = await drained(products)
    for (let i = 0; i < count; i++) {
      let best = 0
      for (let j = 1; j < here.length; j++) {
        if (scores[i * here.length + j]! < scores[i * here.length + best]!) best = j
      }
      const distance = distanceOf(images, i, candidates, best)
      if (distance >= nearest.distances[i]!) continue
      nearest.distances[i] = distance
      nearest.indices[i] = here[best]!
    }
  }
  return nearest
}

function distanceOf(a: Float32Array, i: number, b: Float32Array, j: number): number {
  let square = 0
  for (let pixel = 0; pixel < pixels; pixel++)
    square += (a[i * pixels + pixel]! - b[j * pixels + pixel]!) ** 2
  return Math.sqrt(square)
}
