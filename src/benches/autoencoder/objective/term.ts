// What a term of the objective is: one declaration for the total, the formula, the slider, the curve and the test.

import type * as tf from '@tensorflow/tfjs-core'
import type * as z from 'zod/mini'
import type { Ops } from '../../../tensors/ops.ts'
import type { Draws, Parameter } from '../corrupt/corruption.ts'
import type { Forward } from '../forward.ts'
import type { AutoencoderRecipe } from '../recipe.ts'

/** The fields of a term in the recipe: its weight, and what else it declares. */
export interface TermSetting {
  readonly weight: number
  readonly [field: string]: number | string
}

/** What the recipe says of a term, in the fields that the term declares. */
export function settingOf<Setting extends TermSetting>(
  { objective }: Pick<AutoencoderRecipe, 'objective'>,
  term: Term<Setting>,
): Setting {
  // the recipe was parsed by the schema of these very declarations
  return objective[term.id] as Setting
}

/** What a term may use beside the batch on its way. */
export interface TermContext<Setting> {
  readonly ops: Ops
  readonly recipe: AutoencoderRecipe
  readonly setting: Setting
  /** completed steps */
  readonly step: number
  /** draws of this step, which terms share */
  readonly random: Draws
  /** what the term keeps from step to step; null where it keeps nothing, and while measuring */
  readonly state: tf.Tensor | null
}

/** One of several words that a setting may be. */
export interface TermChoice {
  readonly name: string
  readonly label: Readonly<{ en: string }>
  readonly options: readonly { readonly value: string; readonly label: Readonly<{ en: string }> }[]
}

export interface Term<Setting extends TermSetting = TermSetting> {
  /** its key under `objective` in the recipe */
  readonly id: string
  readonly label: Readonly<{ en: string }>
  readonly tex: string
  /** the same in few letters, for a formula of all terms */
  readonly symbol: string
  /** that of its weight, where it has one in the literature, in the same letters as its control */
  readonly weightSymbol?: string
  /** token of its colour */
  readonly colour: 'penalty'
  readonly unit: Readonly<{ en: string }>
  /** its fields in the recipe while it is off */
  readonly off: Setting
  /** the fields beside `weight`, as the recipe checks them */
  readonly schema: Readonly<Record<string, z.ZodMiniType>>
  /** the weight first */
  readonly parameters: readonly Parameter[]
  readonly choices?: readonly TermChoice[]
  /** why this recipe cannot have it, as the end of a sentence; null where it can. Asked only when the weight is not 0 */
  readonly refusal?: (recipe: AutoencoderRecipe) => string | null
  /** is it measured at weight 0, too? */
  readonly isAlwaysMeasured?: (recipe: AutoencoderRecipe) => boolean
  /** unweighted, averaged over the batch where it depends on images */
  readonly value: (forward: Forward, context: TermContext<Setting>) => tf.Scalar
  /** what is measured at rest where the value itself would take too long */
  readonly measured?: (forward: Forward, context: TermContext<Setting>) => tf.Scalar
  /** what is minimised where that is not the value itself */
  readonly minimised?: (forward: Forward, context: TermContext<Setting>) => tf.Scalar
  /** share of the weight that is in force after `step` completed steps */
  readonly warmth?: (setting: Setting, step: number) => number
  /** the value over a whole set, where the average over its slices would be another figure: codes (images × size) */
  readonly ofCodes?: (codes: Float32Array, size: number, setting: Setting) => number
  /** what it keeps from step to step */
  readonly memory?: {
    /** null where this recipe's term keeps nothing */
    readonly shape: (recipe: AutoencoderRecipe) => readonly number[] | null
    readonly next: (forward: Forward, state: tf.Tensor, ops: Ops) => tf.Tensor
  }
}
