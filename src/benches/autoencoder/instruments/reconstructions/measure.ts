// Reconstructions: the first test image of every class beside what comes out, and its squared error.

import { measuredPixels } from '../../measuredPixels.ts'
import { throughModel } from '../throughModel.ts'
import { labelsOf, type Measure, type ModelAtRest } from '../instrument.ts'

export interface ReconstructionsPart {
  /** file indices of the test images */
  readonly indices: Uint32Array
  /** (images × 784), as the recipe's pixels show them */
  readonly inputs: Float32Array
  /** (images × 784): probabilities, or means that may leave [0,1] */
  readonly outputs: Float32Array
}

const shown = 10

export const measure: Measure<ReconstructionsPart> = {
  id: 'reconstructions',
  applies: () => true,
  measure: async (rest) => {
    const indices = firstOfEachClass(rest)
    const inputs = measuredPixels(rest.recipe, 'test', rest.test, indices)
    const outputs = (await throughModel(rest, { clean: inputs, labels: labelsOf(rest.test, indices) })).image
    return { indices, inputs, outputs }
  },
}

/** Test images in turn from the recipe's classes, ten in all, each the first not yet taken. */
function firstOfEachClass({ test, testIndices, recipe }: ModelAtRest): Uint32Array {
  const classes = recipe.data.classes.toSorted((a, b) => a - b)
  const queues = classes.map((label) => testIndices.filter((index) => test.labels[index] === label))
  const taken = Array.from(
    { length: shown },
    (_, i) => queues[i % queues.length]![Math.floor(i / queues.length)],
  )
  return Uint32Array.from(taken.filter((index) => index !== undefined))
}
