// Measures the backends with the reader's own recipe while nothing else goes on, and tells of one that is clearly better.

import type { StoreApi } from 'zustand/vanilla'
import type { AutoencoderRecipe } from '../benches/autoencoder/recipe.ts'
import { inForce } from '../lab/recipe.ts'
import type { BackendFigure } from '../lab/workerDoor.ts'
import { backendNames, type BackendName } from '../tensors/backendNames.ts'
import { keepFigures, keptFigures, kindOf, type BackendFigures } from './backendFigures.ts'
import { offerOf, type BackendOffer } from './backendOffer.ts'
import { choiceOf, type LabState } from './labState.ts'
import type { Works } from './threads.ts'

/** ms without any news before the page counts as idle */
export const quietTime = 4000
/** ms after which a backend is too slow to be measured; its thread is ended */
export const longestMeasurement = 30_000

interface MeasuringDoors {
  readonly store: Pick<StoreApi<LabState>, 'getState' | 'subscribe'>
  readonly show: (figures: BackendFigures) => void
  readonly works: Pick<Works, 'machine' | 'measure'>
  /** tells the reader, once per visit and kind of recipe; null: what was told before is out of date */
  readonly tell: (offer: BackendOffer | null) => void
  /** is the page in front of the reader? */
  readonly isVisible: () => boolean
}

/** One backend after the other, each in a thread of its own, that is ended at once when training begins. */
export class Measuring {
  readonly #doors: MeasuringDoors
  #kind: string
  #machine: string | null = null
  #timer: ReturnType<typeof setTimeout> | undefined
  #underWay: AbortController | null = null
  /** pieces of work beside the run */
  #beside = 0
  /** kinds of recipe that need nothing more in this visit */
  readonly #done = new Set<string>()

  constructor(doors: MeasuringDoors) {
    this.#doors = doors
    this.#kind = kindOf(current(doors.store.getState()))
    doors.store.subscribe((state, before) => this.#hear(state, before))
    this.#wait()
  }

  /** Ends what is under way; it is begun again when all is quiet. */
  stop(): void {
    this.#underWay?.abort()
  }

  /** Measures nothing until this work has ended, which would take its share of every time. */
  async beside(work: Promise<unknown>): Promise<void> {
    this.#beside += 1
    this.stop()
    await Promise.allSettled([work])
    this.#beside -= 1
    this.#wait()
  }

  /** Nothing is measured any more. */
  close(): void {
    this.#beside = Infinity
    clearTimeout(this.#timer)
    this.stop()
  }

  #hear(state: LabState, before: LabState): void {
    if (state.recipe !== before.recipe || state.progress !== before.progress) this.#follow(state)
    if (!isResting(state)) this.stop()
    this.#wait()
  }

  /** Another kind of recipe has other figures. */
  #follow(state: LabState): void {
    const kind = kindOf(current(state))
    if (kind === this.#kind) return
    this.#kind = kind
    this.stop()
    this.#doors.tell(null)
    this.#doors.show(this.#machine === null ? {} : keptFigures(this.#machine, kind))
  }

  #wait(): void {
    clearTimeout(this.#timer)
    if (this.#underWay || this.#done.has(this.#kind)) return
    this.#timer = setTimeout(() => whenIdle(() => this.#begin()), quietTime)
  }

  #begin(): void {
    const { store, isVisible } = this.#doors
    if (this.#underWay || this.#beside > 0 || !isResting(store.getState())) return
    if (!isVisible()) this.#wait()
    else if (!this.#done.has(this.#kind)) void this.#measure(this.#kind, current(store.getState()))
  }

  async #measure(kind: string, recipe: AutoencoderRecipe): Promise<void> {
    const { signal } = (this.#underWay = new AbortController())
    try {
      this.#machine ??= await this.#doors.works.machine(signal)
      const machine = this.#machine
      let figures = keptFigures(machine, kind)
      this.#doors.show(figures)
      for (const name of this.#inOrder()) {
        if (figures[name]) continue
        figures = { ...figures, [name]: await this.#figureOf(name, recipe, signal) }
        keepFigures(machine, kind, figures)
        this.#doors.show(figures)
      }
      this.#done.add(kind)
      this.#tell(figures)
    } catch {
      // what failed by itself would fail again, and the page is none the worse without it
      if (!signal.aborted) this.#done.add(kind)
    } finally {
      this.#underWay = null
      this.#wait()
    }
  }

  /** The running backend first, so that there is something to compare with. */
  #inOrder(): BackendName[] {
    const running = this.#doors.store.getState().progress?.backend?.name
    return backendNames.toSorted((a, b) => Number(b === running) - Number(a === running))
  }

  async #figureOf(name: BackendName, recipe: AutoencoderRecipe, signal: AbortSignal): Promise<BackendFigure> {
    const end = new AbortController()
    const stop = () => end.abort()
    signal.throwIfAborted()
    signal.addEventListener('abort', stop)
    const timer = setTimeout(stop, longestMeasurement)
    try {
      return await this.#doors.works.measure(name, recipe, end.signal)
    } catch (error) {
      if (end.signal.aborted && !signal.aborted) return { kind: 'slow' }
      throw error
    } finally {
      clearTimeout(timer)
      signal.removeEventListener('abort', stop)
    }
  }

  #tell(figures: BackendFigures): void {
    const state = this.#doors.store.getState()
    const backend = state.progress?.backend
    if (!backend) return
    const lost = backend.refused.filter(({ reason }) => reason === 'lost')
    const offer = offerOf(
      backend.name,
      figures,
      lost.map((refusal) => refusal.backend),
    )
    // a reader who chose it already waits for the next run
    if (offer && offer.to?.name !== choiceOf(state)) this.#doors.tell(offer)
  }
}

/** The recipe as it is trained where the run is, without what was or will be changed. */
function current({ recipe, progress }: LabState): AutoencoderRecipe {
  return { ...inForce(recipe, progress?.step ?? 0), changes: [] }
}

/** Nothing trains, and what comes with the images is there. */
function isResting({ progress, pca, firstVisit }: LabState): boolean {
  return !firstVisit && pca !== null && (progress?.state === 'paused' || progress?.state === 'finished')
}

function whenIdle(work: () => void): void {
  if (typeof requestIdleCallback === 'function') requestIdleCallback(work)
  else work()
}
