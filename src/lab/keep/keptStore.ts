// Kept runs in the browser's IndexedDB: every change is one transaction, so that whatever ends the page leaves them whole.

import { openDB, type DBSchema, type IDBPDatabase, type IDBPObjectStore } from 'idb'
import type { Frame } from '../frame.ts'
import { givingWay, newId, type KeptRun, type KeptState } from './kept.ts'

interface Schema extends DBSchema {
  runs: { key: string; value: KeptRun }
  /** by id and step */
  states: { key: [string, number]; value: KeptState }
  frames: { key: [string, number]; value: Frame }
}

/** What has become of a run since it was written last. */
export interface Writing {
  /** with the bytes of everything that then lies beside it */
  readonly run: KeptRun
  /** is this all there is of the run, whatever stood under its id before? */
  readonly isWhole: boolean
  /** everything after this step is forgotten first */
  readonly until: number
  readonly states: readonly KeptState[]
  readonly frames: readonly Frame[]
  /** steps whose states, and whose frames, are forgotten */
  readonly dropped: { readonly states: readonly number[]; readonly frames: readonly number[] }
}

/** `gone`: the record is no longer the writer's, or not there any more. `full`: it has no room. Then nothing is written. */
export type Written = 'written' | 'gone' | 'full'

export interface KeptWhole {
  readonly run: KeptRun
  /** ascending in step */
  readonly states: readonly KeptState[]
  readonly frames: readonly Frame[]
}

const name = 'bottleneck'
const stores = ['runs', 'states', 'frames'] as const

type Stores = {
  readonly [Name in (typeof stores)[number]]: IDBPObjectStore<Schema, typeof stores, Name, 'readwrite'>
}

export class KeptStore {
  readonly #database: IDBPDatabase<Schema>

  private constructor(database: IDBPDatabase<Schema>) {
    this.#database = database
  }

  /** @throws where the browser keeps nothing, as some private windows do */
  static async open(): Promise<KeptStore> {
    const database = await openDB<Schema>(name, 1, {
      upgrade(database) {
        database.createObjectStore('runs', { keyPath: 'id' })
        database.createObjectStore('states')
        database.createObjectStore('frames')
      },
      blocking: (_current, _wanted, event) => (event.target as IDBDatabase).close(),
    })
    return new KeptStore(database)
  }

  close(): void {
    this.#database.close()
  }

  /** The latest first. */
  async list(): Promise<KeptRun[]> {
    return (await this.#database.getAll('runs')).toSorted((a, b) => b.at - a.at)
  }

  async load(id: string): Promise<KeptWhole | null> {
    const change = this.#database.transaction(stores)
    const [run, states, frames] = await Promise.all([
      change.objectStore('runs').get(id),
      change.objectStore('states').getAll(stepsOf(id)),
      change.objectStore('frames').getAll(stepsOf(id)),
    ])
    return run === undefined ? null : { run, states, frames }
  }

  /**
   * Writes what has changed, within `budget` bytes for all runs; what was kept by itself and `isOutdated` gives way, and so does
   * the oldest of the rest where there is no room.
   * @throws QuotaExceededError where the disk is full; then nothing is written
   */
  async write(
    { run, isWhole, until, states, frames, dropped }: Writing,
    budget: number,
    isOutdated: (other: KeptRun) => boolean = () => false,
  ): Promise<Written> {
    return this.#change(async ({ runs, states: ofStates, frames: ofFrames }) => {
      const all = await runs.getAll()
      const before = all.find(({ id }) => id === run.id)
      if (!isWhole && before?.owner !== run.owner) return 'gone'
      const others = all.filter(({ id }) => id !== run.id)
      const outdated = others.filter((other) => other.isAutomatic && isOutdated(other))
      const staying = others.filter((other) => !outdated.includes(other))
      const pushed = givingWay(staying, run.bytes, budget)
      if (pushed === null) return 'full'
      const forget = (id: string, after?: number) =>
        [ofStates, ofFrames].map((store) => () => store.delete(stepsOf(id, after)))
      const requests: (() => Promise<unknown>)[] = [
        ...[...outdated, ...pushed].flatMap(({ id }) => [() => runs.delete(id), ...forget(id)]),
        ...(isWhole ? forget(run.id) : until < Infinity ? forget(run.id, until) : []),
        ...dropped.states.map((step) => () => ofStates.delete([run.id, step])),
        ...dropped.frames.map((step) => () => ofFrames.delete([run.id, step])),
        ...states.map((state) => () => ofStates.put(state, [run.id, state.step])),
        ...frames.map((frame) => () => ofFrames.put(frame, [run.id, frame.step])),
        () => runs.put(run),
      ]
      // a request that cannot even be made fails as one that comes to nothing
      await Promise.all(requests.map(async (request) => request()))
      return 'written'
    })
  }

  /** This run's record belongs to another owner from now on; false where there is none, or where the reader keeps it. */
  async takeOver(id: string, owner: string): Promise<boolean> {
    return this.#change(async ({ runs }) => {
      const run = await runs.get(id)
      if (!run?.isAutomatic) return false
      await runs.put({ ...run, owner })
      return true
    })
  }

  /** What the reader says of a run. */
  async describe(id: string, words: { readonly name: string; readonly note: string }): Promise<void> {
    await this.#change(async ({ runs }) => {
      const run = await runs.get(id)
      if (run !== undefined) await runs.put({ ...run, ...words })
    })
  }

  /** Another record of the same, as it is now, which is the reader's to keep. */
  async copy(id: string, name: string, budget: number): Promise<Written> {
    const found = await this.load(id)
    return found === null ? 'gone' : this.add({ ...found, run: { ...found.run, name } }, budget)
  }

  /** A record of the reader's own. */
  async add(whole: KeptWhole, budget: number): Promise<Written> {
    const run = { ...whole.run, id: newId(), owner: '', isAutomatic: false }
    return this.put({ ...whole, run }, budget)
  }

  /** The record as it is, in place of whatever stands under its id. */
  async put(whole: KeptWhole, budget: number): Promise<Written> {
    const dropped = { states: [], frames: [] }
    return this.write({ ...whole, isWhole: true, until: Infinity, dropped }, budget)
  }

  async remove(id: string): Promise<void> {
    await this.#change(({ runs, states, frames }) =>
      Promise.all([runs.delete(id), states.delete(stepsOf(id)), frames.delete(stepsOf(id))]),
    )
  }

  /** All of it or nothing: one transaction, taken back where something of it fails. */
  async #change<T>(work: (stores: Stores) => Promise<T>): Promise<T> {
    const change = this.#database.transaction(stores, 'readwrite')
    // whatever fails is told by the work
    const done = change.done.catch((error: unknown) => error)
    try {
      const result = await work({
        runs: change.objectStore('runs'),
        states: change.objectStore('states'),
        frames: change.objectStore('frames'),
      })
      const failure = await done
      if (failure !== undefined) throw failure
      return result
    } catch (error) {
      try {
        change.abort()
      } catch {
        // it ended by itself
      }
      throw error
    }
  }
}

/** The keys of a run's states or frames, those after a step alone where one is given. */
function stepsOf(id: string, after = -1): IDBKeyRange {
  return IDBKeyRange.bound([id, after], [id, Infinity], true)
}
