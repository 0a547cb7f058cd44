// What is known of the backends on this machine, for each kind of recipe, and how it is kept between visits.

import * as z from 'zod/mini'
import type { AutoencoderRecipe } from '../benches/autoencoder/recipe.ts'
import type { BackendFigure } from '../lab/workerDoor.ts'
import type { BackendName } from '../tensors/backendNames.ts'
import { recall, remember } from './keeping.ts'

export type BackendFigures = Readonly<Partial<Record<BackendName, BackendFigure>>>

/** What the time of a training step depends on, written out: recipes that differ in other things are of one kind. */
export function kindOf({
  data,
  corrupt,
  encode,
  code,
  decode,
  objective,
  optimise,
}: AutoencoderRecipe): string {
  const terms = Object.entries(objective).flatMap(([id, setting]) =>
    'weight' in setting && setting.weight === 0
      ? []
      : [[id, ...Object.values(setting).filter((value) => typeof value === 'string')]],
  )
  return JSON.stringify([
    [data.pixels, data.centre, corrupt.kind],
    [encode.layers, encode.activation, encode.dropout > 0],
    [code.size, code.kind, code.activation, code.condition, code.samples, code.gradient],
    [decode.layers, decode.tied, decode.output, decode.variance === 'learned'],
    terms,
    [optimise.method, optimise.batch],
  ])
}

const figure = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('measured'), millisecondsPerStep: z.number().check(z.positive()) }),
  z.strictObject({ kind: z.literal('wrong'), fault: z.enum(['precision', 'step']) }),
  z.strictObject({ kind: z.literal('slow') }),
  z.strictObject({ kind: z.literal('absent') }),
])

const kept = z.array(
  z.strictObject({
    machine: z.string(),
    recipe: z.string(),
    backends: z.strictObject({
      webgl: z.optional(figure),
      wasm: z.optional(figure),
      cpu: z.optional(figure),
    }),
  }),
)

/** kinds of recipe for which figures are kept, on all machines together */
const most = 40

/** Figures of earlier visits; none where nothing is kept or what is kept cannot be read. */
export function keptFigures(machine: string, recipeKind: string): BackendFigures {
  return allKept().find((one) => one.machine === machine && one.recipe === recipeKind)?.backends ?? {}
}

/**
 * `machine` names the renderer and the engine's version, so that another of either is measured anew; and so is, at the next
 * visit, what broke off, which may have been an accident.
 */
export function keepFigures(machine: string, recipeKind: string, backends: BackendFigures): void {
  const others = allKept().filter((one) => one.machine !== machine || one.recipe !== recipeKind)
  const lasting = Object.entries(backends).filter(([, one]) => one.kind !== 'wrong' || one.fault !== 'failed')
  const all = [{ machine, recipe: recipeKind, backends: Object.fromEntries(lasting) }, ...others]
  remember('figures', JSON.stringify(all.slice(0, most)))
}

function allKept(): z.infer<typeof kept> {
  try {
    return kept.parse(JSON.parse(recall('figures') ?? '[]'))
  } catch {
    return []
  }
}
