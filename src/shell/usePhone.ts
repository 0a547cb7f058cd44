// Whether the window is as narrow as a phone, where the page has another order.

import { useSyncExternalStore } from 'react'

const narrow = '(max-width: 720px)'

export function usePhone(): boolean {
  return useSyncExternalStore(subscribe, () => matchMedia(narrow).matches)
}

function subscribe(listener: () => void): () => void {
  const query = matchMedia(narrow)
  query.addEventListener('change', listener)
  return () => query.removeEventListener('change', listener)
}
