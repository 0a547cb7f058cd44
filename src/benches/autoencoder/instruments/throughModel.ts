// Images on their way through a trained model, with everything on the way read back.

import * as tf from '@tensorflow/tfjs-core'
import { toBatch } from '../batch.ts'
import { distances } from '../objective/objective.ts'
import type { ModelAtRest } from './instrument.ts'

export interface Passage {
  /** activations of each hidden layer of the encoder (images × width) */
  readonly encoder: readonly Float32Array[]
  /** (images × code size) */
  readonly code: Float32Array
  readonly decoder: readonly Float32Array[]
  /** (images × 784): probabilities, or means that may leave [0,1] */
  readonly image: Float32Array
  /** reconstruction term per image, summed over pixels */
  readonly reconstruction: Float32Array
}

/** pixels: (images × 784) in [0,1], shown clean */
export async function throughModel(rest: ModelAtRest, pixels: Float32Array): Promise<Passage> {
  const { model, parameters, recipe, mean } = rest
  const tensors = tf.tidy(() => {
    const batch = toBatch(recipe, pixels, pixels, mean)
    const encoded = model.encode(parameters, batch.input)
    const decoded = model.decode(parameters, encoded.code)
    return {
      encoder: [...encoded.hidden],
      code: encoded.code,
      decoder: [...decoded.hidden],
      image: model.imageOf(decoded.output),
      reconstruction: distances[recipe.decode.output](decoded.output, batch.x),
    }
  })
  const read = async (tensor: tf.Tensor): Promise<Float32Array> => {
    const values = await tensor.data<'float32'>()
    return Float32Array.from(values)
  }
  const passage = {
    encoder: await Promise.all(tensors.encoder.map(read)),
    code: await read(tensors.code),
    decoder: await Promise.all(tensors.decoder.map(read)),
    image: await read(tensors.image),
    reconstruction: await read(tensors.reconstruction),
  }
  tf.dispose(tensors)
  return passage
}
