// The strip: one image on its way through every layer, and any code decoded; asked, because the reader chooses both.

import * as tf from '@tensorflow/tfjs-core'
import * as z from 'zod/mini'
import { outputLogVariance } from '../../architecture.ts'
import { labelsFor, tensorsOf, toBatch, type Pictures } from '../../batch.ts'
import { copied, drained } from '../../evaluate.ts'
import { forwardOf, noChance } from '../../forward.ts'
import { measureTerm } from '../../objective/objective.ts'
import { terms } from '../../objective/terms.ts'
import type { Measure, ModelAtRest } from '../instrument.ts'
import { pictureOf, type AskedImage } from '../pictureOf.ts'
import { askedCode, askedImage, parsed, requireSize } from '../question.ts'
import { throughModel, type Passage } from '../throughModel.ts'

export type StripQuestion = AskedImage | { readonly kind: 'code'; readonly code: Float32Array } // a code to decode

/** Of a bare code there is only the decoder's half. */
export interface StripAnswer extends Partial<Passage> {
  /** as the recipe's pixels show it; absent for a bare code */
  readonly input?: Float32Array
  readonly code: Float32Array
  readonly image: Float32Array
  /** every term of this image, unweighted, by id, also those that are off: what they would count is a slider away */
  readonly terms?: Readonly<Record<string, number>>
  /** σ² of a Gaussian output that learns it */
  readonly variance?: number
}

const asked: z.ZodMiniType<StripQuestion> = z.union([askedImage, askedCode])

export const measure: Measure<never, StripQuestion, StripAnswer> = {
  id: 'strip',
  applies: () => true,
  ask: async (rest, question) => {
    const known = parsed(asked, question)
    if (known.kind === 'code') {
      requireSize(known.code, rest.recipe.code.size)
      return throughDecoder(rest, known.code)
    }
    const pictures = pictureOf(rest, known)
    return {
      input: pictures.clean,
      ...(await throughModel(rest, pictures)),
      terms: await termsOf(rest, pictures),
      ...(rest.recipe.decode.variance === 'learned' && { variance: await learnedVariance(rest) }),
    }
  },
}

async function throughDecoder(
  { model, parameters, recipe }: ModelAtRest,
  code: Float32Array,
): Promise<Pick<Passage, 'code' | 'decoder' | 'image'>> {
  const [image, ...hidden] = tf.tidy(() => {
    const labels = labelsFor(recipe, null, 1)
    const decoded = model.decode(parameters, tf.tensor2d(code, [1, code.length]), labels)
    return [model.imageOf(decoded.output), ...decoded.hidden]
  })
  const [shown, ...decoder] = await Promise.all([image, ...hidden].map(copied))
  // a copy: the answer's arrays are given away, the question is asked again
  return { code: code.slice(), decoder, image: shown! }
}

/** Every term that this recipe may have, on or off. */
async function termsOf(
  { model, parameters, recipe, mean }: ModelAtRest,
  pictures: Pictures,
): Promise<Record<string, number>> {
  const possible = terms.filter((term) => !term.refusal?.(recipe))
  const batch = toBatch(recipe, pictures, mean)
  const values = tf.tidy(() => {
    const forward = forwardOf(model, parameters, batch, noChance)
    return possible.map((term) => measureTerm(recipe, term, forward))
  })
  tf.dispose(tensorsOf(batch))
  const numbers = await Promise.all(values.map(drained))
  return Object.fromEntries(possible.map((term, i) => [term.id, numbers[i]![0]!]))
}

/** It is one number for all pixels, learned as its logarithm. */
async function learnedVariance({ parameters }: ModelAtRest): Promise<number> {
  const [logVariance] = await parameters[outputLogVariance.name]!.data<'float32'>()
  return Math.exp(logVariance!)
}
