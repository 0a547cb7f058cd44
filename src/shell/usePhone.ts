// How wide the window is: as narrow as a phone, where the page has another order, or with room for the chapter.

import { useCallback, useSyncExternalStore } from 'react'

export function usePhone(): boolean {
  return useMedia('(max-width: 720px)')
}

/** Is there room for the chapter beside the bench? */
export function useRoomForChapter(): boolean {
  return useMedia('(min-width: 1100px)')
}

function useMedia(query: string): boolean {
  const subscribe = useCallback(
    (listener: () => void) => {
      const media = matchMedia(query)
      media.addEventListener('change', listener)
      return () => media.removeEventListener('change', listener)
    },
    [query],
  )
  return useSyncExternalStore(subscribe, () => matchMedia(query).matches)
}
