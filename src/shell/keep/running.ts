// Which kept runs this tab shows, so that its reload goes on with them; and which one is lost to a reader whose browser broke down.

import { forget, recall, remember } from '../keeping.ts'

const key = 'bottleneck.running'

/** By side, A's first; null where nothing of a side's run is kept. */
export function rememberRunning(ids: readonly (string | null)[]): void {
  try {
    sessionStorage.setItem(key, JSON.stringify(ids))
  } catch {
    // a reload begins anew then
  }
  const [first] = ids
  if (first) remember('running', first)
}

/** Never throws. */
export function recallRunning(): readonly (string | null)[] {
  try {
    const ids: unknown = JSON.parse(sessionStorage.getItem(key) ?? '[]')
    return Array.isArray(ids) ? ids.map((id: unknown) => (typeof id === 'string' ? id : null)) : []
  } catch {
    return []
  }
}

/** The run that a browser which broke off left behind; null as a rule. */
export function recallLost(): string | null {
  return recall('running')
}

const lock = 'bottleneck'

/** Until the tab ends, however it ends, others can tell that it is there. */
export function beHere(): void {
  navigator.locks?.request(lock, { mode: 'shared' }, () => new Promise(() => {})).catch(() => {})
}

/** Tabs that show the lab, this one among them; null where the browser does not tell. */
export async function countTabs(): Promise<number | null> {
  const locks = await navigator.locks?.query()
  return locks?.held?.filter(({ name }) => name === lock).length ?? null
}

/** The page is left as it should be. */
export function leaveRunning(): void {
  if (recall('running') === recallRunning()[0]) forget('running')
}
