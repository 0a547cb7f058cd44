// What an instrument measures in the worker: a part of every frame, answers to questions, or both.

import type { Dataset, Images } from '../../../data/dataset.ts'
import type { SetName } from '../../../data/manifest.ts'
import type { NamedArray, Parameters } from '../../../tensors/parameters.ts'
import type { Evaluated } from '../evaluate.ts'
import type { Model } from '../model.ts'
import type { AutoencoderRecipe } from '../recipe.ts'

/** The model of one snapshot with everything that instruments measure it on. */
export interface ModelAtRest {
  readonly recipe: AutoencoderRecipe
  readonly step: number
  readonly model: Model
  /** the same values as tensors and at rest */
  readonly parameters: Parameters
  readonly arrays: readonly NamedArray[]
  readonly data: Dataset
  readonly test: Images
  /** file indices of the test images of the recipe's classes */
  readonly testIndices: Uint32Array
  readonly mean: Float64Array | null
  /** objective and codes of all those test images, measured once however many ask */
  evaluated(): Promise<Evaluated>
  /** the test images of the other set, which the model never saw the like of, once they are there */
  otherTest(): Promise<{ set: SetName; images: Images }>
  /** file indices of the first `limit` images of the training set, once they are there */
  trainIndices(limit: number): Promise<Uint32Array>
}

export interface Measure<Part = unknown, Question = unknown, Answer = unknown> {
  readonly id: string
  /** to which recipes it applies */
  applies(recipe: AutoencoderRecipe): boolean
  measure?(rest: ModelAtRest): Promise<Part>
  /** `question` comes from the page and is checked by the instrument */
  ask?(rest: ModelAtRest, question: Question): Promise<Answer>
}

/** Classes of the images of these file indices. */
export function labelsOf({ labels }: Images, indices: ArrayLike<number>): Uint8Array {
  return Uint8Array.from(indices, (index) => labels[index]!)
}
