// The observer: keeps the timeline's snapshots, measures a frame of each in its own thread, newest first, and answers
// what instruments ask, so that nothing is measured on the training step's path.

import type { Dataset } from '../data/dataset.ts'
import type { Bench, OpenModel } from './bench.ts'
import type { Frame } from './frame.ts'
import type { Recipe } from './recipe.ts'
import type { Snapshot } from './run.ts'
import { Timeline, type Kept } from './timeline.ts'
import type { Keeper } from './trainer.ts'

export interface ObserverDoors<R extends Recipe> {
  readonly bench: Bench<R>
  openData(recipe: R): Promise<Dataset>
  /** makes sure that a backend computes here */
  ready(): Promise<void>
  breathe(): Promise<void>
  /** bytes for snapshots */
  readonly budget: number
  onFrame(run: number, frame: Frame): void
  /** why a frame could not be measured, as a sentence */
  onFailure(run: number, sentence: string): void
}

interface Pending<R> extends Kept<R> {
  readonly mark: boolean
}

/** snapshots waiting to be measured before the trainer is made to wait */
const longestQueue = 64

export class Observer<R extends Recipe> implements Keeper<R> {
  readonly #doors: ObserverDoors<R>
  readonly #timeline: Timeline<R>
  #run = 0
  #pending: Pending<R>[] = []
  #latest: Kept<R> | null = null
  #measuring: Promise<void> | null = null
  /** one thing at a time on this thread's backend */
  #queue: Promise<unknown> = Promise.resolve()
  #room: (() => void)[] = []

  constructor(doors: ObserverDoors<R>) {
    this.#doors = doors
    this.#timeline = new Timeline(doors.budget)
  }

  async begin(run: number, _recipe: R): Promise<void> {
    this.#run = run
    this.#pending = []
    this.#latest = null
    this.#timeline.clear()
    this.#freeRoom()
  }

  async keep(run: number, recipe: R, snapshot: Snapshot, mark: boolean): Promise<void> {
    if (run !== this.#run) return
    if (mark) this.#timeline.add(recipe, snapshot)
    this.#latest = { recipe, ...snapshot }
    // a state that was only asked for gives way to the next one
    this.#pending = [...this.#pending.filter((other) => other.mark), { ...this.#latest, mark }]
    this.#measuring ??= this.#measureAll().finally(() => (this.#measuring = null))
    if (this.#pending.length > longestQueue) await new Promise<void>((resolve) => this.#room.push(resolve))
  }

  async goBack(run: number, step: number): Promise<Snapshot | null> {
    if (run !== this.#run) return null
    const latest = this.#latest
    if (latest?.moments && latest.step <= step && latest.step > (this.#timeline.steps.at(-1) ?? -1)) {
      return { step: latest.step, parameters: latest.parameters, moments: latest.moments }
    }
    const snapshot = this.#timeline.goBack(step)
    this.#pending = this.#pending.filter((pending) => pending.step <= (snapshot?.step ?? -1))
    this.#latest = snapshot && { ...this.#timeline.at(snapshot.step)! }
    return snapshot
  }

  /**
   * What an instrument answers of the model at `step`. Rejects with a sentence when the weights of that step are not
   * kept any more or the instrument refuses the question.
   */
  async ask(run: number, step: number, instrument: string, question: unknown): Promise<unknown> {
    return this.#inTurn(async () => {
      const kept = run === this.#run ? this.#at(step) : null
      if (kept === null) throw new RangeError(`The weights of step ${step} are not kept; choose another mark of the timeline.`)
      return this.#withModel(kept, (model) => model.ask(instrument, question))
    })
  }

  #at(step: number): Kept<R> | null {
    if (this.#latest?.step === step) return this.#latest
    return this.#timeline.at(step) ?? this.#pending.find((pending) => pending.step === step) ?? null
  }

  async #measureAll(): Promise<void> {
    for (;;) {
      const next = this.#pending.pop()
      if (next === undefined) return
      const run = this.#run
      try {
        const frame = await this.#inTurn(() => this.#withModel(next, (model) => model.measure(next.mark)))
        if (run === this.#run) this.#doors.onFrame(run, frame)
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error)
        this.#doors.onFailure(run, `Step ${next.step} could not be measured: ${reason}`)
      }
      this.#freeRoom()
      await this.#doors.breathe()
    }
  }

  async #withModel<T>(kept: Kept<R>, use: (model: OpenModel) => Promise<T>): Promise<T> {
    await this.#doors.ready()
    const data = await this.#doors.openData(kept.recipe)
    const snapshot = { step: kept.step, parameters: kept.parameters, moments: kept.moments ?? [] }
    const model = await this.#doors.bench.open(kept.recipe, snapshot, data, this.#doors.breathe)
    try {
      return await use(model)
    } finally {
      model.dispose()
    }
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#queue.then(work)
    this.#queue = done.catch(() => {})
    return done
  }

  #freeRoom(): void {
    if (this.#pending.length <= longestQueue) this.#room.splice(0).forEach((resolve) => resolve())
  }
}
