// The state of the page: recipe, run and frames, and the view, which never alters a run.

import type { Chosen, TestImages } from '../benches/autoencoder/instruments/InstrumentView.tsx'
import type { StripAnswer } from '../benches/autoencoder/instruments/strip/measure.ts'
import { recipeBook, type AutoencoderRecipe } from '../benches/autoencoder/recipe.ts'
import type { LoadingState } from '../data/dataset.ts'
import type { LinearMethod } from '../lab/bench.ts'
import type { Frame } from '../lab/frame.ts'
import type { Lesson } from '../lab/lesson.ts'
import type { BatchLoss } from '../lab/run.ts'
import type { Progress } from '../lab/trainer.ts'
import { backendNames, type BackendChoice, type BackendName } from '../tensors/backendNames.ts'
import type { BackendFigures } from './backendFigures.ts'
import type { filmSpeeds } from './film.ts'
import { chapterOf } from '../chapters/chapters.ts'
import { recall, recallOneOf } from './keeping.ts'
import type { Notice } from './notices.ts'
import type { NumberedRun } from './runsMade.ts'
import type { View } from './view.ts'

export const themeChoices = ['auto', 'light', 'dark', 'projector'] as const
export type ThemeChoice = (typeof themeChoices)[number]

export interface LabState {
  /** the recipe of the run, with every change made so far */
  readonly recipe: AutoencoderRecipe
  readonly progress: Progress<AutoencoderRecipe> | null
  readonly loading: LoadingState | null
  /** ascending in step; at most one, the last, is not a mark */
  readonly frames: readonly Frame[]
  readonly batchLosses: readonly BatchLoss[]
  /** the runs of this visit, the last one that of `recipe` */
  readonly runsMade: readonly NumberedRun[]
  /** the kept run that this one is, or goes on from; null while nothing of it is kept */
  readonly keptAs: string | null
  readonly test: TestImages | null
  readonly pca: LinearMethod | null
  readonly notices: readonly Notice[]
  // the view
  readonly shown: number | 'live'
  /** in a comparison, the newest step at which both sides have been measured */
  readonly common: number | null
  readonly chosen: Chosen
  /** what the shown frame's model makes of the chosen image, or of the one before while the answer is on its way */
  readonly passage: StripAnswer | null
  /** what comes out for what is chosen at steps at which a frame stands, as far as it is known */
  readonly pictures: ReadonlyMap<number, Float32Array>
  /** are the frames played back? */
  readonly playing: boolean
  readonly filmSpeed: (typeof filmSpeeds)[number]
  readonly colourByClass: boolean
  readonly instrument: string
  readonly expanded: string | null
  readonly firstVisit: boolean
  /** is the chapter open, where it has a column beside the bench? */
  readonly chapter: boolean
  /** is it, where it has none and lies over the bench? */
  readonly chapterOver: boolean
  /** which chapter is open there */
  readonly chapterId: string
  /** which dialog of the page is open */
  readonly dialog: 'present' | 'share' | 'keptRuns' | 'takeAway' | 'keys' | null
  /** are commands given by single keys? */
  readonly keys: boolean
  /** of a teacher's link, until the reader leaves it */
  readonly lesson: Lesson | null
  readonly theme: ThemeChoice
  /** the reader's own choice, kept between visits */
  readonly backend: BackendChoice
  /** the backend that the link asked for, until the reader chooses one */
  readonly pinned: BackendName | null
  /** what was measured of backends with recipes of this kind */
  readonly figures: BackendFigures
}

export type ViewKey =
  | 'filmSpeed'
  | 'colourByClass'
  | 'instrument'
  | 'expanded'
  | 'firstVisit'
  | 'chapter'
  | 'chapterOver'
  | 'chapterId'
  | 'dialog'
  | 'keys'
  | 'theme'

/** What is of the page, and the same on both sides of a comparison. */
export type SharedKey = ViewKey | 'lesson' | 'playing' | 'shown' | 'common' | 'backend' | 'pinned' | 'figures'

/** The test image that is chosen before the reader chooses one. */
export const firstChosen = { kind: 'test', index: 18 } as const satisfies Chosen

/** What stands beside the recipe in an address. */
interface Opened {
  readonly linked: boolean
  readonly pinned: BackendName | null
  readonly view: View
  readonly lesson: Lesson | null
}

/** Before anything is known of the run, with what the page remembers of earlier visits. */
export function firstState(recipe: AutoencoderRecipe, { linked, pinned, view, lesson }: Opened): LabState {
  return {
    recipe,
    progress: null,
    loading: null,
    frames: [],
    batchLosses: [],
    runsMade: [],
    keptAs: null,
    test: null,
    pca: null,
    notices: [],
    shown: 'live',
    common: null,
    chosen: view.chosen ?? firstChosen,
    passage: null,
    pictures: new Map(),
    playing: false,
    filmSpeed: 1,
    colourByClass: view.colourByClass ?? false,
    instrument: view.instrument ?? firstInstrument(recipe),
    expanded: view.expanded ?? null,
    lesson,
    chapter: recall('chapter') !== 'closed',
    chapterOver: false,
    chapterId: chapterOf(recall('chapterId')).id,
    dialog: null,
    keys: recall('keys') !== 'off',
    theme: recallOneOf('theme', themeChoices),
    firstVisit: !linked && recall('visited') === null,
    backend: recallOneOf('backend', ['automatic', ...backendNames]),
    pinned,
    figures: {},
  }
}

/** What a second side begins with: the view and the runs of the first one, and a run of its own. */
export function besideState(first: LabState, recipe: AutoencoderRecipe): LabState {
  return {
    ...first,
    recipe,
    progress: null,
    loading: null,
    frames: [],
    batchLosses: [],
    keptAs: null,
    test: null,
    pca: null,
    notices: [],
    passage: null,
    pictures: new Map(),
  }
}

/** The backend that the next fresh run is to have. */
export function choiceOf({ backend, pinned }: LabState): BackendChoice {
  return pinned ?? backend
}

/** The instrument that a recipe's family shows first. */
export function firstInstrument(recipe: AutoencoderRecipe): string {
  const family = recipeBook.families.find(({ id }) => id === recipe.family) ?? recipeBook.families[0]
  return family.instruments[0]!
}

/** What is known of a run before its thread has said anything; `step`: to which it is known already. */
export function nothingYet(
  run: number,
  recipe: AutoencoderRecipe,
  step: number,
): Progress<AutoencoderRecipe> {
  return {
    run,
    recipe,
    state: 'starting',
    step,
    epoch: 0,
    imagesPerSecond: null,
    losses: [],
    backend: null,
    divergence: null,
    failure: null,
  }
}
