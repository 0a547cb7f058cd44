// What makes the lab ready for use without a network, itself loaded when it is first asked for.

import type { Offline, OfflineDoors } from './offline.ts'

/** Of the built page only: while one works on it, nothing of it is kept. */
export function lateOffline(doors: OfflineDoors): {
  readonly prepare: () => void
  readonly tell: () => void
} {
  let opened: Promise<Offline> | null = null
  const withOffline = async (what: (offline: Offline) => void): Promise<void> => {
    if (!import.meta.env.PROD) return
    opened ??= import('./offline.ts').then(({ Offline }) => new Offline(doors))
    await opened.then(what).catch(() => (opened = null))
  }
  return {
    prepare: () => void withOffline((offline) => offline.prepare()),
    tell: () => void withOffline((offline) => offline.tell()),
  }
}
