// What the model makes of the chosen image, by step, so that a frame never is shown with another step's.

import type { StoreApi } from 'zustand/vanilla'
import type { Chosen } from '../benches/autoencoder/instruments/InstrumentView.tsx'
import type { StripAnswer } from '../benches/autoencoder/instruments/strip/measure.ts'
import type { StandingAnswer } from '../lab/observer.ts'
import { shownFrame } from './frames.ts'
import type { LabState } from './labState.ts'

interface Around {
  readonly store: StoreApi<LabState>
  /** the number of the run that the page shows */
  readonly run: () => number
  readonly ask: (run: number, step: number, chosen: Chosen) => Promise<unknown>
  readonly fail: (error: unknown) => void
}

interface Wanted {
  readonly run: number
  readonly step: number
  readonly choice: number
}

/** ms for which a choice stands before pictures of it are asked for */
const settled = 200

export class Passages {
  readonly #around: Around
  readonly #known = new Map<number, StripAnswer>()
  /** steps of whose models nothing can be asked any more */
  readonly #unknowable = new Set<number>()
  /** steps whose pictures are wanted beside the shown one */
  #wanted: readonly number[] = []
  #soon: ReturnType<typeof setTimeout> | undefined
  #isFetching = false
  /** every choice has a number; answers about an earlier one are not heard any more */
  #choice = 0
  #isAsking = false

  constructor(around: Around) {
    this.#around = around
  }

  /** the number of what is chosen, by which answers about it are known */
  get choice(): number {
    return this.#choice
  }

  at(step: number): StripAnswer | null {
    return this.#known.get(step) ?? null
  }

  forget(): void {
    this.#known.clear()
    this.#unknowable.clear()
    this.#tell()
  }

  /**
   * What comes out at these steps is asked for, one after the other, as far as it is not known, whenever the choice rests;
   * an earlier wish gives way.
   */
  want(steps: readonly number[]): void {
    this.#wanted = steps
    this.#fetchSoon()
  }

  #fetchSoon(): void {
    clearTimeout(this.#soon)
    this.#soon = setTimeout(() => void this.#fetchWanted(), settled)
  }

  /** Something else is chosen: what is known is forgotten. Returns the number of the choice. */
  chooseAnew(): number {
    this.#choice += 1
    this.forget()
    this.#fetchSoon()
    return this.#choice
  }

  /** Keeps what came with the frame of a step, if it is about what is chosen. */
  take(step: number, answer: StandingAnswer | null): void {
    if (answer?.id === this.#choice) this.#learn(step, answer.answer as StripAnswer)
  }

  /** Shows what the model makes of what is chosen though no frame of it has been measured yet. */
  takeEarly(answer: StandingAnswer): void {
    const { store } = this.#around
    if (answer.id !== this.#choice || store.getState().frames.length > 0) return
    store.setState({ passage: answer.answer as StripAnswer })
  }

  /** Forgets all but those of these steps. */
  keepOnly(steps: ReadonlySet<number>): void {
    for (const step of this.#known.keys()) if (!steps.has(step)) this.#known.delete(step)
    this.#tell()
  }

  /** Changes what is shown together with the passage that belongs to it; one that is not known yet is asked for. */
  change(of: (state: LabState) => Partial<LabState>): void {
    this.#around.store.setState((state) => {
      const changes = of(state)
      const shown = shownFrame({ ...state, ...changes })
      const before = shownFrame(state)
      const kept = shown !== null && shown.step === before?.step ? state.passage : null
      return { ...changes, passage: shown && (this.at(shown.step) ?? kept) }
    })
    this.refresh()
  }

  /** Shows the passage that belongs to the shown frame: at once where it is known, else when it is answered. */
  refresh(): void {
    const { store, run, ask, fail } = this.#around
    const frame = shownFrame(store.getState())
    if (frame === null) return
    const known = this.at(frame.step)
    if (known) {
      store.setState({ passage: known })
      return
    }
    const wanted: Wanted = { run: run(), step: frame.step, choice: this.#choice }
    if (this.#isAsking) return // the answer on its way asks again for what is wanted then
    this.#isAsking = true
    ask(wanted.run, wanted.step, store.getState().chosen)
      .then((answer) => this.#keep(wanted, answer as StripAnswer))
      .catch(() => this.#keep(wanted, null))
      .finally(() => {
        this.#isAsking = false
        const now = shownFrame(store.getState())
        const isOutdated = now !== null && now.step !== wanted.step && !this.#known.has(now.step)
        if (wanted.choice !== this.#choice || isOutdated) this.refresh()
      })
      .catch(fail)
  }

  #keep({ run, step, choice }: Wanted, answer: StripAnswer | null): void {
    const { store, run: running } = this.#around
    if (run !== running() || choice !== this.#choice) return
    if (answer) this.#learn(step, answer)
    if (shownFrame(store.getState())?.step === step) store.setState({ passage: answer })
  }

  #learn(step: number, answer: StripAnswer): void {
    this.#known.set(step, answer)
    this.#tell()
  }

  #tell(): void {
    const pictures = new Map([...this.#known].map(([step, { image }]) => [step, image]))
    this.#around.store.setState({ pictures })
  }

  async #fetchWanted(): Promise<void> {
    if (this.#isFetching) return
    this.#isFetching = true
    const { store, run, ask } = this.#around
    const isMissing = (step: number) => !this.#known.has(step) && !this.#unknowable.has(step)
    for (let step = this.#wanted.find(isMissing); step !== undefined; step = this.#wanted.find(isMissing)) {
      const [choice, asked] = [this.#choice, run()]
      const answer = await ask(asked, step, store.getState().chosen).catch(() => null)
      if (choice !== this.#choice || asked !== run()) continue
      if (answer === null) this.#unknowable.add(step)
      else this.#learn(step, answer as StripAnswer)
    }
    this.#isFetching = false
  }
}
