// What makes dimensions collapse and what helps, as edits of the recipe; and what theory says of a linear model.

import { settingOf } from '../../objective/term.ts'
import { activeTerms } from '../../objective/terms.ts'
import { term as kl } from '../../objective/terms/kl.ts'
import type { AutoencoderRecipe } from '../../recipe.ts'

/** One button: values by their dotted paths. */
export interface Remedy {
  readonly id: 'largeBeta' | 'linearDecoder' | 'pixelMean' | 'warmup' | 'freeNats' | 'smallBeta'
  readonly changes: Readonly<Record<string, unknown>>
}

/** A KL that outweighs the reconstruction, a code wider than its decoder can use, and a mean where a sum belongs (β is 784 then). */
export const causes: readonly Remedy[] = [
  { id: 'largeBeta', changes: { 'objective.kl.weight': 16 } },
  { id: 'linearDecoder', changes: { 'code.size': 50, 'decode.layers': [], 'decode.tied': false } },
  { id: 'pixelMean', changes: { 'objective.reconstruction.reduce': 'mean' } },
]

/** The KL comes slowly (Bowman et al. 2016), the first of it is free (Kingma et al. 2016), or it weighs less. */
export const cures: readonly Remedy[] = [
  { id: 'warmup', changes: { 'objective.kl.warmup': 500 } },
  { id: 'freeNats', changes: { 'objective.kl.freeBits': 0.25 } },
  { id: 'smallBeta', changes: { 'objective.kl.weight': 0.25 } },
]

export function valueAt(recipe: AutoencoderRecipe, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((here, key) => (here as Readonly<Record<string, unknown>> | undefined)?.[key], recipe)
}

/** Does the recipe say what the button would set? */
export function isSet(recipe: AutoencoderRecipe, { changes }: Remedy): boolean {
  return Object.entries(changes).every(([path, value]) => sameValue(valueAt(recipe, path), value))
}

/** The button's fields as another recipe has them: what taking it back sets. */
export function takenBack({ changes }: Remedy, recipe: AutoencoderRecipe): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.keys(changes).map((path) => [path, valueAt(recipe, path)]))
}

function sameValue(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

/**
 * How many dimensions of a linear model with a Gaussian output of fixed variance are active at its optimum: as many
 * eigenvalues of the data's covariance as exceed βσ², at most the code's size (Lucas et al. 2019). Null for other recipes.
 */
export function predictedActive(
  recipe: AutoencoderRecipe,
  eigenvalues: ArrayLike<number>,
): { active: number; threshold: number } | null {
  const { corrupt, encode, code, decode, objective } = recipe
  const { weight, freeBits } = settingOf(recipe, kl)
  const isLinear =
    encode.layers.length === 0 && (decode.layers === 'mirror' || decode.layers.length === 0) && !decode.tied
  const isPlain =
    code.activation === 'linear' &&
    code.condition === 'none' &&
    code.gradient === 'pathwise' &&
    freeBits === 0 &&
    objective.reconstruction.reduce === 'sum' &&
    corrupt.kind === 'none' &&
    activeTerms(recipe).every(({ id }) => id === kl.id)
  if (!isLinear || !isPlain || decode.output !== 'gaussian' || decode.variance === 'learned') return null
  const threshold = weight * decode.variance
  let active = 0
  while (active < Math.min(code.size, eigenvalues.length) && eigenvalues[active]! > threshold) active++
  return { active, threshold }
}
