// Whenever the page is hidden or left, what its runs have reached is written down.

import type { StoreApi } from 'zustand/vanilla'
import { labsOf, type Pair } from '../laboratory.ts'
import { leaveRunning, rememberRunning } from './running.ts'

export function keepWhenLeft(pair: StoreApi<Pair>): void {
  const labs = () => labsOf(pair.getState())
  const keep = () => {
    for (const lab of labs()) {
      if ((lab.store.getState().progress?.step ?? 0) > 0) lab.keep().catch(() => {})
    }
  }
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') keep()
  })
  addEventListener('pagehide', () => {
    keep()
    leaveRunning()
  })
  // the browser had put the page aside, whole
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted) rememberRunning(labs().map(({ store }) => store.getState().keptAs))
  })
}
