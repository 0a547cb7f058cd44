// What a branch may not have otherwise than the run that it goes on from: the weights, the images and what terms remember.

import { equal } from '../../lab/json.ts'
import type { Branch } from '../../lab/origin.ts'
import { remembering } from './objective/terms.ts'
import type { AutoencoderRecipe, Refusal } from './recipe.ts'

export function* refusalsOfBranch(
  recipe: AutoencoderRecipe,
  { recipe: parent, step }: Branch<AutoencoderRecipe>,
): Generator<Refusal> {
  if (!equal(networkOf(recipe), networkOf(parent))) {
    yield { path: ['from'], message: 'a branch keeps the network of the run that it comes from' }
  }
  if (!equal(recipe.data, parent.data)) {
    yield { path: ['from'], message: 'a branch keeps the images of the run that it comes from' }
  }
  if (recipe.optimise.steps < step) {
    const message = `the run branches at step ${step} and cannot end before it`
    yield { path: ['optimise', 'steps'], message, instead: step }
  }
  const remembered = new Set(remembering(parent).map(({ term }) => term.id))
  for (const { term } of remembering(recipe)) {
    if (remembered.has(term.id)) continue
    const message = 'it remembers every step since the first, and the run that it branches from kept nothing'
    yield { path: ['objective', term.id], message, instead: parent.objective[term.id] }
  }
}

/** What the weights mean: whatever else stands beside it can change with them kept. */
function networkOf({ encode, code, decode }: AutoencoderRecipe): unknown {
  const { layers, activation } = encode
  const { samples: _samples, gradient: _gradient, ...place } = code
  // where its biases began makes no difference any more
  const { bias: _bias, variance, ...output } = decode
  return [layers, activation, place, output, variance === 'learned']
}
