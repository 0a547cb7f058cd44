// A run on the page, with its threads and frames, and what may be done to it alone. A comparison has two.

import type { StoreApi } from 'zustand/vanilla'
import type { Chosen } from '../benches/autoencoder/instruments/InstrumentView.tsx'
import { trainedSizes } from '../benches/autoencoder/checkpoints/find.ts'
import type { AutoencoderRecipe } from '../benches/autoencoder/recipe.ts'
import type { LinearMethod } from '../lab/bench.ts'
import { sharedUntil } from '../lab/branch.ts'
import { equal } from '../lab/json.ts'
import type { WeightsAt } from '../lab/observer.ts'
import { branchOf, firstStep } from '../lab/origin.ts'
import type { KeepTrouble } from '../lab/keep/keeping.ts'
import type { BackendChoice } from '../tensors/backendNames.ts'
import { ArrivingLosses, withLosses } from './batchLosses.ts'
import { editOf, inForceSince } from './edits.ts'
import { Foreseen } from './foreseen.ts'
import { divergenceOf, withFrame } from './frames.ts'
import { imageFetcher } from './imagesOfRecipe.ts'
import { choiceOf, nothingYet, type LabState } from './labState.ts'
import {
  backendNotices,
  branchAnew,
  failureNotice,
  freshRun,
  noticeOf,
  trainedBefore,
  type Notice,
} from './notices.ts'
import { Passages } from './passages.ts'
import { withRun } from './runsMade.ts'
import { startThreads, type Threads, type Works } from './threads.ts'

/** How a run begins. */
export interface Start {
  /** it trains at once */
  readonly goOn?: boolean
  /** then it rests at this step */
  readonly until?: number
  /** it goes on from this kept run, where that is one of its recipe */
  readonly stored?: string | null
}

export interface Side {
  readonly store: StoreApi<LabState>
  readonly threads: Promise<Threads>
  /** a run of this recipe, which waits for `train` unless it is told otherwise */
  readonly start: (recipe: AutoencoderRecipe, how?: Start) => void
  readonly train: () => void
  /** gives the step at which the run rests */
  readonly pause: () => Promise<number>
  readonly advanceTo: (step: number) => void
  /** new values by their dotted paths: within the run where all of them can be, else a fresh run from the same seed */
  readonly edit: (changes: Readonly<Record<string, unknown>>) => void
  /** after a divergence: the last snapshot at or before `step` */
  readonly goBack: (step: number) => void
  /** which frame is shown: that of a step, or the latest; in a comparison the latest that both sides have */
  readonly show: (place: Partial<Pick<LabState, 'shown' | 'common'>>) => void
  readonly choose: (chosen: Chosen) => void
  /** what comes out at these steps is wanted as pictures */
  readonly wantPictures: (steps: readonly number[]) => void
  /** moves the run over at once */
  readonly useBackend: (backend: BackendChoice) => void
  readonly retryLoading: () => void
  /** writes the state reached down; gives the id of the kept run, null where nothing is kept */
  readonly keep: () => Promise<string | null>
  readonly notify: (notice: Notice) => void
  readonly dismiss: (key: string) => void
  readonly fail: (error: unknown) => void
  /** asks the model of a step at which a frame stands */
  readonly ask: (step: number, instrument: string, question: unknown) => Promise<unknown>
  /** the weights of a step at which a frame stands */
  readonly weights: (step: number) => Promise<WeightsAt<AutoencoderRecipe>>
  /** ends its threads */
  readonly close: () => void
}

/** What the page hears of a side, and knows beside it. */
export interface Around {
  /** a fresh run is about to begin; the one before up to step `kept`, where that is not null */
  readonly onStart: (kept: number | null) => void
  /** another recipe, or what the run wrote into it */
  readonly onRecipe: () => void
  /** the run has come further, or stopped */
  readonly onFrames: () => void
  /** the run is kept, or not any more what is kept */
  readonly onKept: () => void
  readonly pca: Works['pca']
  /** the PCA of a recipe's images, where the other side has it */
  readonly knownPca: (recipe: AutoencoderRecipe) => LinearMethod | null
}

export function openSide(store: StoreApi<LabState>, around: Around): Side {
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
      const isChanged = !equal(progress.recipe.changes, get().recipe.changes)
      const before = get().progress?.backend?.refused.length ?? 0
      if ((progress.backend?.refused.length ?? 0) > before) backendNotices(progress).forEach(notify)
      // the same object while nothing changed, so that nothing is drawn anew
      set(({ recipe }) => ({ progress, recipe: equal(recipe, progress.recipe) ? recipe : progress.recipe }))
      if (isChanged) around.onRecipe()
      losses.add(progress.losses)
      if (progress.state !== 'training' || losses.areDue()) {
        const added = losses.taken()
        if (added.length > 0) set(({ batchLosses }) => ({ batchLosses: withLosses(batchLosses, added) }))
      }
      if (progress.state !== 'training') around.onFrames()
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
      passages.change(({ frames: before, runsMade, recipe }) => {
        const frames = withFrame(before, frame)
        return { frames, runsMade: withRun(runsMade, run, recipe, frames.at(-1)!) }
      })
      around.onFrames()
    },
    onAnswer: (from, answer) => {
      if (from === run) passages.takeEarly(answer)
    },
    onKept: (from, kept) => {
      if (from !== run) return
      if ('trouble' in kept) void tellTrouble(kept.trouble)
      else keptAs(kept.id)
    },
    onFailure: fail,
  })
  async function tellTrouble(trouble: KeepTrouble): Promise<void> {
    const { troubleNotice } = await import('./keep/troubleNotice.ts')
    notify(troubleNotice(trouble))
  }
  function keptAs(id: string | null): void {
    set({ keptAs: id })
    around.onKept()
  }
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

  const foreseen = new Foreseen(async (recipe) => (await threads).observer.answerAhead(recipe))
  const images = imageFetcher({ ...around, store, threads, choose, fail })

  /** has the reader been told what a checkpoint is? */
  let isTold = false

  /** Every start has a number; what is told of an earlier one is not heard any more. */
  let run = 0
  /** What was said of the run before goes with it. */
  function beginAnew(recipe: AutoencoderRecipe): void {
    dismiss('fresh')
    start(recipe, { goOn: true })
  }

  function start(recipe: AutoencoderRecipe, { goOn = false, until, stored = null }: Start = {}): void {
    // before the first start there is nothing to share
    const shared = run === 0 ? null : sharedUntil(get().recipe, recipe)
    run += 1
    const started = run
    around.onStart(shared)
    losses.forget()
    if (shared === null) passages.forget()
    passages.change((before) => ({
      recipe,
      ...keptOf(before, shared),
      loading: null,
      progress: { ...nothingYet(run, recipe, shared ?? 0), backend: before.progress?.backend ?? null },
    }))
    const ahead = foreseen.of(recipe)
    if (ahead !== null && stored === null) passages.takeEarly(ahead)
    passages.keepOnly(new Set(get().frames.map(({ step }) => step)))
    around.onFrames()
    around.onRecipe()
    keptAs(stored)
    images.fetch(recipe)
    command(async ({ trainer }) => {
      await trainer.start(started, recipe, choiceOf(get()), { shared, stored })
      if (goOn && started === run) await trainer.train(until)
    })
  }

  function choose(chosen: Chosen): void {
    const id = passages.chooseAnew()
    set({ chosen })
    command(({ observer }) => observer.watch({ id, instrument: 'strip', question: chosen }))
    passages.refresh()
  }

  async function backTo(trainer: Threads['trainer'], step: number): Promise<void> {
    const reached = await trainer.goBack(step)
    passages.forget()
    losses.forget()
    passages.change(({ frames, batchLosses, runsMade, recipe }) => {
      const kept = frames.filter((frame) => frame.step <= reached)
      const last = kept.at(-1)
      return {
        frames: kept,
        runsMade: last ? withRun(runsMade, run, recipe, last) : runsMade,
        batchLosses: batchLosses.filter((loss) => loss.step < reached),
      }
    })
    around.onFrames()
  }

  return {
    store,
    threads,
    start,
    train: () => command(({ trainer }) => trainer.train()),
    pause: async () => (await threads).trainer.pause(),
    advanceTo: (step) => command(({ trainer }) => trainer.advanceTo(step)),
    edit: (changes) => {
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
        around.onRecipe()
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
        if (branchOf(edit.recipe) !== null) {
          if (step > firstStep(edit.recipe)) notify(branchAnew(edit.recipe, edit.path))
        } else if (edit.recipe.from) {
          if (!isTold) notify(trainedBefore(edit.recipe, beginAnew))
          isTold = true
        } else if (step > 0) notify(freshRun(edit.recipe, edit.path))
        start(edit.recipe, { goOn: progress?.state === 'training' })
        if (edit.path === 'code.size')
          void foreseen.look(trainedSizes(edit.recipe), passages.choice).catch(fail)
      }
    },
    goBack: (step) => command(({ trainer }) => backTo(trainer, step)),
    show: (place) => passages.change(() => place),
    choose,
    wantPictures: (steps) => passages.want(steps),
    useBackend: (backend) => command(({ trainer }) => trainer.useBackend(backend)),
    retryLoading: () => {
      command(async ({ trainer, observer }) => {
        await Promise.all([trainer.retry(), observer.retry()])
        if (get().progress?.state === 'failed') start(get().recipe, { stored: get().keptAs })
        else images.fetch(get().recipe)
      })
    },
    keep: async () => {
      const { trainer, observer } = await threads
      await trainer.save()
      return observer.flush()
    },
    notify,
    dismiss,
    fail,
    ask: async (step, instrument, question) => (await threads).observer.ask(run, step, instrument, question),
    weights: async (step) => (await threads).observer.weights(run, step),
    close: () => {
      run += 1
      images.end()
      threads.then(({ close }) => close()).catch(() => {})
    },
  }
}

/** What stays shown of a run by one that is the same up to step `kept`. */
function keptOf(
  { frames, batchLosses }: LabState,
  kept: number | null,
): Pick<LabState, 'frames' | 'batchLosses'> {
  if (kept === null) return { frames: [], batchLosses: [] }
  return {
    frames: frames.filter(({ step }) => step <= kept),
    batchLosses: batchLosses.filter(({ step }) => step < kept),
  }
}
