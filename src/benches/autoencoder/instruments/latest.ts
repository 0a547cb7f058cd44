// Work on the latest of the questions that are given, one at a time: what came in between is never begun.

/** What work on a job knows of the jobs after it. */
export interface Staleness {
  /** does a later job wait, or is nothing wanted any more? */
  readonly isStale: () => boolean
  /** resolves as soon as that may have become so: what waits may race it */
  readonly stale: Promise<void>
}

export class Latest<Job> {
  readonly #work: (job: Job, staleness: Staleness) => Promise<void>
  #wanted: Job | null = null
  #busy = false
  #outdate = (): void => {}

  /** `work` handles its own failures; it may look on the way whether a later job waits. */
  constructor(work: (job: Job, staleness: Staleness) => Promise<void>) {
    this.#work = work
  }

  /** null: nothing is wanted any more */
  give(job: Job | null): void {
    const changes = job !== this.#wanted
    this.#wanted = job
    if (changes) this.#outdate()
    if (!this.#busy) void this.#run()
  }

  async #run(): Promise<void> {
    this.#busy = true
    for (let job = this.#wanted; job !== null; job = this.#wanted) {
      const current = job
      const stale = new Promise<void>((resolve) => (this.#outdate = resolve))
      await this.#work(current, { isStale: () => this.#wanted !== current, stale })
      if (this.#wanted === current) this.#wanted = null
    }
    this.#busy = false
  }
}
