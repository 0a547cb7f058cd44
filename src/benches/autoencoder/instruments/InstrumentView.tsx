// What an instrument draws: its part of the shown frame as picture, table and file.

import { createContext, useContext, type ComponentType } from 'react'
import type { BatchLoss } from '../../../lab/run.ts'
import type { LinearMethod } from '../../../lab/bench.ts'
import type { Table } from '../../../ui/csv.ts'
import { Panel, type PanelProps } from '../../../ui/Panel.tsx'
import type { Evaluation } from '../evaluate.ts'
import type { LinearDenoiser } from '../../../numerics/linearDenoiser.ts'
import type { AutoencoderRecipe, CorruptRecipe } from '../recipe.ts'
import type { StripAnswer } from './strip/measure.ts'

/** The image that goes through the strip: a test image by file index, a drawing, or a bare code to decode. */
export type Chosen =
  | { readonly kind: 'test'; readonly index: number }
  | { readonly kind: 'drawn'; readonly pixels: Float32Array }
  | { readonly kind: 'code'; readonly code: Float32Array }

/** All test images of the set, and which of them are of the recipe's classes. */
export interface TestImages {
  /** (images × 784) bytes */
  readonly pixels: Uint8Array
  readonly labels: Uint8Array
  /** file indices, in the order of every frame's codes */
  readonly indices: Uint32Array
}

/** A run of this visit. */
export interface RunMade {
  /** in force at that step */
  readonly recipe: AutoencoderRecipe
  readonly step: number
  /** what each instrument that applied and sets runs side by side measured, by its id */
  readonly parts: Readonly<Record<string, unknown>>
}

/** What an instrument may know beside its own part, and do. */
export interface Bench {
  /** step of the shown frame */
  readonly step: number
  /** in force at that step */
  readonly recipe: AutoencoderRecipe
  /** the recipe as the controls show it: that of the run, with every change made so far in its field */
  readonly edited: AutoencoderRecipe
  /** null until the test images have arrived */
  readonly test: TestImages | null
  /** how many training images the set has, of all classes; null until it is known */
  readonly trainImages: number | null
  /** PCA of the recipe's training set; null until it is computed */
  readonly pca: LinearMethod | null
  /** the runs of this visit, each by the last frame of it that was measured; the run that is shown is the last one */
  readonly runsMade: readonly RunMade[]
  /** the least-squares linear denoiser of the recipe's images under any corruption, computed in a thread of its own */
  readonly linearDenoiser: (corrupt: CorruptRecipe) => Promise<LinearDenoiser>
  /** objective of the test set at every frame there is, ascending in step */
  readonly history: readonly { readonly step: number; readonly evaluation: Evaluation }[]
  /** what the instrument `id` measured at every frame there is, ascending in step */
  readonly partsOf: (id: string) => readonly { readonly step: number; readonly part: unknown }[]
  /** objective of training batches, ascending in step */
  readonly batchLosses: readonly BatchLoss[]
  readonly chosen: Chosen
  readonly choose: (chosen: Chosen) => void
  /** opens the place where the reader brings images of their own */
  readonly bringOwn: () => void
  /** what the model of the shown step makes of the chosen image; null until answered */
  readonly passage: StripAnswer | null
  readonly colourByClass: boolean
  readonly setColourByClass: (on: boolean) => void
  /** a control's new value, by its dotted path in the recipe; what it means for the run is the lab's to decide and to say */
  readonly edit: (path: string, value: unknown) => void
  /** several of them at once, which would not be legal one after the other */
  readonly editAll: (changes: Readonly<Record<string, unknown>>) => void
  /** may this path change with the weights kept? If not, `edit` starts a fresh run from the same seed */
  readonly changeable: (path: string) => boolean
  /** asks the model of the shown step; rejects with a sentence when its weights are not kept */
  readonly ask: (instrument: string, question: unknown) => Promise<unknown>
}

export const BenchContext = createContext<Bench | null>(null)

/** The other side of a comparison, for instruments that draw both sides in one picture; null where nothing is compared. */
export const AgainstContext = createContext<Bench | null>(null)

/** @throws outside a bench */
export function useBench(): Bench {
  const bench = useContext(BenchContext)
  if (bench === null) throw new Error('An instrument stands outside a bench.')
  return bench
}

export interface InstrumentProps<Part> {
  readonly part: Part
}

export type Title = Readonly<{ en: string }>

/** What a folder declares of its instrument; the hooks are called with every drawing. */
export interface InstrumentDeclaration<Part> {
  /** that of its folder and its measure */
  readonly id: string
  /** the heading */
  readonly title: Title
  /** what stands small beside the heading: what is shown, in which units */
  readonly useNote: (part: Part) => string
  readonly View: ComponentType<InstrumentProps<Part>>
  /** the numbers behind the picture */
  readonly useTable: (part: Part) => () => Table
}

/** An instrument as the shell uses it. */
export interface PlacedInstrument {
  readonly id: string
  readonly title: Title
  /** the picture in its panel; `part` is what the measure of the same folder made */
  readonly Drawing: ComponentType<{ readonly part: unknown; readonly place: PanelPlace }>
}

/** Where and how the panel stands. */
export type PanelPlace = Omit<PanelProps, 'title' | 'children'>

export type InstrumentView<Part> = InstrumentDeclaration<Part> & PlacedInstrument

export function defineInstrument<Part>(declaration: InstrumentDeclaration<Part>): InstrumentView<Part> {
  const { title, useNote, View, useTable } = declaration
  function Drawing({ part: measured, place }: { part: unknown; place: PanelPlace }) {
    const part = measured as Part
    const note = useNote(part)
    const table = useTable(part)
    return (
      <Panel {...place} title={title.en} note={note} table={table}>
        <View part={part} />
      </Panel>
    )
  }
  return { ...declaration, Drawing }
}
