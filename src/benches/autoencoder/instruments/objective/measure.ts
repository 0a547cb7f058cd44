// Objective, term by term: the test set's terms, with the floor and the linear optimum that the page draws beside them.

import type { Evaluation } from '../../evaluate.ts'
import type { Measure } from '../instrument.ts'

/** Of all test images of the recipe's classes, per image. */
export type ObjectivePart = Evaluation

export const measure: Measure<ObjectivePart> = {
  id: 'objective',
  applies: () => true,
  measure: async (rest) => (await rest.evaluated()).evaluation,
}
