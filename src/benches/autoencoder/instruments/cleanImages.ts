// Clean images that are going to be corrupted: which ones, and where the noise of each lies in a draw.

import { measuredPixels } from '../measuredPixels.ts'
import { labelsOf, type ModelAtRest } from './instrument.ts'
import { placeOfDrawing } from './noise.ts'
import { pictureOf, type AskedImage } from './pictureOf.ts'

export interface CleanImages {
  /** (images × 784) as the recipe's pixels show them */
  readonly clean: Float32Array
  /** class of each; null where none is known */
  readonly labels: Uint8Array | null
  /** of each image, where its noise lies in a draw */
  readonly places: Uint32Array
}

export function testImages({ recipe, test }: ModelAtRest, indices: Uint32Array): CleanImages {
  return {
    clean: measuredPixels(recipe, 'test', test, indices),
    labels: labelsOf(test, indices),
    places: indices,
  }
}

/** One image. @throws RangeError for one that there is not */
export function oneImage(rest: ModelAtRest, image: AskedImage): CleanImages {
  const { clean, labels } = pictureOf(rest, image)
  const place = image.kind === 'test' ? image.index : placeOfDrawing
  return { clean, labels: labels && Uint8Array.from(labels), places: Uint32Array.of(place) }
}

/** Ten test images in turn from the recipe's classes in ascending order, each the first not yet taken. */
export function oneOfEachClass({ test, testIndices, recipe }: ModelAtRest): Uint32Array {
  const classes = recipe.data.classes.toSorted((a, b) => a - b)
  const queues = classes.map((label) => testIndices.filter((index) => test.labels[index] === label))
  const taken = Array.from({ length: 10 }, (_, i) =>
    queues[i % queues.length]!.at(Math.floor(i / queues.length)),
  )
  return Uint32Array.from(taken.filter((index) => index !== undefined))
}

/** `count` test images of the recipe's classes, evenly over the file, always the same ones; all where there are fewer. */
export function fixedImages({ testIndices }: Pick<ModelAtRest, 'testIndices'>, count: number): Uint32Array {
  const all = testIndices.length
  if (all <= count) return testIndices.slice()
  return Uint32Array.from({ length: count }, (_, i) => testIndices[Math.floor((i * all) / count)]!)
}

/** The image once for each of `times`. */
export function repeatedImage({ clean, labels, places }: CleanImages, times: number): CleanImages {
  const many = new Float32Array(times * clean.length)
  for (let i = 0; i < times; i++) many.set(clean, i * clean.length)
  return {
    clean: many,
    labels: labels && Uint8Array.from({ length: times }, () => labels[0]!),
    places: Uint32Array.from({ length: times }, () => places[0]!),
  }
}
