// The trainer: pulls a run in its own thread, hears commands between steps, and hands every mark's snapshot on.

import type { Dataset } from '../data/dataset.ts'
import type { BackendChoice, BackendName } from '../tensors/backendNames.ts'
import type { Backend, Refusal } from '../tensors/backends.ts'
import type { NamedArray } from '../tensors/parameters.ts'
import type { Bench } from './bench.ts'
import { breathe } from './breathe.ts'
import { branchOf, firstStep, rootOf } from './origin.ts'
import type { Pace } from './pace.ts'
import { illegal, imagesSeen, withChange, type Change, type Recipe } from './recipe.ts'
import { Divergence, type BatchLoss, type Run, type RunStep, type Snapshot } from './run.ts'

/** `replaying`: what the run branches from is trained up to that step */
export type TrainerState =
  | 'starting'
  | 'waiting'
  | 'replaying'
  | 'paused'
  | 'training'
  | 'finished'
  | 'diverged'
  | 'failed'

/** What the page is told, a few times a second and at every change of state. */
export interface Progress<R extends Recipe> {
  /** which run this is of: every fresh start counts one up */
  readonly run: number
  readonly state: TrainerState
  readonly step: number
  /** with every change made so far */
  readonly recipe: R
  /** epochs completed, with their fraction */
  readonly epoch: number
  readonly imagesPerSecond: number | null
  /** batch losses read since the last report */
  readonly losses: readonly BatchLoss[]
  readonly backend: { readonly name: BackendName; readonly refused: readonly Refusal[] } | null
  readonly divergence: { readonly term: string; readonly step: number; readonly value: number } | null
  /** why nothing can be trained, as a sentence */
  readonly failure: string | null
}

/** What there is of a run before it begins. */
export interface Past {
  /** it is the very run before up to this step, and keeps what it shares with it */
  readonly shared?: number | null
  /** it goes on from this run, which is kept for another visit, where that is one of its recipe */
  readonly stored?: string | null
}

/** Where snapshots go to be kept, measured and fetched again: the observer, as a rule in another thread. */
export interface Keeper<R extends Recipe> {
  /** Another run, with what there is of it; of that the last whole snapshot is given, null when there is none. */
  begin(run: number, recipe: R, past: Past): Promise<Snapshot | null>
  /** resolves when the next snapshot may come */
  keep(run: number, recipe: R, snapshot: Snapshot, mark: boolean): Promise<void>
  /** writes this state down, so that it outlives the page; nothing of it is shown */
  save(run: number, recipe: R, snapshot: Snapshot): Promise<void>
  /** the last snapshot kept whole at or before `step`; whatever is later is forgotten. Null when there is none. */
  goBack(run: number, step: number): Promise<Snapshot | null>
}

export interface TrainerDoors<R extends Recipe> {
  readonly bench: Bench<R>
  openData(recipe: R): Promise<Dataset>
  startBackend(choice: BackendChoice, without: readonly Refusal[]): Promise<Backend>
  readonly keeper: Keeper<R>
  /** the weights of the checkpoint that a recipe without a parent begins with; null where it begins with none */
  initialWeights(recipe: R): Promise<readonly NamedArray[] | null>
  report(progress: Progress<R>): void
}

/** the longest time, in ms, without hearing messages or between two reports */
const longestDeafness = 12
const reportEvery = 100
/** ms between two states that are saved, where no mark falls */
const saveEvery = 20_000

/** Commands may come at any time; each takes effect after the step that is under way. */
export class Trainer<R extends Recipe> {
  readonly #doors: TrainerDoors<R>
  #run = 0
  #recipe: R | null = null
  #choice: BackendChoice = 'automatic'
  #backend: Backend | null = null
  #lost: readonly Refusal[] = []
  #steps: Run<R> | null = null
  #last: RunStep<R> | null = null
  #abort = new AbortController()
  #state: TrainerState = 'starting'
  #losses: BatchLoss[] = []
  #divergence: Progress<R>['divergence'] = null
  #failure: string | null = null
  #speed: number | null = null
  #pumping: Promise<void> = Promise.resolve()
  #opening: Promise<unknown> = Promise.resolve()
  /** changes that wait for the step under way to end */
  #wanted: { path: string; value: number }[] = []
  #stepping = false
  /** changes that the reader made in this run */
  #made: Change[] = []
  /** between the loss of a context and the next backend, when whatever fails is no news */
  #recovering = false
  /** who waits for the state reached to be saved, and when one was handed on last */
  #saving: (() => void)[] = []
  #handedAt = performance.now()
  /** the line to the run that this one is in step with */
  #pace: Pace | null = null
  /** the step at which training rests by itself */
  #until = Infinity
  /** was training asked for while the run was still being opened? */
  #isAwaited = false

  constructor(doors: TrainerDoors<R>) {
    this.#doors = doors
  }

  /**
   * A run of `recipe`, fresh unless it has a past, numbered by whoever asks for it; it waits for `train`. What a branch comes
   * from is trained at once, as far as no snapshot of it is kept.
   */
  start(run: number, recipe: R, choice: BackendChoice, past: Past = {}): Promise<void> {
    return this.#anew(async (signal) => {
      this.#run = run
      this.#recipe = recipe
      this.#made = []
      const from = await this.#doors.keeper.begin(run, recipe, past)
      if (choice !== this.#choice) this.#choose(choice)
      await this.#open(signal, from)
    })
  }

  /** The same run on another backend, from where it is. */
  async useBackend(choice: BackendChoice): Promise<void> {
    const wasTraining = this.#state === 'training'
    await this.pause()
    await this.#anew(async (signal) => {
      this.#choose(choice)
      await this.#open(signal, await this.#doors.keeper.goBack(this.#run, Infinity))
    })
    if (wasTraining) this.train(this.#until)
  }

  #choose(choice: BackendChoice): void {
    this.#choice = choice
    this.#backend?.release()
    this.#backend = null
    this.#lost = []
  }

  /**
   * What is still being opened trains as soon as it is there.
   * @param until the step at which it rests; the recipe's last one unless told
   */
  train(until = Infinity): void {
    this.#isAwaited = this.#isOpening()
    if (this.#state === 'paused' || this.#isAwaited) this.#until = until
    if (this.#state !== 'paused') return
    this.#tell('training')
    void this.#next(() => this.#pump())
  }

  /** Gives the step at which the run rests. */
  async pause(): Promise<number> {
    this.#isAwaited = false
    if (this.#state === 'training') {
      this.#tell('paused')
      await this.#next(async () => {
        if (this.#state === 'paused') await this.#show()
      })
    }
    return this.#last?.step ?? 0
  }

  /** A run at rest takes what steps are left to this one, of which the last is measured and shown. */
  async advanceTo(step: number): Promise<void> {
    await this.#next(async () => {
      const before = this.#state
      if (before !== 'paused' && before !== 'finished') return
      if (this.#last!.step >= step) return
      while (this.#last!.step < step && this.#state === before) await this.#advance()
      await this.#show()
      // unless the reader asked for something else meanwhile
      if (this.#state === before) this.#tell(this.#settled())
    })
  }

  /** Resolves when the state reached is on its way to be written down; where the run goes on, that is after its next step. */
  async save(): Promise<void> {
    if (this.#state === 'training') await new Promise<void>((resolve) => this.#saving.push(resolve))
    else await this.#next(() => this.#save())
  }

  async #save(): Promise<void> {
    this.#handedAt = performance.now()
    const last = this.#last
    const snapshot = last && last.step > 0 ? await last.snapshot() : null
    if (snapshot) await this.#kept(this.#doors.keeper.save(this.#run, this.#recipe!, snapshot))
    this.#saving.splice(0).forEach((resolve) => resolve())
  }

  /** From now on in step with the run at the other end, or with none. */
  keepPace(pace: Pace | null): void {
    this.#pace?.close()
    this.#pace = pace
  }

  /** Does `work` when what is under way has ended: one thing at a time touches the run's tensors. */
  #next(work: () => Promise<void>): Promise<void> {
    this.#pumping = this.#pumping.then(() => this.#guarded(work))
    return this.#pumping
  }

  /**
   * A field altered within the run, from the next step on; it is written into the recipe's `changes`. A run that stopped by
   * itself has no next step, and hears of none.
   */
  change(path: string, value: number): void {
    if (this.#recipe === null || this.#last === null) return
    if (this.#state === 'starting' || this.#state === 'diverged' || this.#state === 'failed') return
    if (illegal(this.#doors.bench.book, this.#recipe, { step: this.#last.step, path, value }) !== null) return
    this.#wanted.push({ path, value })
    if (this.#stepping) return
    if (this.#state === 'training') this.#writeChanges()
    // where the run rests, what is shown of this step is measured anew with the change in force
    else void this.#next(() => this.#rewrite())
  }

  /** Stops a run of which a frame was measured that is not finite, though no batch has shown it yet. */
  diverge(divergence: NonNullable<Progress<R>['divergence']>): void {
    if (this.#state === 'starting' || this.#state === 'waiting') return
    this.#divergence = divergence
    this.#tell('diverged')
  }

  /** Another length of the same run. */
  setSteps(steps: number): void {
    if (this.#recipe === null) return
    this.#recipe = { ...this.#recipe, optimise: { ...this.#recipe.optimise, steps } }
    if (this.#state === 'finished' || this.#state === 'paused') this.#tell(this.#settled())
  }

  /**
   * Back to the last snapshot kept at or before `step`, whose step it gives. Changes that the reader made after it are
   * undone; those that the recipe came with stay planned.
   */
  goBack(step: number): Promise<number> {
    return this.#anew(async (signal) => {
      const recipe = this.#recipe
      if (recipe === null) return 0
      const snapshot = await this.#doors.keeper.goBack(this.#run, step)
      const reached = snapshot?.step ?? 0
      const undone = this.#made.filter((change) => change.step > reached)
      this.#made = this.#made.filter((change) => change.step <= reached)
      this.#recipe = { ...recipe, changes: recipe.changes.filter((change) => !undone.includes(change)) }
      await this.#open(signal, snapshot)
      return reached
    })
  }

  /** Ends what goes on, then does `work`; one at a time, in the order of the calls, each ended by the next. */
  #anew<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    this.#state = 'starting'
    this.#isAwaited = false
    this.#pace?.rest()
    this.#abort.abort()
    const { signal } = (this.#abort = new AbortController())
    const done = this.#opening.then(async () => {
      await this.#halt()
      return work(signal)
    })
    this.#opening = done.catch(() => {})
    return done
  }

  async #open(signal: AbortSignal, from?: Snapshot | null): Promise<void> {
    this.#divergence = null
    this.#failure = null
    this.#last = null
    this.#speed = null
    this.#losses = []
    this.#recovering = false
    if (signal.aborted) return
    this.#tell('starting')
    await this.#guarded(async () => {
      this.#backend ??= await this.#startBackend()
      signal.throwIfAborted()
      this.#tell('waiting')
      const recipe = this.#recipe!
      const [data, initial] = await Promise.all([
        this.#doors.openData(recipe),
        from ? null : this.#doors.initialWeights(rootOf(recipe)),
      ])
      signal.throwIfAborted()
      const context = { from: from ?? undefined, initial, signal }
      if (branchOf(recipe) === null) this.#steps = this.#doors.bench.run(recipe, { ...context, data })
      else {
        // what most visits do not need comes when it is asked for
        const { runLineage } = await import('./lineage.ts')
        const openData = (of: R) => this.#doors.openData(of)
        this.#steps = runLineage(this.#doors.bench, recipe, { ...context, openData })
      }
      await this.#take(await this.#steps.next([]))
      await this.#replay(signal)
      if (signal.aborted || this.#divergence !== null) return
      this.#tell(this.#settled())
      if (this.#isAwaited) this.train(this.#until)
    }, signal)
  }

  /** Trains what the run branches from, up to that step. */
  async #replay(signal: AbortSignal): Promise<void> {
    const first = firstStep(this.#recipe!)
    if (this.#last!.step >= first || signal.aborted) return
    this.#tell('replaying')
    let [heard, told] = [performance.now(), performance.now()]
    while (this.#state === 'replaying' && this.#last!.step < first) {
      await this.#advance()
      signal.throwIfAborted()
      const now = performance.now()
      if (now - told >= reportEvery && this.#last!.step < first) {
        told = now
        this.#tell(this.#state)
      }
      if (now - heard >= longestDeafness) {
        await breathe()
        heard = performance.now()
      }
    }
  }

  async #startBackend(): Promise<Backend> {
    const backend = await this.#doors.startBackend(this.#choice, this.#lost)
    backend.onLost(() => void this.#recover(backend))
    return backend
  }

  /** The device took the context away: the next backend goes on from the last snapshot. */
  async #recover(lost: Backend): Promise<void> {
    if (this.#backend !== lost) return
    this.#recovering = true
    this.#backend = null
    this.#lost = [...this.#lost, { backend: lost.name, reason: 'lost' }]
    const wasTraining = this.#state === 'training'
    await this.#anew(async (signal) => {
      lost.release()
      await this.#open(signal, await this.#doors.keeper.goBack(this.#run, Infinity))
    })
    if (wasTraining) this.train(this.#until)
  }

  async #pump(): Promise<void> {
    let [heard, told, images] = [performance.now(), performance.now(), 0]
    while (this.#state === 'training') {
      if (this.#isDone() || this.#last!.step >= this.#until) {
        await this.#show()
        this.#tell(this.#settled())
        return
      }
      const before = this.#seen()
      await this.#pace?.turn(this.#last!.step)
      if (this.#state !== 'training') return
      await this.#advance()
      images += this.#seen() - before
      const now = performance.now()
      if (this.#saving.length > 0 || now - this.#handedAt >= saveEvery) await this.#save()
      if (now - told >= reportEvery) {
        this.#speed = blend(this.#speed, (images * 1000) / (now - told))
        ;[told, images] = [now, 0]
        this.#tell(this.#state)
      }
      if (now - heard >= longestDeafness) {
        await breathe()
        heard = performance.now()
      }
    }
  }

  async #advance(): Promise<void> {
    if (this.#writeChanges() && this.#last!.mark) await this.#hand(true)
    const { step } = this.#last!
    this.#stepping = true
    // a step that waits for data is not silent about where the run is
    const waiting = setTimeout(() => this.#tell(this.#state), reportEvery)
    try {
      await this.#take(
        await this.#steps!.next(this.#recipe!.changes.filter((change) => change.step === step)),
      )
    } finally {
      clearTimeout(waiting)
      this.#stepping = false
    }
  }

  /** Writes the reader's changes into the recipe; did they make what a mark showed of this step out of date? */
  #writeChanges(): boolean {
    const wanted = this.#wanted.splice(0)
    for (const { path, value } of wanted) {
      const change = { step: this.#last!.step, path, value }
      this.#made.push(change)
      this.#recipe = withChange(this.#recipe!, change)
    }
    return wanted.length > 0
  }

  async #rewrite(): Promise<void> {
    if (this.#last === null || !this.#writeChanges()) return
    this.#tell(this.#state)
    await this.#hand(this.#last.mark)
  }

  async #take(next: IteratorResult<RunStep<R>, void>): Promise<void> {
    if (next.done) throw new Error('The run ended by itself.')
    this.#last = next.value
    if (next.value.loss) this.#losses.push(next.value.loss)
    if (next.value.mark) await this.#hand(true)
  }

  /** Shows the state reached, where no mark falls. */
  async #show(): Promise<void> {
    if (this.#last && !this.#last.mark) await this.#hand(false)
  }

  async #hand(mark: boolean): Promise<void> {
    this.#handedAt = performance.now()
    const snapshot = await this.#last!.snapshot()
    // at a mark the next loss is read and names the term; where the run rests there is no next one
    if (snapshot === null && !mark) throw new Divergence('weights', this.#last!.step, NaN)
    if (snapshot) await this.#kept(this.#doors.keeper.keep(this.#run, this.#recipe!, snapshot, mark))
  }

  /** Stops whatever goes on and forgets the run's tensors. */
  async #halt(): Promise<void> {
    await this.#pumping
    this.#wanted = []
    await this.#steps?.return().catch(() => {})
    this.#steps = null
    this.#backend?.sweep()
  }

  /** Waits for the keeper, but not longer than the run goes on. */
  async #kept(keeping: Promise<void>): Promise<void> {
    const { signal } = this.#abort
    await new Promise<void>((resolve, reject) => {
      const stop = () => resolve()
      signal.addEventListener('abort', stop)
      keeping.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop))
    })
  }

  async #guarded(work: () => Promise<void>, signal = this.#abort.signal): Promise<void> {
    try {
      await work()
    } catch (error) {
      if (signal.aborted || this.#recovering) return
      // not waited for: it waits for what fails here to end
      if (this.#backend?.isLost()) void this.#recover(this.#backend)
      else if (error instanceof Divergence) {
        const { term, step, value } = error
        this.#divergence = { term, step, value }
        this.#tell('diverged')
      } else {
        this.#failure = error instanceof Error ? error.message : String(error)
        this.#tell('failed')
      }
    }
  }

  #isOpening(): boolean {
    return this.#state === 'starting' || this.#state === 'waiting' || this.#state === 'replaying'
  }

  #isDone(): boolean {
    return this.#last !== null && this.#last.step >= this.#recipe!.optimise.steps
  }

  #settled(): TrainerState {
    return this.#isDone() ? 'finished' : 'paused'
  }

  #seen(): number {
    return this.#last === null ? 0 : imagesSeen(this.#recipe!, this.#last.step)
  }

  #tell(state: TrainerState): void {
    this.#state = state
    if (state !== 'training') {
      this.#saving.splice(0).forEach((resolve) => resolve())
      this.#speed = null
      this.#pace?.rest()
    }
    const backend = this.#backend && { name: this.#backend.name, refused: this.#backend.refused }
    this.#doors.report({
      run: this.#run,
      state,
      step: this.#last?.step ?? 0,
      recipe: this.#recipe!,
      epoch: this.#last === null ? 0 : this.#seen() / this.#last.epochImages,
      imagesPerSecond: this.#speed,
      losses: this.#losses,
      backend,
      divergence: this.#divergence,
      failure: this.#failure,
    })
    this.#losses = []
  }
}

/** A running mean that forgets half in two reports. */
function blend(before: number | null, now: number): number {
  return before === null ? now : 0.7 * before + 0.3 * now
}
