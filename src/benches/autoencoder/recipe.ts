// The recipe of the autoencoder bench: everything that decides a run, as a schema with the reason for every refusal.

import * as z from 'zod'
import type { Family, RecipeBook } from '../../lab/recipe.ts'
import { activationNames } from '../../tensors/activationNames.ts'
import { corruptions } from './corrupt/corruptions.ts'
import { linear } from './families/linear.ts'
import { overcomplete } from './families/overcomplete.ts'
import { undercomplete } from './families/undercomplete.ts'

const uint32 = 2 ** 32 - 1
const digit = z.int().min(0).max(9)
const activation = z.enum(activationNames)
const weight = z.object({ weight: z.number().min(0).max(1000) }).strict()

const layer = z.object({ kind: z.literal('dense'), units: z.int().min(8).max(1024) }).strict()
const layers = z.array(layer).max(4)

/** `kind` and the parameters of that corruption's file. */
export type CorruptRecipe = Readonly<{ kind: string } & Record<string, unknown>>

const [firstCorruption, ...otherCorruptions] = corruptions.map((part) =>
  z.object({ kind: z.literal(part.id), ...part.schema }).strict(),
)
const corruption = z.discriminatedUnion('kind', [
  firstCorruption!,
  ...otherCorruptions,
]) as z.ZodType<CorruptRecipe>

const change = z.object({ step: z.int().min(0), path: z.string().max(100), value: z.number() }).strict()

const schema = z
  .object({
    version: z.literal(1),
    bench: z.literal('autoencoder'),
    family: z.string(),
    seed: z.int().min(0).max(uint32),
    data: z
      .object({
        set: z.enum(['mnist', 'fashion-mnist']),
        train: z.int().min(1).max(60000),
        classes: z.array(digit).min(1).max(10),
        pixels: z.enum(['grey', 'threshold', 'sampled']),
        centre: z.boolean(),
      })
      .strict(),
    corrupt: corruption,
    encode: z
      .object({ layers, activation, dropout: z.literal(0), initial: z.enum(['glorot', 'he']) })
      .strict(),
    code: z
      .object({
        size: z.int().min(1).max(1024),
        kind: z.literal('point'),
        activation,
        condition: z.literal('none'),
        samples: z.literal(1),
        gradient: z.literal('pathwise'),
      })
      .strict(),
    decode: z
      .object({
        layers: z.union([z.literal('mirror'), layers]),
        tied: z.boolean(),
        output: z.enum(['bernoulli', 'gaussian']),
        variance: z.literal(1),
        bias: z.enum(['zero', 'mean']),
      })
      .strict(),
    objective: z
      .object({
        reconstruction: z.object({ over: z.literal('all'), reduce: z.enum(['sum', 'mean']) }).strict(),
        l1Weights: weight,
        l2Weights: weight,
      })
      .strict(),
    optimise: z
      .object({
        method: z.enum(['sgd', 'momentum', 'adam']),
        rate: z.number().positive().max(100),
        batch: z.int().min(1).max(1024),
        steps: z.int().min(0).max(1_000_000),
      })
      .strict(),
    changes: z.array(change).max(1000),
  })
  .strict()
  .superRefine((recipe, context) => {
    if (new Set(recipe.data.classes).size < recipe.data.classes.length) {
      context.addIssue({ code: 'custom', path: ['data', 'classes'], message: 'a class is named twice' })
    }
    if (recipe.decode.tied && recipe.decode.layers !== 'mirror') {
      const message = 'tied weights need a decoder that mirrors the encoder'
      context.addIssue({ code: 'custom', path: ['decode', 'tied'], message })
    }
  })

export type AutoencoderRecipe = z.infer<typeof schema>

export const families: readonly [Family<AutoencoderRecipe>, ...Family<AutoencoderRecipe>[]] = [
  undercomplete,
  linear,
  overcomplete,
]

/** Rate, batch and weights of terms: what can change with the weights kept. */
const changeablePath = /^(optimise\.rate|optimise\.batch|objective\.(l1Weights|l2Weights)\.weight)$/

export const recipeBook: RecipeBook<AutoencoderRecipe> = {
  bench: 'autoencoder',
  version: 1,
  migrations: {},
  schema,
  families,
  changeable: (path) => changeablePath.test(path),
}
