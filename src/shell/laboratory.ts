// Everything that may be done to the page's recipe, run and view.

import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Chosen } from '../benches/autoencoder/instruments/InstrumentView.tsx'
import { recipeBook, type AutoencoderRecipe } from '../benches/autoencoder/recipe.ts'
import { equal } from '../lab/json.ts'
import { backendIn, readLink, recipeIn, writeFragment } from '../lab/link.ts'
import { readRecipe } from '../lab/recipe.ts'
import type { LinearDenoiser } from '../numerics/linearDenoiser.ts'
import type { BackendChoice, BackendName } from '../tensors/backendNames.ts'
import { ArrivingLosses, withLosses } from './batchLosses.ts'
import { keptDenoisers } from './denoisers.ts'
import { editOf, inForceSince } from './edits.ts'
import { divergenceOf, shownFrame, withFrame } from './frames.ts'
import { imageFetcher } from './imagesOfRecipe.ts'
import { remember } from './keeping.ts'
import {
  choiceOf,
  firstChosen,
  firstInstrument,
  firstState,
  nothingYet,
  type LabState,
  type ViewKey,
} from './labState.ts'
import { Measuring } from './measuring.ts'
import {
  backendNotices,
  failureNotice,
  freshRun,
  noticeOf,
  nextRunNotice,
  offerNotice,
  type Notice,
} from './notices.ts'
import { Passages } from './passages.ts'
import { withRun } from './runsMade.ts'
import { startThreads, type Threads } from './threads.ts'

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
  /** moves the run over at once */
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

export function openLab(address: string): Lab {
  const read = readAddress(address)
  const store = createStore<LabState>(() => firstState(read.recipe, read))
  const { getState: get, setState: set } = store

  function notify(notice: Notice): void {
    set(({ notices }) => ({ notices: [...notices.filter(({ key }) => key !== notice.key), notice] }))
  }
  function dismiss(key: string): void {
    set(({ notices }) => ({ notices: notices.filter((notice) => notice.key !== key) }))
  }
  function fail(error: unknown): void {
    notify(failureNotice(error))
  }

  const threads: Promise<Threads> = startThreads({
    onProgress: (progress) => {
      if (progress.run !== run) return
      if (!equal(progress.recipe.changes, get().recipe.changes)) writeAddress(progress.recipe)
      const before = get().progress?.backend?.refused.length ?? 0
      if ((progress.backend?.refused.length ?? 0) > before) backendNotices(progress).forEach(notify)
      // the same object while nothing changed, so that nothing is drawn anew
      set(({ recipe }) => ({ progress, recipe: equal(recipe, progress.recipe) ? recipe : progress.recipe }))
      losses.add(progress.losses)
      if (progress.state !== 'training' || losses.areDue()) {
        const added = losses.taken()
        if (added.length > 0) set(({ batchLosses }) => ({ batchLosses: withLosses(batchLosses, added) }))
      }
    },
    onLoading: (loading) => set({ loading }),
    onFrame: (from, frame, standing) => {
      if (from !== run) return
      const failure = divergenceOf(frame)
      if (failure) {
        command(({ trainer }) => trainer.diverge(failure))
        return
      }
      passages.take(frame.step, standing)
      passages.keepOnly(new Set([...get().frames.map(({ step }) => step), frame.step]))
      set((state) => {
        const frames = withFrame(state.frames, frame)
        const shown = shownFrame({ ...state, frames })!
        const kept = shown.step === shownFrame(state)?.step ? state.passage : null
        return {
          frames,
          runsMade: withRun(state.runsMade, run, state.recipe, frames.at(-1)!),
          passage: passages.at(shown.step) ?? kept,
        }
      })
      if (passages.at(shownFrame(get())!.step) === null) passages.refresh()
    },
    onFailure: fail,
  })
  const command = (work: (threads: Threads) => Promise<unknown>): void => {
    threads.then(work).catch(fail)
  }

  const losses = new ArrivingLosses()
  const passages = new Passages({
    store,
    run: () => run,
    ask: async (of, step, chosen) => (await threads).observer.ask(of, step, 'strip', chosen),
    fail,
  })
  const fetchImages = imageFetcher(store, threads, fail)

  const measuring = new Measuring({
    store,
    threads,
    tell: (offer) => (offer === null ? dismiss('offer') : notify(offerNotice(offer, useFromNextRun))),
    isVisible: () => document.visibilityState === 'visible',
  })

  /** Work in a thread of its own, beside which nothing is measured. */
  function beside<T>(work: (threads: Threads) => Promise<T>): Promise<T> {
    const working = threads.then(work)
    void measuring.beside(working)
    return working
  }

  /** Every start has a number; what is told of an earlier one is not heard any more. */
  let run = 0
  function start(recipe: AutoencoderRecipe, goOn: boolean): void {
    run += 1
    const started = run
    passages.forget()
    losses.forget()
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
    if (get().chosen.kind === 'code') lab.choose(firstChosen)
    writeAddress(recipe)
    fetchImages(recipe)
    command(async ({ trainer }) => {
      await trainer.start(started, recipe, choiceOf(get()))
      if (goOn && started === run) await trainer.train()
    })
  }

  async function backTo(trainer: Threads['trainer'], step: number): Promise<void> {
    const reached = await trainer.goBack(step)
    passages.forget()
    losses.forget()
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
    passages.refresh()
  }

  function writeAddress(recipe: AutoencoderRecipe): void {
    // a reload of the first visit is a first visit
    if (get().firstVisit) return
    history.replaceState(null, '', `#${writeFragment(recipeBook, recipe, get().pinned)}`)
  }

  /** The reader's word, which takes the place of a link's. */
  function keepBackend(backend: BackendChoice): void {
    dismiss('offer')
    remember('backend', backend)
    set({ backend, pinned: null })
    writeAddress(get().recipe)
  }

  /** What was measured to be better takes effect with the next fresh run; one that has no step yet is fresh. */
  function useFromNextRun(backend: BackendName): void {
    keepBackend(backend)
    if (get().progress?.step === 0) command(({ trainer }) => trainer.useBackend(backend))
    else notify(nextRunNotice(backend))
  }

  const isTraining = () => get().progress?.state === 'training'

  const lab: Lab = {
    store,
    train: () => {
      measuring.stop()
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
      const step = progress?.step ?? 0
      const edit = editOf(recipe, step, changes)
      if (edit.kind === 'refused') {
        notify(
          noticeOf(
            'edit',
            edit.complaints.map((complaint) => ({ ...complaint, remedy: '' })),
          ),
        )
      } else if (edit.kind === 'steps') {
        set({ recipe: edit.recipe })
        writeAddress(edit.recipe)
        command(({ trainer }) => trainer.setSteps(edit.recipe.optimise.steps))
      } else if (edit.kind === 'live') {
        command(async ({ trainer }) => {
          // what diverged has no next step: the new value takes the old one's place, from where that came into force
          if (progress?.divergence) {
            const paths = edit.changes.map(([path]) => path)
            await backTo(trainer, inForceSince(recipe, paths, progress.divergence.step))
          }
          for (const [path, value] of edit.changes) await trainer.change(path, value)
        })
      } else if (edit.kind === 'fresh') {
        dismiss('fresh')
        if (step > 0) notify(freshRun(edit.recipe, edit.path))
        start(edit.recipe, isTraining())
      }
    },
    open: (recipe) => {
      dismiss('fresh')
      set({ instrument: firstInstrument(recipe) })
      start(recipe, false)
    },
    openLink: (address) => {
      const { linked, recipe, pinned, complaints } = readAddress(address)
      if (!linked) return
      set({ pinned })
      if (complaints.length > 0) notify(noticeOf('link', complaints))
      lab.open(recipe)
    },
    address: () => {
      const address = new URL(location.href)
      const { recipe, backend, pinned } = get()
      // what a link asked for is not the reader's word
      const chosen = pinned !== null || backend === 'automatic' ? null : backend
      address.hash = writeFragment(recipeBook, recipe, chosen)
      return address.href
    },
    goBack: (step) => command(({ trainer }) => backTo(trainer, step)),
    show: (shown) => {
      const frame = shownFrame({ ...get(), shown })
      set({ shown, passage: frame && passages.at(frame.step) })
      passages.refresh()
    },
    choose: (chosen) => {
      const id = passages.chooseAnew()
      set({ chosen })
      command(({ observer }) => observer.watch({ id, instrument: 'strip', question: chosen }))
      passages.refresh()
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
      keepBackend(backend)
      command(({ trainer }) => trainer.useBackend(backend))
    },
    retryLoading: () => {
      command(async ({ trainer, observer }) => {
        await Promise.all([trainer.retry(), observer.retry()])
        if (get().progress?.state === 'failed') start(get().recipe, false)
        else fetchImages(get().recipe)
      })
    },
    notify,
    dismiss,
    linearDenoiser: keptDenoisers((recipe) => beside(({ linearDenoiser }) => linearDenoiser(recipe))),
    judge: (id, onProgress) => beside(({ judge }) => judge(id, onProgress)),
    ask: async (step, instrument, question) => (await threads).observer.ask(run, step, instrument, question),
  }

  if (read.complaints.length > 0) notify(noticeOf('link', read.complaints))
  lab.choose(get().chosen)
  start(read.recipe, get().firstVisit)
  return lab
}

/** What an address says: its recipe or the default, the backend that it pins, and what cannot be used of either. */
function readAddress(address: string) {
  const link = recipeIn(address)
  const { recipe, complaints } = link === null ? readRecipe(recipeBook, {}) : readLink(recipeBook, link)
  const { backend: pinned, complaint } = backendIn(address)
  const all = complaint === null ? complaints : [...complaints, complaint]
  return { linked: link !== null, recipe, pinned, complaints: all }
}
