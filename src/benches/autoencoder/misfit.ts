// Whether stored weights and moments are those of a recipe, so that a run can go on from them.

import type { KeptState } from '../../lab/keep/kept.ts'
import { isFinite, type NamedArray } from '../../tensors/parameters.ts'
import { momentName } from '../../tensors/optimisers/optimiser.ts'
import { parametersOf } from './architecture.ts'
import { remembering } from './objective/terms.ts'
import { methods } from './optimise/methods.ts'
import { memoryName } from './run.ts'
import type { AutoencoderRecipe } from './recipe.ts'

interface Wanted {
  readonly name: string
  readonly shape: readonly number[]
}

/** Why they are not, as a sentence; null where they are. Without moments they are to be looked at only. */
export function misfit(recipe: AutoencoderRecipe, { step, parameters, moments }: KeptState): string | null {
  const specs = parametersOf(recipe)
  const wantedMoments = [
    ...specs.flatMap(({ name, shape }) =>
      methods[recipe.optimise.method].moments.map((moment) => ({ name: momentName(moment, name), shape })),
    ),
    ...remembering(recipe).map(({ term, shape }) => ({ name: memoryName(term.id), shape })),
  ]
  const wrong = wrongOf(specs, parameters) ?? (moments && wrongOf(wantedMoments, moments))
  return wrong === null ? null : `At step ${step}, ${wrong}.`
}

function wrongOf(wanted: readonly Wanted[], given: readonly NamedArray[]): string | null {
  const known = wanted.map(({ name }) => name)
  // a branch's past may have remembered more
  const other = given.find(({ name }) => !known.includes(name) && !name.startsWith(memoryName('')))
  if (other !== undefined) return `the recipe has no ${other.name}`
  for (const { name, shape } of wanted) {
    const found = given.find((array) => array.name === name)
    if (found === undefined) return `${name} is missing`
    if (found.shape.join('×') !== shape.join('×')) {
      return `${name} has the shape ${found.shape.join('×')} where the recipe has ${shape.join('×')}`
    }
    if (!isFinite(found)) return `${name} holds what is no number`
  }
  return null
}
