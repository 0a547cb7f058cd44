// What the lab needs without a network, as the build lists it, and which of it answers a request.

export interface OfflineFiles {
  /** another list is another version */
  readonly version: string
  /** addresses from the page's folder: what every visit without a network needs */
  readonly page: readonly string[]
  /** what comes when the reader asks for it: trained checkpoints */
  readonly later: readonly string[]
  /** the chunks of the packed sets, which the page keeps by their digests */
  readonly data: readonly { readonly path: string; readonly sha256: string; readonly bytes: number }[]
}

/** `page`: the page itself; `file`: a file of this build; `chunk`: a packed chunk of images. */
export type Answer =
  | { readonly kind: 'page' }
  | { readonly kind: 'file'; readonly isHashed: boolean }
  | { readonly kind: 'chunk'; readonly sha256: string }

/** What answers a request for this address; null where nothing of the lab does. `scope`: the address of the page's folder. */
export function answerOf(
  files: OfflineFiles,
  scope: string,
  { url, isNavigation }: { readonly url: string; readonly isNavigation: boolean },
): Answer | null {
  const address = new URL(url)
  const plain = address.origin + address.pathname
  if (!plain.startsWith(scope)) return null
  const path = plain.slice(scope.length)
  if (isNavigation) return path === '' || path === 'index.html' ? { kind: 'page' } : null
  const chunk = files.data.find((each) => each.path === path)
  if (chunk) return { kind: 'chunk', sha256: chunk.sha256 }
  if (!files.page.includes(path) && !files.later.includes(path)) {
    // of the version before, which another tab may still show
    return path.startsWith(hashed) ? { kind: 'file', isHashed: true } : null
  }
  return { kind: 'file', isHashed: path.startsWith(hashed) }
}

/** Names in here have a digest of their content, so that what is kept under one is never out of date. */
const hashed = 'assets/'

const prefix = 'bottleneck-page-'

/** The name of the cache in which a version's files are kept. */
export function pageCache(version: string): string {
  return prefix + version
}

/** Of all caches, those of versions that no open tab shows any more: all but this version's and the one before. */
export function outdatedCaches(names: readonly string[], version: string): readonly string[] {
  const others = names.filter((name) => name.startsWith(prefix) && name !== pageCache(version))
  return others.slice(0, -1)
}
