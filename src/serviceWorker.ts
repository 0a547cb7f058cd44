// The service worker's door: keeps the built page in the browser, and answers from there, so that the lab opens without a network.

import { storedResponse } from './data/cache.ts'
import { answerOf, outdatedCaches, pageCache, type Answer, type OfflineFiles } from './shell/offline/files.ts'

/** written in by the build, wherever it stands */
declare const offlineFiles: OfflineFiles
const files = offlineFiles

/** What of a service worker's own world is used here; the page's types have no word of it. */
interface ServiceWorker {
  readonly registration: { readonly scope: string }
  skipWaiting(): Promise<void>
  addEventListener(type: 'install' | 'activate', listen: (event: Extendable) => void): void
  addEventListener(type: 'message', listen: (event: Extendable & { readonly data: unknown }) => void): void
  addEventListener(type: 'fetch', listen: (event: Fetching) => void): void
}
interface Extendable {
  waitUntil(work: Promise<unknown>): void
}
interface Fetching extends Extendable {
  readonly request: Request
  respondWith(response: Promise<Response>): void
}

const worker = globalThis as unknown as ServiceWorker
const { scope } = worker.registration
const own = pageCache(files.version)

/** Here other pages may stand at the same address tomorrow, so that the network has the first word. */
const isLoopback = ['localhost', '127.0.0.1', '[::1]'].includes(new URL(scope).hostname)

worker.addEventListener('install', (event) => event.waitUntil(keepPage()))

worker.addEventListener('activate', (event) => {
  const forget = async () => {
    const outdated = outdatedCaches(await caches.keys(), files.version)
    await Promise.all(outdated.map((name) => caches.delete(name)))
  }
  event.waitUntil(forget())
})

// a new version waits until the reader lets it take over
worker.addEventListener('message', (event) => {
  if (event.data === 'take over') event.waitUntil(worker.skipWaiting())
})

worker.addEventListener('fetch', (event) => {
  const { request } = event
  if (request.method !== 'GET') return
  const answer = answerOf(files, scope, {
    url: request.url,
    isNavigation: request.mode === 'navigate',
  })
  if (answer !== null) event.respondWith(respond(request, answer))
})

/** All files that every visit needs; what an earlier version had under the same digest is taken from there. */
async function keepPage(): Promise<void> {
  const cache = await caches.open(own)
  for (const path of files.page) {
    // many a server sends whoever asks for index.html on to the folder
    const url = path === 'index.html' ? scope : new URL(path, scope).href
    if (await cache.match(url)) continue
    const answer = answerOf(files, scope, { url, isNavigation: false })
    const isHashed = answer?.kind === 'file' && answer.isHashed
    const known = isHashed ? await caches.match(url) : undefined
    const response = known ?? (await fetch(url, { cache: isHashed ? 'default' : 'reload' }))
    if (!response.ok) throw new Error(`${path} answers ${response.status}.`)
    await cache.put(url, response)
  }
}

async function respond(request: Request, answer: Answer): Promise<Response> {
  const isFresh = request.cache === 'reload' || request.cache === 'no-store'
  const isSure = answer.kind === 'chunk' || (answer.kind === 'file' && answer.isHashed)
  if (!isSure && isLoopback)
    return (await attempted(request)) ?? (await kept(request, answer)) ?? Response.error()
  if (isFresh) return (await attempted(request)) ?? (await kept(request, answer)) ?? Response.error()
  return (await kept(request, answer)) ?? fetch(request)
}

async function attempted(request: Request): Promise<Response | null> {
  return fetch(request).catch(() => null)
}

async function kept(request: Request, answer: Answer): Promise<Response | undefined> {
  if (answer.kind === 'chunk') return storedResponse(answer.sha256)
  const url = answer.kind === 'page' ? scope : request.url
  const cache = await caches.open(own)
  return (await cache.match(url, { ignoreSearch: true })) ?? caches.match(url, { ignoreSearch: true })
}
