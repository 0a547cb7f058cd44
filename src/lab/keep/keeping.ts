// Keeps the run that goes on: in the observer's thread, never on the step's path, now and then and whenever it rests.

import type { Frame } from '../frame.ts'
import { readRecipe, type Recipe } from '../recipe.ts'
import type { Snapshot } from '../run.ts'
import type { Kept } from '../timeline.ts'
import { allowedBytes, isFull, isSameRun, type Checks } from './kept.ts'
import type { KeptStore, KeptWhole } from './keptStore.ts'
import { RunRecord } from './runRecord.ts'

/** `absent`: the browser keeps nothing here. `full`: there is no room. */
export type KeepTrouble = 'absent' | 'full'

export interface KeepingDoors<R extends Recipe> extends Checks<R> {
  openStore(): Promise<KeptStore>
  /** which build measures */
  readonly engine: string
  /** The run stands under this id from now on; told before it is written, so that whatever ends the page finds it again. */
  onKept(run: number, id: string): void
  /** told once */
  onTrouble(run: number, trouble: KeepTrouble): void
}

/** A kept run, to be gone on with. */
export interface Resumed<R extends Recipe> {
  /** ascending in step; the last one whole */
  readonly states: readonly Kept<R>[]
  readonly frames: readonly Frame[]
}

/** ms that news wait for more of them */
const patience = 2000
/** ms after which an automatic record of the same run is nobody's any more */
const outdatedAfter = 60_000

export class Keeping<R extends Recipe> {
  readonly #doors: KeepingDoors<R>
  #store: Promise<KeptStore | null> | null = null
  #run = 0
  #record: RunRecord<R> | null = null
  #timer: ReturnType<typeof setTimeout> | undefined
  #writing: Promise<unknown> = Promise.resolve()
  readonly #told = new Set<KeepTrouble>()

  constructor(doors: KeepingDoors<R>) {
    this.#doors = doors
  }

  /**
   * Another run. With `from` it goes on from that record, where it is of the same run and whole; null: it begins anew, or
   * with the states that it shares with the run before.
   */
  async begin(
    run: number,
    recipe: R,
    from: string | null,
    shared: readonly Kept<R>[],
  ): Promise<Resumed<R> | null> {
    void this.flush()
    this.#run = run
    const { engine } = this.#doors
    const record = (this.#record = new RunRecord<R>(engine, recipe))
    if (shared.length > 0) record.resume(null, shared, [])
    if (from === null) return null
    const found = await this.#find(from, recipe)
    if (found === null || this.#record !== record) return null
    const { states } = found
    const frames = found.run.engine === engine ? found.frames : []
    const isOwn = await (await this.#opened())!.takeOver(found.run.id, record.owner).catch(() => false)
    record.resume(isOwn ? found.run.id : null, states, frames)
    if (isOwn) this.#doors.onKept(run, found.run.id)
    return { states, frames }
  }

  keep(recipe: R, snapshot: Snapshot, mark: boolean): void {
    this.#record?.keep(recipe, snapshot, mark)
    if (!mark) void this.flush()
    else this.#later()
  }

  keepFrame(frame: Frame): void {
    this.#record?.keepFrame(frame)
    this.#later()
  }

  goBack(step: number): void {
    this.#record?.goBack(step)
  }

  /** Writes what is not written yet. Gives the run's id; null where it is not kept. */
  async flush(): Promise<string | null> {
    const [run, record] = [this.#run, this.#record]
    clearTimeout(this.#timer)
    this.#timer = undefined
    const write = async () => {
      if (record?.hasNews()) await this.#write(run, record)
    }
    this.#writing = this.#writing.then(write, write)
    await this.#writing
    return record?.keptAs ?? null
  }

  #later(): void {
    if (this.#record?.hasNews()) this.#timer ??= setTimeout(() => void this.flush(), patience)
  }

  async #find(id: string, recipe: R): Promise<(KeptWhole & { readonly states: Kept<R>[] }) | null> {
    const store = await this.#opened()
    const found = await store?.load(id).catch(() => null)
    if (!found) return null
    const { book, misfit } = this.#doors
    const { recipe: own } = readRecipe(book, found.run.recipe)
    const last = found.states.at(-1)
    if (!last?.moments || last.step !== found.run.step || !isSameRun(own, recipe, last.step)) return null
    const states = found.states.flatMap((state): Kept<R>[] => {
      if (misfit(recipe, state) === null) return [{ ...state, recipe }]
      // where a branch begins, the moments may be those of another method
      const alone = { ...state, moments: null }
      return misfit(recipe, alone) === null ? [{ ...alone, recipe }] : []
    })
    return states.at(-1)?.step === last.step && states.at(-1)!.moments ? { ...found, states } : null
  }

  async #write(run: number, record: RunRecord<R>): Promise<void> {
    const store = await this.#opened()
    if (store === null) {
      this.#tell(run, 'absent')
      return
    }
    const budget = await allowedBytes()
    const attempt = async () => {
      const writing = record.news()
      if (writing.isWhole) this.#doors.onKept(run, writing.run.id)
      const now = Date.now()
      const written = await store.write(writing, budget, (other) => {
        const { recipe } = readRecipe(this.#doors.book, other.recipe)
        const isPassed = other.step <= writing.run.step && now - other.at > outdatedAfter
        return isPassed && isSameRun(recipe, record.recipe, Infinity)
      })
      if (written === 'written') record.isWritten(writing)
      return written
    }
    try {
      let written = await attempt()
      if (written === 'gone') {
        record.beginAnew()
        written = await attempt()
      }
      if (written === 'full') this.#tell(run, 'full')
    } catch (error) {
      // whatever ends a transaction leaves what was kept before as it was; the next writing tries again, on a new connection
      if (isFull(error)) this.#tell(run, 'full')
      else this.#store = null
    }
  }

  #opened(): Promise<KeptStore | null> {
    return (this.#store ??= this.#doors.openStore().catch(() => null))
  }

  #tell(run: number, trouble: KeepTrouble): void {
    if (this.#told.has(trouble)) return
    this.#told.add(trouble)
    this.#doors.onTrouble(run, trouble)
  }
}
