// The state of the page and everything that may be done to it: recipe, run, frames, and the view, which never alters a run.

import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Chosen, TestImages } from '../benches/autoencoder/instruments/InstrumentView.tsx'
import type { StripAnswer } from '../benches/autoencoder/instruments/strip/measure.ts'
import { recipeBook, type AutoencoderRecipe } from '../benches/autoencoder/recipe.ts'
import type { LoadingState } from '../data/dataset.ts'
import type { Frame } from '../lab/frame.ts'
import { equal, undotted, valueAt, withValueAt } from '../lab/json.ts'
import { readLink, recipeIn, writeLink } from '../lab/link.ts'
import { inForce, readRecipe, type Recipe } from '../lab/recipe.ts'
import type { BatchLoss } from '../lab/run.ts'
import type { Progress } from '../lab/trainer.ts'
import type { Pca } from '../numerics/pca.ts'
import { backendNames, type BackendChoice } from '../tensors/backendNames.ts'
import { recall, recallOneOf, remember } from './keeping.ts'
import { startThreads, type Threads } from './threads.ts'
import type { TestSet } from '../worker.ts'

export const themeChoices = ['auto', 'light', 'dark', 'projector'] as const
export type ThemeChoice = (typeof themeChoices)[number]

/** A sentence for the reader. `key` tells sentences apart, so that the same one stands only once. */
export interface Notice {
  readonly key: string
  readonly kind: 'note' | 'warning' | 'error'
  readonly sentence: string
}

export interface LabState {
  /** the recipe of the run, with every change made so far */
  readonly recipe: AutoencoderRecipe
  readonly progress: Progress<AutoencoderRecipe> | null
  readonly loading: LoadingState | null
  /** ascending in step; at most one, the last, is not a mark */
  readonly frames: readonly Frame[]
  readonly batchLosses: readonly BatchLoss[]
  readonly test: TestImages | null
  readonly pca: Pca | null
  readonly notices: readonly Notice[]
  // the view
  readonly shown: number | 'live'
  readonly chosen: Chosen
  readonly passage: StripAnswer | null
  readonly colourByClass: boolean
  readonly instrument: string
  readonly expanded: string | null
  readonly firstVisit: boolean
  /** is the chapter open? */
  readonly chapter: boolean
  readonly theme: ThemeChoice
  readonly backend: BackendChoice
}

export interface Lab {
  readonly store: StoreApi<LabState>
  train(): void
  pause(): void
  oneStep(): void
  /** the same run from its beginning: same weights, same batches, same noise */
  reset(): void
  /** a control's new value: within the run where it can be, else a fresh run from the same seed */
  edit(path: string, value: unknown): void
  /** a family's default recipe, or any recipe, as a fresh run */
  open(recipe: AutoencoderRecipe): void
  openLink(address: string): void
  /** the address of this experiment */
  address(): string
  /** after a divergence: the last snapshot at or before `step` */
  goBack(step: number): void
  show(step: number | 'live'): void
  choose(chosen: Chosen): void
  view(view: Partial<Pick<LabState, 'colourByClass' | 'instrument' | 'expanded' | 'firstVisit' | 'chapter' | 'theme'>>): void
  chooseBackend(choice: BackendChoice): void
  retryLoading(): void
  notify(notice: Notice): void
  dismiss(key: string): void
  ask(instrument: string, question: unknown): Promise<unknown>
}

const mostLosses = 2000

/** The frame that is shown: the latest, or the last one at or before the chosen step. */
export function shownFrame({ frames, shown }: LabState): Frame | null {
  if (shown === 'live') return frames.at(-1) ?? null
  return frames.findLast(({ step }) => step <= shown) ?? frames[0] ?? null
}

export function openLab(address: string): Lab {
  const link = recipeIn(address)
  const read = link === null ? readRecipe(recipeBook, {}) : readLink(recipeBook, link)
  const store = createStore<LabState>(() => ({
    recipe: read.recipe,
    progress: null,
    loading: null,
    frames: [],
    batchLosses: [],
    test: null,
    pca: null,
    notices: [],
    shown: 'live',
    chosen: { kind: 'test', index: 18 },
    passage: null,
    colourByClass: false,
    instrument: firstInstrument(read.recipe),
    expanded: null,
    chapter: recall('chapter') !== 'closed',
    theme: recallOneOf('theme', themeChoices),
    firstVisit: link === null && recall('visited') === null,
    backend: recallOneOf('backend', ['automatic', ...backendNames]),
  }))
  const { getState: get, setState: set } = store

  function notify(notice: Notice): void {
    set(({ notices }) => ({ notices: [...notices.filter(({ key }) => key !== notice.key), notice] }))
  }
  function dismiss(key: string): void {
    set(({ notices }) => ({ notices: notices.filter((notice) => notice.key !== key) }))
  }
  function fail(error: unknown): void {
    notify({ key: 'failure', kind: 'error', sentence: error instanceof Error ? error.message : String(error) })
  }

  const threads: Promise<Threads> = startThreads({
    onProgress: (progress) => {
      const fresh = progress.run !== get().progress?.run
      if (!fresh && !equal(progress.recipe.changes, get().recipe.changes)) writeAddress(progress.recipe)
      set((state) => ({
        progress,
        recipe: progress.recipe,
        batchLosses: thinned(fresh ? progress.losses : [...state.batchLosses, ...progress.losses]),
        ...(fresh ? { frames: [], shown: 'live' as const, passage: null } : {}),
      }))
    },
    onLoading: (loading) => set({ loading }),
    onFrame: (run, frame) => {
      if (run !== get().progress?.run) return
      set(({ frames }) => ({ frames: withFrame(frames, frame) }))
      refreshPassage()
    },
    onFailure: fail,
  })
  const command = (work: (threads: Threads) => Promise<unknown>): void => {
    threads.then(work).catch(fail)
  }

  // One question at a time is on its way; the last one asked meanwhile follows it.
  let asking = false
  let again = false
  function refreshPassage(): void {
    if (asking) {
      again = true
      return
    }
    const { progress, chosen } = get()
    const frame = shownFrame(get())
    if (frame === null || progress === null) return
    asking = true
    threads
      .then(({ observer }) => observer.ask(progress.run, frame.step, 'strip', chosen))
      .then((passage) => {
        if (get().progress?.run === progress.run) set({ passage: passage as StripAnswer })
      })
      .catch(() => set({ passage: null }))
      .finally(() => {
        asking = false
        if (again) {
          again = false
          refreshPassage()
        }
      })
      .catch(fail)
  }

  /** Test images and PCA belong to the data; they are fetched again only when these change. */
  let dataOf: AutoencoderRecipe['data'] | null = null
  function fetchData(recipe: AutoencoderRecipe): void {
    if (equal(recipe.data, dataOf)) return
    const data = recipe.data
    dataOf = data
    const current = () => equal(dataOf, data)
    set({ test: null, pca: null })
    command(async ({ observer, pca }) => {
      const test = await observer.testImages(recipe)
      if (current()) set({ test: withIndices(test, data.classes) })
      const components = await pca(recipe)
      if (current()) set({ pca: components })
    })
  }

  let opened = 0
  function start(recipe: AutoencoderRecipe, goOn: boolean): void {
    const opening = ++opened
    set({ recipe })
    writeAddress(recipe)
    fetchData(recipe)
    command(async ({ trainer }) => {
      await trainer.start(recipe, get().backend)
      if (goOn && opening === opened) await trainer.train()
    })
  }

  function writeAddress(recipe: AutoencoderRecipe): void {
    history.replaceState(null, '', `#r=${writeLink(recipeBook, recipe)}`)
  }

  const isTraining = () => get().progress?.state === 'training'

  const lab: Lab = {
    store,
    train: () => {
      set({ shown: 'live' })
      command(({ trainer }) => trainer.train())
    },
    pause: () => command(({ trainer }) => trainer.pause()),
    oneStep: () => {
      set({ shown: 'live' })
      command(({ trainer }) => trainer.oneStep())
    },
    reset: () => start(get().recipe, false),
    edit: (path, value) => {
      const { recipe, progress } = get()
      const keys = undotted(path)
      if (equal(valueAt(inForce(recipe, progress?.step ?? 0), keys), value)) return
      const { recipe: edited, complaints } = readRecipe(recipeBook, withValueAt(recipe, keys, value))
      if (complaints.length > 0) {
        notify({ key: 'edit', kind: 'warning', sentence: complaints.map(({ sentence }) => sentence).join(' ') })
        return
      }
      const running = (progress?.step ?? 0) > 0
      if (path === 'optimise.steps') {
        set({ recipe: edited })
        writeAddress(edited)
        command(({ trainer }) => trainer.setSteps(edited.optimise.steps))
      } else if (running && recipeBook.changeable(path) && typeof value === 'number') {
        command(({ trainer }) => trainer.change(path, value))
      } else {
        if (running) notify(freshRun(edited, path))
        start(withoutChangesOf(edited, path), isTraining())
      }
    },
    open: (recipe) => {
      set({ instrument: firstInstrument(recipe) })
      start(recipe, false)
    },
    openLink: (address) => {
      const text = recipeIn(address)
      if (text === null) return
      const linked = readLink(recipeBook, text)
      linked.complaints.forEach((complaint) => notify(linkNotice(complaint)))
      lab.open(linked.recipe)
    },
    address: () => {
      const address = new URL(location.href)
      address.hash = `r=${writeLink(recipeBook, get().recipe)}`
      return address.href
    },
    goBack: (step) => {
      set(({ frames, batchLosses }) => ({
        shown: 'live',
        frames: frames.filter((frame) => frame.step <= step),
        batchLosses: batchLosses.filter((loss) => loss.step <= step),
      }))
      command(({ trainer }) => trainer.goBack(step))
    },
    show: (shown) => {
      set({ shown })
      refreshPassage()
    },
    choose: (chosen) => {
      set({ chosen })
      refreshPassage()
    },
    view: (view) => {
      if (view.firstVisit === false) remember('visited', 'yes')
      if (view.chapter !== undefined) remember('chapter', view.chapter ? 'open' : 'closed')
      if (view.theme !== undefined) remember('theme', view.theme)
      set(view)
    },
    chooseBackend: (backend) => {
      remember('backend', backend)
      set({ backend })
      start(get().recipe, isTraining())
    },
    retryLoading: () => {
      command(async ({ trainer, observer }) => {
        await Promise.all([trainer.retry(), observer.retry()])
        if (get().progress?.state === 'failed') start(get().recipe, false)
      })
    },
    notify,
    dismiss,
    ask: async (instrument, question) => {
      const { progress } = get()
      const frame = shownFrame(get())
      if (frame === null || progress === null) throw new RangeError('There is nothing to ask before the first frame.')
      return (await threads).observer.ask(progress.run, frame.step, instrument, question)
    },
  }

  read.complaints.forEach((complaint) => notify(linkNotice(complaint)))
  start(read.recipe, get().firstVisit)
  return lab
}

function linkNotice({ field, sentence }: { field: string; sentence: string }): Notice {
  return { key: `link ${field}`, kind: 'warning', sentence }
}

function freshRun(recipe: Recipe, path: string): Notice {
  return {
    key: 'fresh',
    kind: 'note',
    sentence: `${path} needs new weights: this is a fresh run from seed ${recipe.seed}.`,
  }
}

/** A field set anew for a fresh run is no longer what an earlier change made of it. */
function withoutChangesOf(recipe: AutoencoderRecipe, path: string): AutoencoderRecipe {
  return { ...recipe, changes: recipe.changes.filter((change) => change.path !== path) }
}

function firstInstrument(recipe: AutoencoderRecipe): string {
  const family = recipeBook.families.find(({ id }) => id === recipe.family) ?? recipeBook.families[0]
  return family.instruments[0]!
}

function withIndices({ pixels, labels }: TestSet, classes: readonly number[]): TestImages {
  const all = Uint32Array.from(labels, (_, index) => index)
  return { pixels, labels, indices: all.filter((index) => classes.includes(labels[index]!)) }
}

/** Frames in order; one that is not a mark stands only while it is the last. */
function withFrame(frames: readonly Frame[], frame: Frame): readonly Frame[] {
  const others = frames.filter((other) => other.step !== frame.step)
  const ordered = [...others, frame].toSorted((a, b) => a.step - b.step)
  return ordered.filter((other, i) => other.mark || i === ordered.length - 1)
}

/** Every second of the older half goes when there are too many to draw. */
function thinned(losses: readonly BatchLoss[]): readonly BatchLoss[] {
  if (losses.length <= mostLosses) return losses
  return losses.filter((_, i) => i > losses.length / 2 || i % 2 === 0)
}
