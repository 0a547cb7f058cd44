// The recipe of the autoencoder bench: everything that decides a run, as a schema with the reason for every refusal.

import * as z from 'zod/mini'
import type { Family, RecipeBook } from '../../lab/recipe.ts'
import { activationNames } from '../../tensors/activationNames.ts'
import { corruptions } from './corrupt/corruptions.ts'
import { linear } from './families/linear.ts'
import { overcomplete } from './families/overcomplete.ts'
import { undercomplete } from './families/undercomplete.ts'
import { terms } from './objective/terms.ts'

/** A whole number from `low` to `high`. */
const whole = (low: number, high: number) => z.int().check(z.minimum(low), z.maximum(high))

const seed = whole(0, 2 ** 32 - 1)
const activation = z.enum(activationNames)
const weight = z.strictObject({ weight: z.number().check(z.minimum(0), z.maximum(1000)) })

const layer = z.strictObject({ kind: z.literal('dense'), units: whole(8, 1024) })
const layers = z.array(layer).check(z.maxLength(4))

/** `kind` and the parameters of that corruption's file. */
export type CorruptRecipe = Readonly<{ kind: string } & Record<string, unknown>>

const [firstCorruption, ...otherCorruptions] = corruptions.map((part) =>
  z.strictObject({ kind: z.literal(part.id), ...part.schema }),
)
const corruption = z.discriminatedUnion('kind', [
  firstCorruption!,
  ...otherCorruptions,
]) as z.ZodMiniType<CorruptRecipe>

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
      set: z.enum(['mnist', 'fashion-mnist']),
      train: whole(1, 60_000),
      classes: z.array(whole(0, 9)).check(z.minLength(1), z.maxLength(10)),
      pixels: z.enum(['grey', 'threshold', 'sampled']),
      centre: z.boolean(),
    }),
    corrupt: corruption,
    encode: z.strictObject({ layers, activation, dropout: z.literal(0), initial: z.enum(['glorot', 'he']) }),
    code: z.strictObject({
      size: whole(1, 1024),
      kind: z.literal('point'),
      activation,
      condition: z.literal('none'),
      samples: z.literal(1),
      gradient: z.literal('pathwise'),
    }),
    decode: z.strictObject({
      layers: z.union([z.literal('mirror'), layers]),
      tied: z.boolean(),
      output: z.enum(['bernoulli', 'gaussian']),
      variance: z.literal(1),
      bias: z.enum(['zero', 'mean']),
    }),
    objective: z.strictObject({
      reconstruction: z.strictObject({ over: z.literal('all'), reduce: z.enum(['sum', 'mean']) }),
      l1Weights: weight,
      l2Weights: weight,
    }),
    optimise: z.strictObject({
      method: z.enum(['sgd', 'momentum', 'adam']),
      rate: z.number().check(z.positive(), z.maximum(100)),
      batch: whole(1, 1024),
      steps: whole(0, 1_000_000),
    }),
    changes: z.array(change).check(z.maxLength(1000)),
  })
  .check(
    z.refine(({ data }) => new Set(data.classes).size === data.classes.length, {
      path: ['data', 'classes'],
      message: 'a class is named twice',
    }),
    z.refine(({ decode }) => !decode.tied || decode.layers === 'mirror', {
      path: ['decode', 'tied'],
      message: 'tied weights need a decoder that mirrors the encoder',
    }),
  )

export type AutoencoderRecipe = z.infer<typeof schema>

export const families: readonly [Family<AutoencoderRecipe>, ...Family<AutoencoderRecipe>[]] = [
  undercomplete,
  linear,
  overcomplete,
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
