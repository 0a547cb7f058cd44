// The way back to a page for reading: it is there again as it was left, where a new one begins at its top or its entry.

import { useEffect, useRef, type UIEvent } from 'react'
import { readAddress, type Place } from '../chapters/reading.ts'

/** How far each visit was scrolled (px). A visit is an entry of the browser's history, named by when it began. */
export type Scrolled = Map<number, number>

/** Shows the place, and as the browser's address; gives what is to hear of every scrolling of the page. */
export function useWayBack({ page, entry }: Place, scrolled: Scrolled): (event: UIEvent) => void {
  const visit = useRef(0)
  useEffect(() => {
    visit.current = visitIn(history.state) ?? Date.now()
    // the lab, which opened first, wrote an address of its own
    history.replaceState({ visit: visit.current }, '', readAddress({ page, entry }))
    return showPlace(entry, scrolled.get(visit.current))
  }, [page, entry, scrolled])
  // noted as it happens: when the browser leaves a page, its history stands at the next one already
  return ({ currentTarget }) => void scrolled.set(visit.current, currentTarget.scrollTop)
}

/** Which visit an entry of the history is; null where the page has not been shown there yet. */
function visitIn(state: unknown): number | null {
  const visit = (state as { visit?: unknown } | null)?.visit
  return typeof visit === 'number' ? visit : null
}

/** Where it was left, else at the entry as soon as that is there, else at the top. Gives what ends the waiting. */
function showPlace(entry: string | undefined, left: number | undefined): (() => void) | undefined {
  const page = document.getElementById('reading')!
  page.scrollTo(0, left ?? 0)
  if (entry === undefined) return undefined
  const show = (): boolean => {
    const looked = page.querySelector<HTMLElement>(`[data-entry='${entry}']`)
    looked?.focus({ preventScroll: true })
    if (looked !== null && left === undefined) looked.scrollIntoView({ block: 'center' })
    return looked !== null
  }
  if (show()) return undefined
  // the text of a chapter comes after its page
  const coming = new MutationObserver(() => {
    if (show()) end()
  })
  const end = (): void => coming.disconnect()
  coming.observe(page, { childList: true, subtree: true })
  return end
}
