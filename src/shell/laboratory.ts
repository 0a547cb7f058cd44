// The state of the page and everything that may be done to it: recipe, run, frames, and the view, which never alters a run.

import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Evaluation } from '../benches/autoencoder/evaluate.ts'
import type { Chosen, TestImages } from '../benches/autoencoder/instruments/InstrumentView.tsx'
import type { StripAnswer } from '../benches/autoencoder/instruments/strip/measure.ts'
import { recipeBook, type AutoencoderRecipe } from '../benches/autoencoder/recipe.ts'
import type { LoadingState } from '../data/dataset.ts'
import type { Frame } from '../lab/frame.ts'
import type { LinearMethod } from '../lab/bench.ts'
import { equal, undotted, valueAt, withValueAt } from '../lab/json.ts'
import { readLink, recipeIn, writeLink } from '../lab/link.ts'
import { inForce, readRecipe, type Complaint, type Recipe } from '../lab/recipe.ts'
import type { BatchLoss } from '../lab/run.ts'
import type { Progress } from '../lab/trainer.ts'
import type { TestSet } from '../lab/workerDoor.ts'
import type { LinearDenoiser } from '../numerics/linearDenoiser.ts'
import { backendNames, type BackendChoice } from '../tensors/backendNames.ts'
import { recall, recallOneOf, remember } from './keeping.ts'
import { withRun, type NumberedRun } from './runsMade.ts'
import { startThreads, type Threads } from './threads.ts'
import type { Words } from './words.ts'

export const themeChoices = ['auto', 'light', 'dark', 'projector'] as const
export type ThemeChoice = (typeof themeChoices)[number]

/** A sentence for the reader, in the reader's language. `key` tells sentences apart: the same one stands only once. */
export interface Notice {
  readonly key: string
  readonly kind: 'note' | 'warning' | 'error'
  readonly say: (words: Words) => string
}

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
  readonly test: TestImages | null
  readonly pca: LinearMethod | null
  readonly notices: readonly Notice[]
  // the view
  readonly shown: number | 'live'
  readonly chosen: Chosen
  /** what the shown frame's model makes of the chosen image, or of the one before while the answer is on its way */
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

type ViewKey = 'colourByClass' | 'instrument' | 'expanded' | 'firstVisit' | 'chapter' | 'theme'

export interface Lab {
  readonly store: StoreApi<LabState>
  readonly train: () => void
  readonly pause: () => void
  readonly oneStep: () => void
  /** the same run from its beginning: same weights, same batches, same noise */
  readonly reset: () => void
  /** new values by their dotted paths: within the run where all of them can be, else a fresh run from the same seed */
  readonly edit: (changes: Readonly<Record<string, unknown>>) => void
  /** a family's default recipe, or any recipe, as a fresh run */
  readonly open: (recipe: AutoencoderRecipe) => void
  readonly openLink: (address: string) => void
  /** the address of this experiment */
  readonly address: () => string
  /** after a divergence: the last snapshot at or before `step` */
  readonly goBack: (step: number) => void
  readonly show: (step: number | 'live') => void
  readonly choose: (chosen: Chosen) => void
  readonly view: (view: Partial<Pick<LabState, ViewKey>>) => void
  readonly chooseBackend: (choice: BackendChoice) => void
  readonly retryLoading: () => void
  readonly notify: (notice: Notice) => void
  readonly dismiss: (key: string) => void
  /** asks the model of a step at which a frame stands */
  readonly ask: (step: number, instrument: string, question: unknown) => Promise<unknown>
  /** the linear denoiser of a recipe, computed once however many ask */
  readonly linearDenoiser: (recipe: AutoencoderRecipe) => Promise<LinearDenoiser>
  /** runs a claim beside the page's own run */
  readonly judge: Threads['judge']
}

const mostLosses = 2000
/** linear denoisers kept, 2.5 MB each */
const mostDenoisers = 6
/** ms */
const showLossesEvery = 500
/** the test image that is chosen before the reader chooses one */
const firstImage = 18

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
    runsMade: [],
    test: null,
    pca: null,
    notices: [],
    shown: 'live',
    chosen: { kind: 'test', index: firstImage },
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
    const sentence = error instanceof Error ? error.message : String(error)
    notify({ key: 'failure', kind: 'error', say: () => sentence })
  }

  const threads: Promise<Threads> = startThreads({
    onProgress: (progress) => {
      if (progress.run !== run) return
      if (!equal(progress.recipe.changes, get().recipe.changes)) writeAddress(progress.recipe)
      const before = get().progress?.backend?.refused.length ?? 0
      if ((progress.backend?.refused.length ?? 0) > before) backendNotices(progress).forEach(notify)
      // the same object while nothing changed, so that nothing is drawn anew
      set(({ recipe }) => ({ progress, recipe: equal(recipe, progress.recipe) ? recipe : progress.recipe }))
      newLosses.push(...progress.losses)
      if (progress.state !== 'training' || performance.now() - lossesShown > showLossesEvery) showLosses()
    },
    onLoading: (loading) => set({ loading }),
    onFrame: (from, frame, standing) => {
      if (from !== run) return
      const failure = divergenceOf(frame)
      if (failure) {
        command(({ trainer }) => trainer.diverge(failure))
        return
      }
      if (standing?.id === choice) passages.set(frame.step, standing.answer as StripAnswer)
      const stands = new Set([...get().frames.map(({ step }) => step), frame.step])
      for (const step of passages.keys()) if (!stands.has(step)) passages.delete(step)
      set((state) => {
        const frames = withFrame(state.frames, frame)
        const shown = shownFrame({ ...state, frames })!
        const kept = shown.step === shownFrame(state)?.step ? state.passage : null
        return {
          frames,
          runsMade: withRun(state.runsMade, run, state.recipe, frames.at(-1)!),
          passage: passages.get(shown.step) ?? kept,
        }
      })
      if (!passages.has(shownFrame(get())!.step)) refreshPassage()
    },
    onFailure: fail,
  })
  const command = (work: (threads: Threads) => Promise<unknown>): void => {
    threads.then(work).catch(fail)
  }

  /** Batch losses that are not drawn yet; curves are drawn a few times a second, not at every report. */
  let newLosses: BatchLoss[] = []
  let lossesShown = 0
  function showLosses(): void {
    lossesShown = performance.now()
    const added = newLosses.splice(0)
    const from = added[0]?.step
    if (from === undefined) return
    // a run that went on from an earlier snapshot reads these losses once more
    set(({ batchLosses }) => ({
      batchLosses: thinned([...batchLosses.filter(({ step }) => step < from), ...added]),
    }))
  }

  /** Passages of the chosen image by step, so that a frame never is shown with another step's. */
  const passages = new Map<number, StripAnswer>()
  let choice = 0
  let asking: { run: number; step: number; choice: number } | null = null

  /** Shows the passage that belongs to the shown frame: at once where it is known, else when it is answered. */
  function refreshPassage(): void {
    const { chosen } = get()
    const frame = shownFrame(get())
    if (frame === null) return
    const known = passages.get(frame.step)
    if (known) {
      set({ passage: known })
      return
    }
    const wanted = { run, step: frame.step, choice }
    if (asking) return // the answer on its way asks again for what is wanted then
    asking = wanted
    threads
      .then(({ observer }) => observer.ask(wanted.run, wanted.step, 'strip', chosen))
      .then((answer) => keepPassage(wanted, answer as StripAnswer))
      .catch(() => keepPassage(wanted, null))
      .finally(() => {
        asking = null
        const now = shownFrame(get())
        if (wanted.choice !== choice || (now && now.step !== wanted.step && !passages.has(now.step)))
          refreshPassage()
      })
      .catch(fail)
  }

  function keepPassage(
    { run: from, step, choice: of }: { run: number; step: number; choice: number },
    answer: StripAnswer | null,
  ): void {
    if (from !== run || of !== choice) return
    if (answer) passages.set(step, answer)
    if (shownFrame(get())?.step === step) set({ passage: answer })
  }

  /** Test images and PCA belong to the images of the recipe; they are fetched again only when these change. */
  let imagesOf: string | null = null
  let fetching = new AbortController()
  function fetchData(recipe: AutoencoderRecipe): void {
    const { centre: _, ...images } = recipe.data
    const wanted = JSON.stringify(images)
    if (wanted === imagesOf) return
    imagesOf = wanted
    fetching.abort()
    const { signal } = (fetching = new AbortController())
    set({ test: null, pca: null })
    fetchInTurn(recipe, signal).catch((error: unknown) => {
      if (signal.aborted) return
      imagesOf = null // what failed is fetched again at the next start, or when the reader tries again
      fail(error)
    })
  }

  async function fetchInTurn(recipe: AutoencoderRecipe, signal: AbortSignal): Promise<void> {
    const { observer, pca } = await threads
    const test = await observer.testImages(recipe)
    if (!signal.aborted) set({ test: withIndices(test, recipe.data.classes) })
    // its thread reads the same chunks: from the browser's cache when the trainer has them all
    await allLoaded(signal)
    const components = await pca(recipe, signal)
    if (!signal.aborted) set({ pca: components })
  }

  async function allLoaded(signal: AbortSignal): Promise<void> {
    const isLoaded = ({ loading }: LabState) => loading !== null && loading.trainImages === loading.trainTotal
    if (isLoaded(get())) return
    await new Promise<void>((resolve, reject) => {
      const stop = store.subscribe((state) => {
        if (!isLoaded(state)) return
        stop()
        resolve()
      })
      signal.addEventListener('abort', () => {
        stop()
        reject(signal.reason as Error)
      })
    })
  }

  /** Every start has a number; what is told of an earlier one is not heard any more. */
  let run = 0
  function start(recipe: AutoencoderRecipe, goOn: boolean): void {
    run += 1
    const started = run
    passages.clear()
    newLosses = []
    set(({ progress }) => ({
      recipe,
      frames: [],
      batchLosses: [],
      passage: null,
      shown: 'live',
      loading: null,
      progress: { ...nothingYet(run, recipe), backend: progress?.backend ?? null },
    }))
    // a code belongs to the model that is left
    if (get().chosen.kind === 'code') lab.choose({ kind: 'test', index: firstImage })
    writeAddress(recipe)
    fetchData(recipe)
    command(async ({ trainer }) => {
      await trainer.start(started, recipe, get().backend)
      if (goOn && started === run) await trainer.train()
    })
  }

  function writeAddress(recipe: AutoencoderRecipe): void {
    // a reload of the first visit is a first visit
    if (get().firstVisit) return
    history.replaceState(null, '', `#r=${writeLink(recipeBook, recipe)}`)
  }

  /** Linear denoisers by the images and the corruption that they are of. */
  const denoisers = new Map<string, Promise<LinearDenoiser>>()

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
    edit: (changes) => {
      // what is changed is changed where the run is
      set({ shown: 'live' })
      const { recipe, progress } = get()
      const now = inForce(recipe, progress?.step ?? 0)
      const news = Object.entries(changes).filter(
        ([path, value]) => !equal(valueAt(now, undotted(path)), value),
      )
      if (news.length === 0) return
      const wanted = news.reduce<unknown>(
        (current, [path, value]) => withValueAt(current, undotted(path), value),
        recipe,
      )
      const { recipe: edited, complaints } = readRecipe(recipeBook, wanted)
      if (complaints.length > 0) {
        notify(
          noticeOf(
            'edit',
            complaints.map((complaint) => ({ ...complaint, remedy: '' })),
          ),
        )
        return
      }
      const running = (progress?.step ?? 0) > 0
      const paths = news.map(([path]) => path)
      if (paths.every((path) => path === 'optimise.steps')) {
        set({ recipe: edited })
        writeAddress(edited)
        command(({ trainer }) => trainer.setSteps(edited.optimise.steps))
      } else if (running && news.every(isLive)) {
        for (const [path, value] of news) command(({ trainer }) => trainer.change(path, value as number))
      } else {
        if (running) notify(freshRun(edited, paths[0]!))
        start(withoutChangesOf(edited, paths), isTraining())
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
      if (linked.complaints.length > 0) notify(noticeOf('link', linked.complaints))
      lab.open(linked.recipe)
    },
    address: () => {
      const address = new URL(location.href)
      address.hash = `r=${writeLink(recipeBook, get().recipe)}`
      return address.href
    },
    goBack: (step) => {
      command(async ({ trainer }) => {
        const reached = await trainer.goBack(step)
        passages.clear()
        newLosses = []
        set(({ frames, batchLosses, runsMade, recipe }) => {
          const kept = frames.filter((frame) => frame.step <= reached)
          const last = kept.at(-1)
          return {
            shown: 'live',
            passage: null,
            frames: kept,
            runsMade: last ? withRun(runsMade, run, recipe, last) : runsMade,
            batchLosses: batchLosses.filter((loss) => loss.step < reached),
          }
        })
        refreshPassage()
      })
    },
    show: (shown) => {
      const frame = shownFrame({ ...get(), shown })
      set({ shown, passage: (frame && passages.get(frame.step)) ?? null })
      refreshPassage()
    },
    choose: (chosen) => {
      choice += 1
      passages.clear()
      set({ chosen })
      command(({ observer }) => observer.watch({ id: choice, instrument: 'strip', question: chosen }))
      refreshPassage()
    },
    view: (view) => {
      if (view.chapter !== undefined) remember('chapter', view.chapter ? 'open' : 'closed')
      if (view.theme !== undefined) remember('theme', view.theme)
      set(view)
      if (view.firstVisit === false) {
        remember('visited', 'yes')
        writeAddress(get().recipe)
      }
    },
    chooseBackend: (backend) => {
      remember('backend', backend)
      set({ backend })
      command(({ trainer }) => trainer.useBackend(backend))
    },
    retryLoading: () => {
      command(async ({ trainer, observer }) => {
        await Promise.all([trainer.retry(), observer.retry()])
        if (get().progress?.state === 'failed') start(get().recipe, false)
        else fetchData(get().recipe)
      })
    },
    notify,
    dismiss,
    linearDenoiser: (recipe) => {
      const key = JSON.stringify([recipe.corrupt, { ...recipe.data, centre: false }])
      const denoiser = denoisers.get(key) ?? threads.then(({ linearDenoiser }) => linearDenoiser(recipe))
      denoisers.set(key, denoiser)
      const [oldest] = denoisers.keys()
      if (denoisers.size > mostDenoisers) denoisers.delete(oldest!)
      denoiser.catch(() => denoisers.delete(key))
      return denoiser
    },
    judge: async (id, onProgress) => (await threads).judge(id, onProgress),
    ask: async (step, instrument, question) => (await threads).observer.ask(run, step, instrument, question),
  }

  if (read.complaints.length > 0) notify(noticeOf('link', read.complaints))
  lab.choose(get().chosen)
  start(read.recipe, get().firstVisit)
  return lab
}

/** The first sentences about what could not be used, and how many there are more. */
function noticeOf(key: string, complaints: readonly Complaint[]): Notice {
  const first = complaints.slice(0, 3).map(({ sentence, remedy }) => `${sentence} ${remedy}`)
  const more = complaints.length - first.length
  return {
    key,
    kind: 'warning',
    say: (t) => [...first, ...(more > 0 ? [t.moreComplaints(more)] : [])].join(' '),
  }
}

function freshRun(recipe: Recipe, path: string): Notice {
  return { key: 'fresh', kind: 'note', say: (t) => t.freshRun(t.field(path), recipe.seed) }
}

/** What is computed on, where it is not the first choice for a reason that the reader may want to know. */
function backendNotices({ backend }: Progress<AutoencoderRecipe>): Notice[] {
  return (backend?.refused ?? [])
    .filter(({ reason }) => reason !== 'software')
    .map((refusal) => ({
      key: `backend ${refusal.backend} ${refusal.reason}`,
      kind: 'warning',
      say: (t) => {
        const [from, to] = [t[refusal.backend], t[backend!.name]]
        return refusal.reason === 'lost' ? t.lostBackend(from, to) : t.fellBack(from, t[refusal.reason], to)
      },
    }))
}

/** The term of the test images' objective that is not finite, where there is one: such a frame is not worth drawing. */
function divergenceOf({ step, parts }: Frame): Progress<AutoencoderRecipe>['divergence'] {
  const { reconstruction, terms } = parts['objective'] as Evaluation
  const values = Object.entries({ reconstruction, ...terms })
  const found = values.find(([, value]) => !Number.isFinite(value))
  return found ? { term: found[0], step, value: found[1] } : null
}

/** What is known of a run before its thread has said anything. */
function nothingYet(run: number, recipe: AutoencoderRecipe): Progress<AutoencoderRecipe> {
  return {
    run,
    recipe,
    state: 'starting',
    step: 0,
    epoch: 0,
    imagesPerSecond: null,
    losses: [],
    backend: null,
    divergence: null,
    failure: null,
  }
}

/** Can this value be set while the run goes on? */
function isLive([path, value]: readonly [path: string, value: unknown]): boolean {
  return recipeBook.changeable(path) && typeof value === 'number'
}

/** Fields set anew for a fresh run are no longer what earlier changes made of them. */
function withoutChangesOf(recipe: AutoencoderRecipe, paths: readonly string[]): AutoencoderRecipe {
  return { ...recipe, changes: recipe.changes.filter((change) => !paths.includes(change.path)) }
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
