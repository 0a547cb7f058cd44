// How wide the window is: as narrow as a phone, where the page has another order, or with room for the chapter.

import { useCallback, useSyncExternalStore } from 'react'

const phone = '(max-width: 720px)'
const roomForChapter = '(min-width: 1100px)'

export const isPhone = (): boolean => matchMedia(phone).matches

export function usePhone(): boolean {
  return useMedia(phone)
}

/** Is there room for the chapter beside the bench? */
export const hasRoomForChapter = (): boolean => matchMedia(roomForChapter).matches

export function useRoomForChapter(): boolean {
  return useMedia(roomForChapter)
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
