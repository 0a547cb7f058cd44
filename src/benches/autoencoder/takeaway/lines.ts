// What the parts of a recipe are in a notebook, found by their names: every layer, corruption and term has a file of lines here.
// They stand apart from the parts' own files, which the page loads at once, because few readers ever ask for them.

import type { CorruptRecipe, AutoencoderRecipe } from '../recipe.ts'
import type { LayerSpec } from '../encode/layer.ts'
import type { Place } from '../architecture.ts'
import type { TermSetting } from '../objective/term.ts'

export type Framework = 'keras' | 'torch'

/** A layer where it stands. */
export interface LinePlace<Spec = LayerSpec> extends Pick<Place, 'input' | 'output' | 'activation'> {
  readonly spec: Spec
  /** numbers that come in, labels included */
  readonly inputs: number
  readonly initial: AutoencoderRecipe['encode']['initial']
}

/** A layer in one framework, as Python expressions. */
export interface LayerInFramework<Spec> {
  /** what makes it; null where it is only applied */
  make(place: LinePlace<Spec>): string | null
  /** what it makes of `h`; in Keras its activation is its own */
  apply(layer: string, h: string, place: LinePlace<Spec>): string
  /** the same with the kernel of its partner in the encoder, no bias, no activation */
  tied?(kernel: string, h: string, place: LinePlace<Spec>): string
  /** the kernel of a saved file in the framework's order */
  kernel?(saved: string, place: LinePlace<Spec>): string
}

/** A layer as a tfjs LayersModel has it, in the words of Keras 2. */
export interface LayerInModel {
  readonly className: string
  readonly config: Readonly<Record<string, unknown>>
  /** shape of its kernel; absent: it learns nothing */
  readonly kernel?: readonly number[]
  /** has the kernel its inputs last, as Keras' transposed convolution? */
  readonly inputsLast?: boolean
  /** what is cut off behind it: rows above and below, columns left and right */
  readonly crop?: readonly [readonly [number, number], readonly [number, number]]
}

export interface LayerLines<Spec = LayerSpec> {
  readonly kind: string
  /** in which form it takes and gives a batch: one row for each image, or pictures with channels */
  readonly form: 'rows' | 'pictures'
  readonly keras: LayerInFramework<Spec>
  readonly torch: LayerInFramework<Spec>
  tfjs(place: LinePlace<Spec>): LayerInModel
}

/** A corruption in NumPy, for both frameworks. */
export interface CorruptionLines {
  readonly id: string
  /** body of a function of x (images × 784) that returns x̃ and a mask, or None */
  numpy(parameters: CorruptRecipe): string
}

/** A term of the objective in one framework. */
export interface TermInFramework {
  /** functions of `forward`, everything that a batch became on its way; the first is named as the term */
  readonly define: string
  /** what is minimised; the term itself unless told */
  readonly minimised?: string
}

export interface TermLines<Setting extends TermSetting = TermSetting> {
  readonly id: string
  keras(setting: Setting, recipe: AutoencoderRecipe): TermInFramework
  torch(setting: Setting, recipe: AutoencoderRecipe): TermInFramework
  /** share of the weight in force after `step` steps, as an expression; all of it unless told */
  warmth?(setting: Setting): string | null
}

const layerFiles = import.meta.glob<{ lines: LayerLines }>('./layers/*.ts', { eager: true })
const corruptionFiles = import.meta.glob<{ lines: CorruptionLines }>('./corruptions/*.ts', { eager: true })
const termFiles = import.meta.glob<{ lines: TermLines }>('./terms/*.ts', { eager: true })

/** @throws Error where a part has no lines, which a test asks of every part there is */
export function layerLines(kind: string): LayerLines {
  return required(kind, Object.values(layerFiles).find(({ lines }) => lines.kind === kind)?.lines)
}

export function corruptionLines(id: string): CorruptionLines {
  return required(id, Object.values(corruptionFiles).find(({ lines }) => lines.id === id)?.lines)
}

export function termLines(id: string): TermLines {
  return required(id, Object.values(termFiles).find(({ lines }) => lines.id === id)?.lines)
}

function required<T>(name: string, found: T | undefined): T {
  if (found === undefined) throw new Error(`No notebook knows the part ${name} yet.`)
  return found
}
