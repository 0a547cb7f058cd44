// Changes of a recipe that must come together, because one of them alone would be no legal recipe; and why one cannot be.

import { readRecipe } from '../../../../lab/recipe.ts'
import { equal, undotted, valueAt, withValueAt } from '../../../../lab/json.ts'
import { placesOf } from '../../architecture.ts'
import { corruptionOf } from '../../corrupt/corruptions.ts'
import type { LayerSpec } from '../../encode/layer.ts'
import { settingOf } from '../../objective/term.ts'
import { terms } from '../../objective/terms.ts'
import type { Term } from '../../objective/term.ts'
import { recipeBook, type AutoencoderRecipe } from '../../recipe.ts'

/** Values by their dotted paths. */
export type Changes = Readonly<Record<string, unknown>>

/** The sentence that refuses these changes of a recipe; null where they are possible. */
export function refusalOf(recipe: AutoencoderRecipe, changes: Changes): string | null {
  const wanted = withChanges(recipe, changes)
  return readRecipe(recipeBook, wanted).complaints[0]?.sentence ?? null
}

/** Why this recipe cannot have the term, as the end of a sentence; null where it can. */
export function refusalOfTerm(recipe: AutoencoderRecipe, term: Term): string | null {
  const refusal = term.refusal?.(recipe) ?? null
  if (refusal === null) return null
  // another of its own choices may be possible
  return chosenFor(recipe, term) === null ? refusal : null
}

/** The term on, as its file begins it, with the first of its choices that this recipe can have. */
export function termOn(recipe: AutoencoderRecipe, term: Term): Changes {
  const weight = term.parameters.find(({ name }) => name === 'weight')!.initial
  const choices = Object.entries(chosenFor(recipe, term) ?? {})
  const changes = [['weight', weight], ...choices].map(([field, value]) => [
    `objective.${term.id}.${field}`,
    value,
  ])
  return onlyNew(recipe, Object.fromEntries(changes) as Changes)
}

/** What must be chosen of the term's words that it is possible: nothing, one of them, or null where nothing helps. */
function chosenFor(recipe: AutoencoderRecipe, term: Term): Readonly<Record<string, string>> | null {
  if (!term.refusal?.(recipe)) return {}
  for (const { name, options } of term.choices ?? []) {
    for (const { value } of options) {
      const objective = { ...recipe.objective, [term.id]: { ...settingOf(recipe, term), [name]: value } }
      if (!term.refusal({ ...recipe, objective })) return { [name]: value }
    }
  }
  return null
}

/** Another corruption as it begins; where none hides pixels, all of them count. */
export function corruptionChanges(recipe: AutoencoderRecipe, kind: string): Changes {
  const { defaults, hides } = corruptionOf(kind)
  return {
    corrupt: { kind, ...defaults },
    ...onlyNew(recipe, hides ? {} : { 'objective.reconstruction.over': 'all' }),
  }
}

/** Other hidden layers of the encoder; where there is none, none is thinned. */
export function encoderChanges(recipe: AutoencoderRecipe, layers: readonly LayerSpec[]): Changes {
  return { 'encode.layers': layers, ...onlyNew(recipe, layers.length > 0 ? {} : { 'encode.dropout': 0 }) }
}

/** A Gaussian code comes with its KL at β = 1; a point has neither KL, nor samples, nor a likelihood with a variance. */
export function codeKindChanges(recipe: AutoencoderRecipe, kind: AutoencoderRecipe['code']['kind']): Changes {
  const kl = terms.find(({ id }) => id === 'kl')!
  const point = {
    'objective.kl.weight': 0,
    'code.samples': 1,
    'code.gradient': 'pathwise',
    'decode.variance': 1,
  }
  const gaussian = { 'objective.kl.weight': kl.parameters[0]!.initial }
  return { 'code.kind': kind, ...onlyNew(recipe, kind === 'point' ? point : gaussian) }
}

/** Another output; only a Gaussian one has a variance. */
export function outputChanges(
  recipe: AutoencoderRecipe,
  output: AutoencoderRecipe['decode']['output'],
): Changes {
  return {
    'decode.output': output,
    ...onlyNew(recipe, output === 'bernoulli' ? { 'decode.variance': 1 } : {}),
  }
}

/** The decoder as the mirror, or as layers of its own, which begin as the mirror's and are not tied. */
export function mirrorChanges(recipe: AutoencoderRecipe, isMirror: boolean): Changes {
  if (isMirror) return { 'decode.layers': 'mirror' }
  return { 'decode.layers': ownLayers(recipe), ...onlyNew(recipe, { 'decode.tied': false }) }
}

/** The layers of the decoder; the dense one that gives the image at the end goes without saying. */
export function ownLayers(recipe: AutoencoderRecipe): readonly LayerSpec[] {
  const specs = placesOf(recipe).decoder.map(({ spec }) => spec)
  return specs.at(-1)!.kind === 'dense' ? specs.slice(0, -1) : specs
}

function withChanges(recipe: AutoencoderRecipe, changes: Changes): unknown {
  return Object.entries(changes).reduce<unknown>(
    (current, [path, value]) => withValueAt(current, undotted(path), value),
    recipe,
  )
}

/** Those that change something. */
function onlyNew(recipe: AutoencoderRecipe, changes: Changes): Changes {
  return Object.fromEntries(
    Object.entries(changes).filter(([path, value]) => !equal(valueAt(recipe, undotted(path)), value)),
  )
}
