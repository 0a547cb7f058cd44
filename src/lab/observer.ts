// The observer: keeps the timeline's snapshots, measures a frame of each in its own thread, newest first, and answers
// what instruments ask, so that nothing is measured on the training step's path.

import type { Dataset } from '../data/dataset.ts'
import type { SetName } from '../data/manifest.ts'
import type { NamedArray } from '../tensors/parameters.ts'
import type { Bench, OpenModel } from './bench.ts'
import { bytesOf, type Frame } from './frame.ts'
import type { Resumed } from './keep/keeping.ts'
import type { LateKeeping } from './keep/lateKeeping.ts'
import type { Recipe } from './recipe.ts'
import { isMark, type Snapshot } from './run.ts'
import { Timeline, type Kept } from './timeline.ts'
import type { Keeper, Past } from './trainer.ts'

export interface ObserverDoors<R extends Recipe> {
  readonly bench: Bench<R>
  openData(recipe: R): Promise<Dataset>
  readonly openSet?: (set: SetName) => Promise<Dataset>
  /** the weights of the checkpoint that a recipe begins with, not by way of another run; null where there is none */
  readonly initialWeights: (recipe: R) => Promise<readonly NamedArray[] | null>
  /** makes sure that a backend computes here */
  ready(): Promise<void>
  readonly breathe: () => Promise<void>
  /** bytes for snapshots */
  readonly budget: number
  /** `answer` is that of the standing question, of the same model */
  onFrame(run: number, frame: Frame, answer: StandingAnswer | null): void
  /** the standing question's answer of a run's first state, which comes before its frame is measured */
  onAnswer(run: number, answer: StandingAnswer): void
  /** where runs are kept for another visit; null: nowhere */
  readonly keeping: LateKeeping<R> | null
  /** why a frame could not be measured, as a sentence */
  onFailure(run: number, sentence: string): void
}

/** A question that is answered with every frame, so that what it shows never is of another step. */
export interface StandingQuestion {
  /** the asker's, given back with the answers */
  readonly id: number
  readonly instrument: string
  readonly question: unknown
}

export interface StandingAnswer {
  readonly id: number
  readonly answer: unknown
}

/** A model as it leaves the lab. */
export interface WeightsAt<R> {
  /** with every change made so far */
  readonly recipe: R
  readonly step: number
  readonly tensors: readonly NamedArray[]
  /** what is taken off every image before the model sees it; null where nothing is */
  readonly mean: Float64Array | null
}

/** ms for which a run's beginning waits for its first picture */
const patience = 200

const moment = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, patience))

/** Weights that wait to be measured. */
interface Pending<R> extends Kept<R> {
  readonly mark: boolean
}

export class Observer<R extends Recipe> implements Keeper<R> {
  readonly #doors: ObserverDoors<R>
  readonly #timeline: Timeline<R>
  #run = 0
  #pending: Pending<R>[] = []
  #latest: Kept<R> | null = null
  #measuring = false
  /** what is being measured */
  #current: Pending<R> | null = null
  #standing: StandingQuestion | null = null
  /** the last run whose first state was answered of */
  #answered = 0
  #room: (() => void)[] = []
  /** ended by a fresh run and by going back: what is measured then is of no use any more */
  #era = new AbortController()

  constructor(doors: ObserverDoors<R>) {
    this.#doors = doors
    this.#timeline = new Timeline(doors.budget)
  }

  async begin(run: number, recipe: R, { shared = null, stored = null }: Past): Promise<Snapshot | null> {
    this.#run = run
    const snapshot = shared === null ? null : this.#wholeUntil(shared)
    if (snapshot === null) {
      this.#latest = null
      this.#timeline.clear()
    }
    // what is being measured of the shared past is measured anew, as of this run
    this.#forgetAfter(snapshot?.step ?? -1)
    this.#freeRoom()
    const states = this.#timeline.steps.map((step) => this.#timeline.at(step)!)
    if (snapshot === null && stored === null) {
      // before anything is written down, which takes its time; what takes longer holds nothing up
      await Promise.race([this.#answerFirst(run, recipe), moment()])
    }
    if (run !== this.#run) return null
    const from = snapshot === null ? stored : null
    const kept = (await this.#doors.keeping?.begin(run, recipe, from, states)) ?? null
    if (run !== this.#run) return null
    return kept === null ? snapshot : this.#resume(kept)
  }

  /** A kept run is shown as it was; of states that come without a frame one is measured. */
  #resume({ states, frames }: Resumed<R>): Snapshot {
    this.#timeline.restore(states)
    const { step, parameters, moments } = (this.#latest = states.at(-1)!)
    // newest first, so that none before it is shown on the way
    for (const frame of frames.toReversed()) this.#doors.onFrame(this.#run, frame, null)
    const measured = new Set(frames.map((frame) => frame.step))
    this.#pending = states
      .filter((state) => !measured.has(state.step))
      .map((state) => ({ ...state, moments: null, mark: isMark(state.step) }))
    if (!this.#measuring && this.#pending.length > 0) void this.#measureAll()
    return { step, parameters, moments: moments! }
  }

  async keep(run: number, recipe: R, snapshot: Snapshot, mark: boolean): Promise<void> {
    if (run !== this.#run) return
    this.#doors.keeping?.keep(recipe, snapshot, mark)
    if (mark) this.#timeline.add(recipe, snapshot)
    this.#latest = { recipe, ...snapshot }
    // a state that was only asked for gives way to the next one
    const others = this.#pending.filter((other) => other.mark && other.step !== snapshot.step)
    this.#pending = [...others, { ...this.#latest, moments: null, mark }]
    if (snapshot.step === 0) void this.#answerEarly(run, this.#latest)
    if (!this.#measuring) void this.#measureAll()
    if (!this.#hasRoom()) await new Promise<void>((resolve) => this.#room.push(resolve))
  }

  /** What a checkpoint begins with is shown before its run has been opened. */
  async #answerFirst(run: number, recipe: R): Promise<void> {
    const first = await this.#firstState(recipe)
    if (first !== null && run === this.#run) await this.#answerEarly(run, first)
  }

  /** The standing question's answer of the checkpoint that a recipe begins with, whatever run goes on; null where there is none. */
  async answerAhead(recipe: R): Promise<StandingAnswer | null> {
    const first = await this.#firstState(recipe)
    return first && this.#withModel(first, (model) => this.#answer(model)).catch(() => null)
  }

  /** One that does not come is asked for once more when the run begins, and complained of then. */
  async #firstState(recipe: R): Promise<Kept<R> | null> {
    const parameters = await this.#doors.initialWeights(recipe).catch(() => null)
    return parameters && { recipe, step: 0, parameters, moments: null }
  }

  /** What a run begins with is shown before its frame is measured, and though another run's still is. */
  async #answerEarly(run: number, first: Kept<R>): Promise<void> {
    if (run === this.#answered) return
    const { signal } = this.#era
    const answer = await this.#withModel(first, (model) => this.#answer(model)).catch(() => null)
    if (answer !== null) this.#answered = run
    if (answer !== null && !signal.aborted) this.#doors.onAnswer(run, answer)
  }

  async save(run: number, recipe: R, snapshot: Snapshot): Promise<void> {
    if (run === this.#run) this.#doors.keeping?.keep(recipe, snapshot, false)
  }

  /** Writes down what is kept so far, and gives the id under which it stands; null where nothing is kept. */
  async flush(): Promise<string | null> {
    return (await this.#doors.keeping?.flush()) ?? null
  }

  async goBack(run: number, step: number): Promise<Snapshot | null> {
    if (run !== this.#run) return null
    const latest = this.#latest
    const snapshot = this.#wholeUntil(step)
    if (this.#latest !== latest) {
      this.#forgetAfter(snapshot?.step ?? -1)
      this.#doors.keeping?.goBack(snapshot?.step ?? -1)
    }
    return snapshot
  }

  /** The last whole snapshot at or before `step`, which is the latest from now on. */
  #wholeUntil(step: number): Snapshot | null {
    const latest = this.#latest
    if (latest?.moments && latest.step <= step) {
      return { step: latest.step, parameters: latest.parameters, moments: latest.moments }
    }
    const snapshot = this.#timeline.goBack(step)
    this.#latest = snapshot && this.#timeline.at(snapshot.step)
    return snapshot
  }

  /** Of what waits to be measured, what is not later than `reached` goes on waiting. */
  #forgetAfter(reached: number): void {
    const current = this.#current
    if (current) this.#newEra()
    const waiting = current ? [...this.#pending, current] : this.#pending
    this.#pending = waiting.filter((pending) => pending.step <= reached)
  }

  /**
   * What an instrument answers of the model at `step`. Rejects with a sentence when the weights of that step are not
   * kept any more or the instrument refuses the question.
   */
  async ask(run: number, step: number, instrument: string, question: unknown): Promise<unknown> {
    return this.#withModel(this.#required(run, step), (model) => model.ask(instrument, question))
  }

  /** The weights of the model at `step` with the run's recipe. Rejects with a sentence where they are not kept any more. */
  async weights(run: number, step: number): Promise<WeightsAt<R>> {
    const kept = this.#required(run, step)
    const mean = await this.#withModel(kept, (model) => Promise.resolve(model.mean))
    const tensors = kept.parameters.map((array) => ({ ...array, values: array.values.slice() }))
    return { recipe: kept.recipe, step: kept.step, tensors, mean: mean && mean.slice() }
  }

  /** From the next frame on, this question is answered with every frame. */
  watch(standing: StandingQuestion): void {
    this.#standing = standing
  }

  #required(run: number, step: number): Kept<R> {
    const kept = run === this.#run ? this.#at(step) : null
    if (kept !== null) return kept
    throw new RangeError(`The weights of step ${step} are not kept; choose another mark of the timeline.`)
  }

  #at(step: number): Kept<R> | null {
    if (this.#latest?.step === step) return this.#latest
    return this.#timeline.at(step) ?? this.#pending.find((pending) => pending.step === step) ?? null
  }

  async #measureAll(): Promise<void> {
    this.#measuring = true
    for (let next = this.#pending.pop(); next !== undefined; next = this.#pending.pop()) {
      this.#current = next
      const { mark, step } = next
      const [run, { signal }] = [this.#run, this.#era]
      try {
        const [frame, answer] = await this.#withModel(next, async (model) => [
          await model.measure(mark),
          await this.#answer(model),
        ])
        if (!signal.aborted) {
          this.#doors.keeping?.keepFrame(frame)
          this.#doors.onFrame(run, frame, answer)
        }
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error)
        if (!signal.aborted) this.#doors.onFailure(run, `Step ${step} could not be measured: ${reason}`)
      }
      this.#current = null
      this.#freeRoom()
      await this.#doors.breathe()
    }
    this.#measuring = false
  }

  #newEra(): void {
    this.#era.abort()
    this.#era = new AbortController()
  }

  async #withModel<T>(kept: Kept<R>, use: (model: OpenModel) => Promise<T>): Promise<T> {
    await this.#doors.ready()
    const data = await this.#doors.openData(kept.recipe)
    const snapshot = { step: kept.step, parameters: kept.parameters, moments: kept.moments ?? [] }
    const { signal } = this.#era
    const { breathe, openSet } = this.#doors
    const options = { breathe, openSet, signal }
    const model = await this.#doors.bench.open(kept.recipe, snapshot, data, options)
    try {
      return await use(model)
    } finally {
      model.dispose()
    }
  }

  /** The standing question's answer; null where this model has none. */
  async #answer(model: OpenModel): Promise<StandingAnswer | null> {
    const standing = this.#standing
    if (standing === null) return null
    try {
      return { id: standing.id, answer: await model.ask(standing.instrument, standing.question) }
    } catch {
      return null // for instance a code of another size than this model's
    }
  }

  /** Weights that wait may take half of the budget; then the trainer waits too. */
  #hasRoom(): boolean {
    return this.#pending.length < 2 || bytesOf(this.#pending) <= this.#doors.budget / 2
  }

  #freeRoom(): void {
    if (this.#hasRoom()) this.#room.splice(0).forEach((resolve) => resolve())
  }
}
