// One run's record as it grows: which states and frames are worth keeping, and which of them are not written yet.

import { bytesOf, type Frame } from '../frame.ts'
import type { Recipe } from '../recipe.ts'
import type { Snapshot } from '../run.ts'
import { Timeline, type Kept } from '../timeline.ts'
import { newId, type KeptState } from './kept.ts'
import type { Writing } from './keptStore.ts'

const megabyte = 2 ** 20
/** a run's share, whatever its length: states thinned as on the timeline, frames evenly */
const roomForStates = 12 * megabyte
const roomForFrames = 8 * megabyte

export class RunRecord<R extends Recipe> {
  readonly owner = newId()
  readonly #engine: string
  readonly #timeline = new Timeline<R>(roomForStates)
  #recipe: R
  #id = newId()
  #latest: Kept<R> | null = null
  #isWritten = false
  /** what stands in the store: the bytes of each step, and whether a state has its moments */
  #states = new Map<number, { readonly bytes: number; readonly isWhole: boolean }>()
  #frames = new Map<number, { readonly bytes: number; readonly mark: boolean }>()
  /** frames that are not written yet */
  #waiting: Frame[] = []
  /** everything written after this step is out of date */
  #until = Infinity
  #hasNews = false
  /** how often the run went back, and how often it had when the store was last told */
  #returns = 0
  #returnsTold = 0

  constructor(engine: string, recipe: R) {
    this.#engine = engine
    this.#recipe = recipe
  }

  get recipe(): R {
    return this.#recipe
  }

  /** The id under which it stands in the store, where it does. */
  get keptAs(): string | null {
    return this.#isWritten ? this.#id : null
  }

  /** Goes on from what was kept: under its own id, or, for null, as another record that is not written yet. */
  resume(id: string | null, states: readonly Kept<R>[], frames: readonly Frame[]): void {
    this.#timeline.restore(states)
    this.#latest = states.at(-1) ?? null
    if (id === null) {
      this.#waiting = frames.map(copyOf)
      return
    }
    this.#id = id
    this.#isWritten = true
    this.#states = new Map(states.map((state) => [state.step, writtenState(state)]))
    this.#frames = new Map(frames.map((frame) => [frame.step, writtenFrame(frame)]))
  }

  keep(recipe: R, snapshot: Snapshot, mark: boolean): void {
    this.#recipe = recipe
    if (mark) this.#timeline.add(recipe, snapshot)
    // a state that the store has already is no news
    this.#hasNews ||= snapshot.step > 0 && snapshot.step !== this.#latest?.step
    this.#latest = { recipe, ...snapshot }
  }

  keepFrame(frame: Frame): void {
    this.#waiting.push(frame)
    this.#hasNews ||= this.#latest !== null && this.#latest.step > 0
  }

  goBack(step: number): void {
    this.#timeline.goBack(step)
    if (this.#latest && this.#latest.step > step) {
      const { steps } = this.#timeline
      this.#latest = steps.length > 0 ? this.#timeline.at(steps.at(-1)!) : null
    }
    this.#waiting = this.#waiting.filter((frame) => frame.step <= step)
    this.#until = Math.min(this.#until, step)
    this.#returns += 1
    for (const written of [this.#states, this.#frames]) {
      for (const at of written.keys()) if (at > step) written.delete(at)
    }
    this.#hasNews = true
  }

  hasNews(): boolean {
    return this.#hasNews && this.#latest !== null && this.#latest.step > 0
  }

  /** What the store does not have yet. */
  news(): Writing {
    const latest = this.#latest!
    this.#returnsTold = this.#returns
    const wanted = this.#wantedStates()
    const states = wanted.filter((state) => {
      const written = this.#states.get(state.step)
      return written === undefined || written.isWhole !== (state.moments !== null)
    })
    const frames = this.#wantedFrames()
    const waiting = this.#waiting.filter(({ step }) => frames.has(step))
    const bytes = wanted.reduce((sum, state) => sum + bytesOf([state.parameters, state.moments]), 0)
    const ofFrames = [...frames.values()].reduce((sum, frame) => sum + frame.bytes, 0)
    return {
      run: {
        id: this.#id,
        owner: this.owner,
        isAutomatic: true,
        name: '',
        note: '',
        recipe: this.#recipe,
        step: latest.step,
        at: Date.now(),
        bytes: bytes + ofFrames,
        engine: this.#engine,
      },
      isWhole: !this.#isWritten,
      until: this.#until,
      states: states.map(({ step, parameters, moments }): KeptState => ({ step, parameters, moments })),
      frames: waiting,
      dropped: {
        states: [...this.#states.keys()].filter((step) => !wanted.some((state) => state.step === step)),
        frames: [...this.#frames.keys()].filter((step) => !frames.has(step)),
      },
    }
  }

  isWritten({ run, states, frames, dropped }: Writing): void {
    this.#isWritten = true
    // where the run went back meanwhile, what lies after that step counts as never written
    const until = this.#returnsTold === this.#returns ? Infinity : this.#until
    for (const step of dropped.states) this.#states.delete(step)
    for (const step of dropped.frames) this.#frames.delete(step)
    for (const state of states) if (state.step <= until) this.#states.set(state.step, writtenState(state))
    for (const frame of frames) if (frame.step <= until) this.#frames.set(frame.step, writtenFrame(frame))
    this.#waiting = this.#waiting.filter((frame) => !frames.includes(frame))
    this.#until = until
    this.#hasNews = until < Infinity || this.#latest?.step !== run.step || this.#waiting.length > 0
  }

  /** Its record was taken away: from now on it stands under another id, with what is still known of it. */
  beginAnew(): void {
    this.#id = newId()
    this.#isWritten = false
    this.#states.clear()
    this.#frames.clear()
  }

  /** Those of the timeline, and the latest though no mark falls there. */
  #wantedStates(): readonly Kept<R>[] {
    const kept = this.#timeline.steps.map((step) => this.#timeline.at(step)!)
    const latest = this.#latest!
    return [...kept.filter(({ step }) => step < latest.step), latest]
  }

  /** As many as fit, evenly thinned; between marks the last one alone. */
  #wantedFrames(): ReadonlyMap<number, { readonly bytes: number; readonly mark: boolean }> {
    const all = new Map(this.#frames)
    for (const frame of this.#waiting) all.set(frame.step, writtenFrame(frame))
    const last = Math.max(...all.keys())
    let wanted = [...all]
      .filter(([step, { mark }]) => mark || step === last)
      .toSorted(([one], [other]) => one - other)
    const total = () => wanted.reduce((sum, [, { bytes }]) => sum + bytes, 0)
    while (total() > roomForFrames && wanted.length > 2) {
      wanted = wanted.filter((_, i) => i === wanted.length - 1 || i % 2 === 0)
    }
    return new Map(wanted)
  }
}

function writtenState({ parameters, moments }: KeptState) {
  return { bytes: bytesOf([parameters, moments]), isWhole: moments !== null }
}

function writtenFrame(frame: Frame) {
  return { bytes: bytesOf(frame.parts), mark: frame.mark }
}

function copyOf(frame: Frame): Frame {
  return structuredClone(frame)
}
