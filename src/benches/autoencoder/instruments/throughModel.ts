// Images on their way through a trained model, with everything on the way read back.

import * as tf from '@tensorflow/tfjs-core'
import { tensorsOf, toBatch, type Pictures } from '../batch.ts'
import { copied } from '../evaluate.ts'
import { reconstructionOf } from '../objective/objective.ts'
import type { ModelAtRest } from './instrument.ts'

export interface Passage {
  /** activations of each hidden layer of the encoder (images × width) */
  readonly encoder: readonly Float32Array[]
  /** the code of a point, the mean μ of a Gaussian, which is what is decoded (images × code size) */
  readonly code: Float32Array
  /** log σ² of a Gaussian code (images × code size); null for a point */
  readonly logVariance: Float32Array | null
  readonly decoder: readonly Float32Array[]
  /** (images × 784): probabilities, or means that may leave [0,1] */
  readonly image: Float32Array
  /** reconstruction term per image, summed over pixels */
  readonly reconstruction: Float32Array
}

/** Pictures through encoder, mean code and decoder, as the recipe in force centres and labels them. */
export async function throughModel(rest: ModelAtRest, pictures: Pictures): Promise<Passage> {
  const { model, parameters, recipe, mean } = rest
  const batch = toBatch(recipe, pictures, mean)
  const tensors = tf.tidy(() => {
    const encoded = model.encode(parameters, batch)
    const decoded = model.decode(parameters, encoded.code, batch.labels)
    return {
      encoder: [...encoded.hidden],
      code: encoded.code,
      ...(encoded.logVariance && { logVariance: encoded.logVariance }),
      decoder: [...decoded.hidden],
      image: model.imageOf(decoded.output),
      reconstruction: reconstructionOf(recipe, parameters, decoded.output, batch),
    }
  })
  tf.dispose(tensorsOf(batch))
  return {
    encoder: await Promise.all(tensors.encoder.map(copied)),
    code: await copied(tensors.code),
    logVariance: tensors.logVariance ? await copied(tensors.logVariance) : null,
    decoder: await Promise.all(tensors.decoder.map(copied)),
    image: await copied(tensors.image),
    reconstruction: await copied(tensors.reconstruction),
  }
}
