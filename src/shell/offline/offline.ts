// Makes the lab ready to be used without a network, after learning has begun, and tells of a new version, which waits.

import { isStored, storeResponse } from '../../data/cache.ts'
import type { Notice } from '../notices.ts'
import { wordsIn } from '../../ui/words.tsx'
import { pageCache, type OfflineFiles } from './files.ts'
import { words } from './words.ts'

export interface OfflineDoors {
  readonly notify: (notice: Notice) => void
  /** writes down what every run has reached */
  readonly keepRuns: () => Promise<unknown>
}

/** `absent`: this browser, or this address, has no service workers. */
type Readiness =
  | { readonly kind: 'getting'; readonly there: number; readonly all: number }
  | { readonly kind: 'ready' | 'absent' | 'failed' }

export class Offline {
  readonly #doors: OfflineDoors
  readonly #base = document.baseURI
  #readiness: Readiness = { kind: 'getting', there: 0, all: 0 }
  #preparing: Promise<void> | null = null
  /** does the reader follow it? */
  #isFollowed = false

  constructor(doors: OfflineDoors) {
    this.#doors = doors
  }

  /** Once a visit, in the background; where the reader saves data, only what every visit needs. */
  prepare(): void {
    void this.#prepare(!savesData())
  }

  /** All of it, and a sentence that says how far it is. */
  tell(): void {
    this.#isFollowed = true
    this.#say()
    void this.#prepare(true)
  }

  async #prepare(isWhole: boolean): Promise<void> {
    if (this.#isReady()) return
    await this.#preparing
    if (this.#isReady()) return
    this.#preparing = this.#attempt(isWhole)
      .catch((): Readiness => ({ kind: 'failed' }))
      .then((readiness) => this.#become(readiness))
    await this.#preparing
  }

  #isReady(): boolean {
    return this.#readiness.kind === 'ready'
  }

  async #attempt(isWhole: boolean): Promise<Readiness> {
    if (!('serviceWorker' in navigator)) return { kind: 'absent' }
    const script = new URL('serviceWorker.js', this.#base)
    // what forbids service workers may answer with nothing
    const registration: ServiceWorkerRegistration | undefined = await navigator.serviceWorker.register(script)
    if (!registration) return { kind: 'absent' }
    this.#watch(registration)
    await navigator.serviceWorker.ready
    if (!isWhole) return this.#readiness
    await this.#fetchRest()
    return { kind: 'ready' }
  }

  /** Everything that is not there yet, one file after the other, the packed images last: the run fetches its own. */
  async #fetchRest(): Promise<void> {
    const response = await fetch(new URL('offline.json', this.#base))
    if (!response.ok) throw new Error(`The list of files answers ${response.status}.`)
    const files = (await response.json()) as OfflineFiles
    const page = await caches.open(pageCache(files.version))
    const all = files.later.length + files.data.length
    let there = 0
    const next = () => this.#become({ kind: 'getting', there: (there += 1), all })
    for (const path of files.later) {
      const url = new URL(path, this.#base).href
      if (!(await page.match(url))) await page.put(url, await fetched(url))
      next()
    }
    for (const { path, sha256 } of files.data) {
      const url = new URL(path, this.#base).href
      if (!(await isStored(sha256))) await storeResponse(sha256, await fetched(url))
      next()
    }
  }

  #become(readiness: Readiness): void {
    this.#readiness = readiness
    if (this.#isFollowed) this.#say()
  }

  #say(): void {
    const readiness = this.#readiness
    this.#doors.notify({
      key: 'offline',
      kind: 'note',
      say: (_, language) => {
        const t = wordsIn(words, language)
        if (readiness.kind === 'getting') return t.gettingOffline(readiness.there, readiness.all)
        return { ready: t.readyOffline, absent: t.neverOffline, failed: t.failedOffline }[readiness.kind]
      },
    })
  }

  /** A new version never takes over by itself. */
  #watch(registration: ServiceWorkerRegistration): void {
    const offer = (waiting: ServiceWorker) => {
      // the very first version is no news
      if (!navigator.serviceWorker.controller) return
      this.#doors.notify({
        key: 'update',
        kind: 'note',
        say: (_, language) => wordsIn(words, language).newVersion,
        action: {
          label: (_, language) => wordsIn(words, language).reloadToUpdate,
          perform: () => void this.#update(waiting),
        },
      })
    }
    if (registration.waiting) offer(registration.waiting)
    registration.addEventListener('updatefound', () => {
      const installing = registration.installing
      installing?.addEventListener('statechange', () => {
        if (installing.state === 'installed') offer(installing)
      })
    })
  }

  async #update(waiting: ServiceWorker): Promise<void> {
    await this.#doors.keepRuns().catch(() => {})
    navigator.serviceWorker.addEventListener('controllerchange', () => location.reload())
    // eslint-disable-next-line unicorn/require-post-message-target-origin -- a worker has no other origin
    waiting.postMessage('take over')
  }
}

async function fetched(url: string): Promise<Response> {
  const response = await fetch(url)
  if (!response.ok) throw new Error(`${url} answers ${response.status}.`)
  return response
}

function savesData(): boolean {
  const { connection } = navigator as { connection?: { saveData?: boolean } }
  return connection?.saveData === true
}
