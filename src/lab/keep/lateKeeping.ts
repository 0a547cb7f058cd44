// Keeps nothing before there is something to keep: until the first step, or a kept run to go on with, what keeps is not even loaded.

import type { Frame } from '../frame.ts'
import type { Recipe } from '../recipe.ts'
import type { Snapshot } from '../run.ts'
import type { Kept } from '../timeline.ts'
import type { Keeping, Resumed } from './keeping.ts'

/** ms after the first step, which has the network for itself */
const patience = 1000

export class LateKeeping<R extends Recipe> {
  readonly #load: () => Promise<Keeping<R>>
  #loading: Promise<Keeping<R>> | null = null
  /** is there a step worth keeping? */
  #hasNews = false
  #timer: ReturnType<typeof setTimeout> | undefined
  /** what it is told as soon as it is there, since the run began */
  #waiting: ((keeping: Keeping<R>) => unknown)[] = []

  constructor(load: () => Promise<Keeping<R>>) {
    this.#load = load
  }

  async begin(
    run: number,
    recipe: R,
    from: string | null,
    shared: readonly Kept<R>[],
  ): Promise<Resumed<R> | null> {
    if (from === null) {
      if (this.#loading === null) {
        this.#waiting = []
        this.#hasNews = false
      }
      this.#tell((keeping) => keeping.begin(run, recipe, null, shared))
      return null
    }
    const keeping = await this.#loaded().catch(() => null)
    if (keeping !== null) return keeping.begin(run, recipe, from, shared)
    return this.begin(run, recipe, null, shared)
  }

  keep(recipe: R, snapshot: Snapshot, mark: boolean): void {
    this.#tell((keeping) => keeping.keep(recipe, snapshot, mark))
    if (snapshot.step === 0 || this.#loading !== null) return
    this.#hasNews = true
    if (this.#timer === undefined) this.#timer = setTimeout(() => void this.flush(), patience)
  }

  keepFrame(frame: Frame): void {
    // the frame itself is given away afterwards
    const copy = structuredClone(frame)
    this.#tell((keeping) => keeping.keepFrame(copy))
  }

  goBack(step: number): void {
    this.#tell((keeping) => keeping.goBack(step))
  }

  async flush(): Promise<string | null> {
    if (this.#loading === null && !this.#hasNews) return null
    const keeping = await this.#loaded().catch(() => null)
    return (await keeping?.flush()) ?? null
  }

  /** In the order of the calls. */
  #tell(what: (keeping: Keeping<R>) => unknown): void {
    if (this.#loading === null) this.#waiting.push(what)
    else this.#loading.then(what).catch(() => {})
  }

  #loaded(): Promise<Keeping<R>> {
    this.#loading ??= this.#load().then(
      (keeping) => {
        for (const what of this.#waiting.splice(0)) what(keeping)
        return keeping
      },
      (error: unknown) => {
        // the next step tries again
        this.#loading = null
        this.#timer = undefined
        throw error
      },
    )
    return this.#loading
  }
}
