// What tells one run from another in few words: the family, and what differs from its default, in the words of the strip.

import { difference, isObject } from '../../../lab/json.ts'
import { branchOf } from '../../../lab/origin.ts'
import { corruptionOf } from '../corrupt/corruptions.ts'
import { familyNames } from '../familyNames.ts'
import { terms } from '../objective/terms.ts'
import { families, type AutoencoderRecipe } from '../recipe.ts'

/** Fields that say little of what a model is. */
const quiet = [
  'optimise.steps',
  'changes',
  'version',
  'bench',
  'family',
  'data.own.digest',
  'data.own.classes',
]

/** `Variational · code size 20 · β 4` */
export function runLabel(recipe: AutoencoderRecipe): string {
  const family = families.find(({ id }) => id === recipe.family) ?? families[0]
  const news = newsOf(recipe, family.recipe)
    .filter(({ path }) => !quiet.includes(path))
    .map(({ name }) => name)
  return [familyNames[family.id as keyof typeof familyNames] ?? family.id, ...news].join(' · ')
}

/** What a recipe has that differs from another one: each field, and what it is called with this recipe's value. */
export function newsOf(
  recipe: AutoencoderRecipe,
  other: AutoencoderRecipe,
): { readonly path: string; readonly name: string }[] {
  return leavesOf(difference(other, recipe), '').map(([path, value]) => ({
    path,
    name: nameOf(path, value, recipe),
  }))
}

function leavesOf(value: unknown, path: string): [path: string, value: unknown][] {
  if (value === undefined) return []
  // where a run began is one thing, however much is written of it
  if (!isObject(value) || path === 'from') return [[path, value]]
  return Object.entries(value).flatMap(([key, entry]) =>
    leavesOf(entry, path === '' ? key : `${path}.${key}`),
  )
}

function nameOf(path: string, value: unknown, recipe: AutoencoderRecipe): string {
  if (path === 'from') {
    const branch = branchOf(recipe)
    return branch === null ? 'from a checkpoint' : `branched at step ${branch.step}`
  }
  const named = fields[path]
  if (named !== undefined) return named(value)
  const [stage, ...rest] = path.split('.')
  if (stage === 'corrupt') return nameOfCorruption(rest.join('.'), value, recipe)
  if (stage === 'objective') return nameOfTerm(rest[0]!, rest.slice(1).join('.'), value)
  return `${path} ${written(value)}`
}

/** By the labels that the corruption's own file declares. */
function nameOfCorruption(field: string, value: unknown, { corrupt }: AutoencoderRecipe): string {
  const { label, parameters, switches } = corruptionOf(corrupt.kind)
  if (field === 'kind') return value === 'none' ? 'no corruption' : label.en
  const given = [...parameters, ...switches].find(({ name }) => name === field)?.label.en ?? field
  return `${given} ${written(value)}`
}

/** By the labels that the term's own file declares. */
function nameOfTerm(id: string, field: string, value: unknown): string {
  const term = terms.find((each) => each.id === id)
  const choice = term?.choices?.find(({ name }) => name === field)
  const label = (choice ?? term?.parameters.find(({ name }) => name === field))?.label.en ?? `${id} ${field}`
  const option = choice?.options.find((each) => each.value === value)?.label.en
  return `${withinSentence(label)} ${option ?? written(value)}`
}

/** Numbers and words as they are, layers by their widths, yes and no as such. */
function written(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'on' : 'off'
  if (!Array.isArray(value)) return String(value)
  const entries = value.map((entry: unknown) =>
    isObject(entry) ? String(entry['units'] ?? entry['filters'] ?? entry['kind']) : String(entry),
  )
  return entries.join('-')
}

/** `Target ρ` begins small, `KL sparsity` does not. */
function withinSentence(label: string): string {
  return /^[A-Z][a-z]/.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label
}

const oneOf =
  (names: Readonly<Record<string, string>>) =>
  (value: unknown): string =>
    names[String(value)] ?? String(value)

const valued =
  (name: string) =>
  (value: unknown): string =>
    `${name} ${written(value)}`

const layered =
  (half: string) =>
  (value: unknown): string =>
    Array.isArray(value) && value.length === 0 ? `${half} without layers` : `${half} ${written(value)}`

const activation = oneOf({ relu: 'ReLU' })

/** What a field with this value is called; corruptions and terms name their own. */
const fields: Readonly<Record<string, (value: unknown) => string>> = {
  seed: valued('seed'),
  'data.set': oneOf({ mnist: 'MNIST', 'fashion-mnist': 'Fashion-MNIST', own: 'own images' }),
  'data.own.name': (value) => `“${String(value)}”`,
  'data.own.digest': (value) => `SHA-256 ${String(value).slice(0, 8)}…`,
  'data.own.classes': (value) => `called ${(value as string[]).join(', ')}`,
  'data.train': (value) => `trained on ${Number(value).toLocaleString('en')}`,
  'data.classes': (value) => `classes ${(value as number[]).join(', ')}`,
  'data.pixels': oneOf({ grey: 'grey pixels', threshold: 'threshold pixels', sampled: 'sampled pixels' }),
  'data.centre': oneOf({ true: 'centred', false: 'not centred' }),
  'encode.layers': layered('encoder'),
  'encode.activation': (value) => `activation ${activation(value)}`,
  'encode.dropout': valued('dropout'),
  'encode.initial': oneOf({ glorot: 'initial weights Glorot', he: 'initial weights He' }),
  'code.size': valued('code size'),
  'code.kind': oneOf({ point: 'point code', gaussian: 'Gaussian code' }),
  'code.activation': (value) => `code activation ${activation(value)}`,
  'code.condition': oneOf({ none: 'class not told', label: 'class told' }),
  'code.samples': valued('samples L'),
  'code.gradient': oneOf({ pathwise: 'wire whole', blocked: 'wire cut' }),
  'decode.layers': (value) => (value === 'mirror' ? 'mirrored decoder' : layered('decoder')(value)),
  'decode.tied': oneOf({ true: 'tied', false: 'not tied' }),
  'decode.output': oneOf({ bernoulli: 'Bernoulli output', gaussian: 'Gaussian output' }),
  'decode.variance': (value) => (value === 'learned' ? 'variance learned' : valued('variance')(value)),
  'decode.bias': oneOf({ zero: 'bias zero', mean: 'bias mean image' }),
  'objective.reconstruction.over': oneOf({ all: 'loss on all pixels', masked: 'loss on hidden pixels' }),
  'objective.reconstruction.reduce': oneOf({ sum: 'sum over pixels', mean: 'mean over pixels' }),
  'optimise.method': oneOf({ sgd: 'SGD', momentum: 'Momentum', adam: 'Adam' }),
  'optimise.rate': valued('rate'),
  'optimise.batch': valued('batch'),
  'optimise.steps': (value) => `${Number(value).toLocaleString('en')} steps`,
}
