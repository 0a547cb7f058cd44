// The recipe of the autoencoder bench: everything that decides a run, as a schema with the reason for every refusal.

import * as z from 'zod/mini'
import { longestClass, longestName, mostClasses, mostImages } from '../../data/own/limits.ts'
import { equal, isObject } from '../../lab/json.ts'
import { branchOf, checkpointIn } from '../../lab/origin.ts'
import { mostSteps, type Family, type Recipe, type RecipeBook } from '../../lab/recipe.ts'
import { activationNames } from '../../tensors/activationNames.ts'
import { corruptionOf, corruptions } from './corrupt/corruptions.ts'
import { refusalsOfBranch } from './branching.ts'
import { ImpossibleLayer, parametersOf, placesOf } from './architecture.ts'
import { layers as layerKinds } from './encode/layers.ts'
import type { LayerSpec } from './encode/layer.ts'
import { conditional } from './families/conditional.ts'
import { checkpointOf, type Checkpoint } from './checkpoints/list.ts'
import { contractive } from './families/contractive.ts'
import { convolutional } from './families/convolutional.ts'
import { convolutionalVariational } from './families/convolutionalVariational.ts'
import { denoising } from './families/denoising.ts'
import { linear } from './families/linear.ts'
import { masked } from './families/masked.ts'
import { overcomplete } from './families/overcomplete.ts'
import { sparseKl } from './families/sparseKl.ts'
import { sparseL1 } from './families/sparseL1.ts'
import { undercomplete } from './families/undercomplete.ts'
import { betaVariational, variational } from './families/variational.ts'
import { pixels } from './shapes.ts'
import { activeTerms, terms } from './objective/terms.ts'
import type { TermSetting } from './objective/term.ts'
import { whole } from './whole.ts'

const seed = whole(0, 2 ** 32 - 1)
const activation = z.enum(activationNames)
const weight = z.number().check(z.minimum(0), z.maximum(1000))

/** Layers of one half, the code's and the image's own left out. */
const mostLayers = 8
/** Weights and biases of all layers, so that a phone can hold them with their moments. */
const mostParameters = 12_000_000

const layer = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('dense'), ...layerKinds.dense.schema }),
  z.strictObject({ kind: z.literal('conv'), ...layerKinds.conv.schema }),
  z.strictObject({ kind: z.literal('convTranspose'), ...layerKinds.convTranspose.schema }),
  z.strictObject({ kind: z.literal('pool'), ...layerKinds.pool.schema }),
  z.strictObject({ kind: z.literal('upsample'), ...layerKinds.upsample.schema }),
]) as unknown as z.ZodMiniType<LayerSpec>
const layers = z.readonly(z.array(layer).check(z.maxLength(mostLayers)))

/** `kind` and the parameters of that corruption's file. */
export interface CorruptRecipe {
  readonly kind: string
  readonly [parameter: string]: unknown
}

const [firstCorruption, ...otherCorruptions] = corruptions.map((part) =>
  z.strictObject({ kind: z.literal(part.id), ...part.schema }),
)
const corruption = z.discriminatedUnion('kind', [
  firstCorruption!,
  ...otherCorruptions,
]) as z.ZodMiniType<CorruptRecipe>

/** The reconstruction and every term by its name. */
export interface ObjectiveRecipe {
  readonly reconstruction: {
    /** which pixels count: all, or those that a corruption hid */
    readonly over: 'all' | 'masked'
    readonly reduce: 'sum' | 'mean'
  }
  readonly [term: string]: TermSetting | ObjectiveRecipe['reconstruction']
}

const objective = z.strictObject({
  reconstruction: z.strictObject({ over: z.enum(['all', 'masked']), reduce: z.enum(['sum', 'mean']) }),
  ...Object.fromEntries(terms.map((term) => [term.id, z.strictObject({ weight, ...term.schema })])),
}) as unknown as z.ZodMiniType<ObjectiveRecipe>

const own = z.strictObject({
  digest: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
  name: z.string().check(z.minLength(1), z.maxLength(longestName)),
  classes: z
    .array(z.string().check(z.minLength(1), z.maxLength(longestClass)))
    .check(z.minLength(1), z.maxLength(mostClasses)),
})

const change = z.strictObject({
  step: whole(0, Number.MAX_SAFE_INTEGER),
  path: z.string().check(z.maxLength(100)),
  value: z.number(),
})

const schema = z
  .strictObject({
    version: z.literal(1),
    bench: z.literal('autoencoder'),
    family: z.string(),
    seed,
    data: z.strictObject({
      set: z.enum(['mnist', 'fashion-mnist', 'own']),
      // of a set of the reader's own, which only their browser has
      own: z.optional(own),
      train: whole(1, mostImages),
      classes: z.array(whole(0, 9)).check(z.minLength(1), z.maxLength(10)),
      pixels: z.enum(['grey', 'threshold', 'sampled']),
      centre: z.boolean(),
    }),
    corrupt: corruption,
    encode: z.strictObject({
      layers,
      activation,
      dropout: z.number().check(z.minimum(0), z.maximum(0.9)),
      initial: z.enum(['glorot', 'he']),
    }),
    code: z.strictObject({
      size: whole(1, 1024),
      kind: z.enum(['point', 'gaussian']),
      activation,
      condition: z.enum(['none', 'label']),
      samples: whole(1, 50),
      gradient: z.enum(['pathwise', 'blocked']),
    }),
    decode: z.strictObject({
      layers: z.union([z.literal('mirror'), layers]),
      tied: z.boolean(),
      output: z.enum(['bernoulli', 'gaussian']),
      variance: z.union([z.number().check(z.minimum(0.0001), z.maximum(100)), z.literal('learned')]),
      bias: z.enum(['zero', 'mean']),
    }),
    objective,
    optimise: z.strictObject({
      method: z.enum(['sgd', 'momentum', 'adam']),
      rate: z.number().check(z.positive(), z.maximum(100)),
      batch: whole(1, 1024),
      steps: whole(0, mostSteps),
    }),
    changes: z.array(change).check(z.maxLength(1000)),
    from: z.optional(
      z.union([
        z.strictObject({ checkpoint: z.string().check(z.maxLength(64)) }),
        // a recipe that is read before the one that it stands in
        z.strictObject({ recipe: z.custom<Recipe>(isObject), step: whole(0, mostSteps) }),
      ]),
    ),
  })
  .check((context) => {
    for (const { path, message, instead } of refusals(context.value)) {
      const params = instead === undefined ? {} : { instead }
      context.issues.push({ code: 'custom', input: context.value, path: [...path], message, params })
    }
  })

export type AutoencoderRecipe = z.infer<typeof schema>

/** A field that the others leave without a meaning: why, and what it is set to instead of its default. */
export interface Refusal {
  readonly path: readonly (string | number)[]
  readonly message: string
  readonly instead?: unknown
}

/** What each field allows by itself but all of them together do not mean. */
function* refusals(recipe: AutoencoderRecipe): Generator<Refusal> {
  const { data, corrupt, encode, code, decode, objective } = recipe
  const isPoint = code.kind === 'point'
  if (data.set === 'own' && data.own === undefined) {
    const message = 'a set of your own needs data.own, which says which one it is'
    yield { path: ['data', 'set'], message, instead: 'mnist' }
  }
  if (data.set !== 'own' && data.own !== undefined) {
    yield { path: ['data', 'own'], message: `the set ${data.set} is nobody’s own` }
  }
  const classes = data.own?.classes.length ?? 10
  if (data.classes.some((label) => label >= classes)) {
    const message = `the set has only the classes 0 to ${classes - 1}`
    yield { path: ['data', 'classes'], message, instead: allOf(classes) }
  }
  if (new Set(data.classes).size < data.classes.length) {
    yield { path: ['data', 'classes'], message: 'a class is named twice' }
  }
  if (decode.tied && decode.layers !== 'mirror') {
    const message = 'tied weights need a decoder that mirrors the encoder'
    yield { path: ['decode', 'tied'], message, instead: false }
  }
  if (decode.tied && code.condition === 'label') {
    const message = 'tied weights have no place for the label, which comes into both nets'
    yield { path: ['decode', 'tied'], message, instead: false }
  }
  if (isPoint && code.samples > 1) {
    const message = 'a point code has one sample; several need a Gaussian code'
    yield { path: ['code', 'samples'], message, instead: 1 }
  }
  if (isPoint && code.gradient === 'blocked') {
    const message = 'a point code has no sample to block the gradient at; it needs a Gaussian code'
    yield { path: ['code', 'gradient'], message, instead: 'pathwise' }
  }
  if (decode.variance !== 1 && (isPoint || decode.output === 'bernoulli')) {
    const message = 'a variance needs a Gaussian output behind a Gaussian code'
    yield { path: ['decode', 'variance'], message, instead: 1 }
  }
  if (encode.dropout > 0 && encode.layers.length === 0) {
    const message = 'dropout thins hidden layers of the encoder, and there is none'
    yield { path: ['encode', 'dropout'], message, instead: 0 }
  }
  if (objective.reconstruction.over === 'masked' && !corruptionOf(corrupt.kind).hides) {
    const message = `the corruption ${corrupt.kind} hides no pixels that could be counted alone`
    yield { path: ['objective', 'reconstruction', 'over'], message, instead: 'all' }
  }
  for (const term of activeTerms(recipe)) {
    const message = term.refusal?.(recipe) ?? null
    if (message !== null) yield { path: ['objective', term.id, 'weight'], message, instead: 0 }
  }
  const id = checkpointIn(recipe)
  if (id !== null) {
    const checkpoint = checkpointOf(id)
    const message =
      checkpoint === undefined
        ? // a file of the reader's own is looked for when the run begins
          isDigest(id)
          ? null
          : 'this lab has no checkpoint of that name'
        : fits(recipe, checkpoint)
          ? null
          : `the checkpoint ${checkpoint.file} is of another network`
    if (message !== null) yield { path: ['from'], message }
  }
  const branch = branchOf(recipe)
  if (branch !== null) yield* refusalsOfBranch(recipe, branch)
  yield* impossibleLayers(recipe)
}

/** What tells the images that there are to take from, of the lab's sets and of the reader's own. */
export function sourceOf({ set, own }: AutoencoderRecipe['data']): string {
  return own?.digest ?? set
}

/** Every class of a set. */
export function allOf(classes: number): number[] {
  return Array.from({ length: classes }, (_, label) => label)
}

/** SHA-256, as files of weights are named. */
const isDigest = (name: string): boolean => /^[\da-f]{64}$/.test(name)

/** Is the network the one that the checkpoint was trained as? */
function fits(recipe: AutoencoderRecipe, { recipe: { family, code } }: Checkpoint): boolean {
  const trained = families.find(({ id }) => id === family)!.recipe
  const networkOf = (of: AutoencoderRecipe) => [of.encode, of.code, of.decode]
  return equal(networkOf(recipe), networkOf({ ...trained, code: { ...trained.code, ...code } }))
}

function* impossibleLayers(recipe: AutoencoderRecipe): Generator<Refusal> {
  try {
    const specs = parametersOf(recipe)
    const parameters = specs.reduce(
      (sum, { shape }) => sum + shape.reduce((size, length) => size * length, 1),
      0,
    )
    if (parameters > mostParameters) {
      yield { path: ['encode', 'layers'], message: `${parameters} weights are more than ${mostParameters}` }
    }
    // a convolution has one bias for all pixels
    const isImage = ({ name, shape }: (typeof specs)[number]) => name === 'output/bias' && shape[0] === pixels
    if (recipe.decode.bias === 'mean' && !specs.some(isImage)) {
      const message = 'the last layer has no bias that could be the mean image'
      yield { path: ['decode', 'bias'], message, instead: 'zero' }
    }
    if (recipe.code.condition === 'label' && !placesOf(recipe).decoder.some(({ labels }) => labels > 0)) {
      const message = 'the label comes into the decoder at a dense layer, and it has none'
      yield { path: ['code', 'condition'], message, instead: 'none' }
    }
  } catch (error) {
    if (!(error instanceof ImpossibleLayer)) throw error
    yield { path: error.path, message: error.message }
  }
}

export const families: readonly [Family<AutoencoderRecipe>, ...Family<AutoencoderRecipe>[]] = [
  undercomplete,
  linear,
  overcomplete,
  sparseL1,
  sparseKl,
  denoising,
  masked,
  contractive,
  variational,
  betaVariational,
  conditional,
  convolutional,
  convolutionalVariational,
]

/** Rate, batch and weights of terms: what can change with the weights kept. */
const changeable = ['optimise.rate', 'optimise.batch', ...terms.map(({ id }) => `objective.${id}.weight`)]

export const recipeBook: RecipeBook<AutoencoderRecipe> = {
  bench: 'autoencoder',
  version: 1,
  migrations: {},
  schema,
  families,
  changeable: (path) => changeable.includes(path),
}
