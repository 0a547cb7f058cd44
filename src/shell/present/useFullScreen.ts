// Full screen by the browser, where it lets the page: turned by a key, and left with the presentation.

import { useCallback, useEffect, useRef } from 'react'

/** Asks for it; has to be called within a press or a key. A browser that refuses leaves everything as it is. */
export function enterFullScreen(): void {
  const asked = document.documentElement.requestFullscreen?.()
  asked?.catch(() => {})
}

/**
 * Escape in full screen reaches the browser alone, which leaves it: then the presentation is left, too. Whoever turns it
 * off by its key goes on in the window.
 */
export function useFullScreen(onLeave: () => void): { readonly turn: () => void } {
  const isTurned = useRef(false)
  useEffect(() => {
    const hear = (): void => {
      if (document.fullscreenElement === null && !isTurned.current) onLeave()
      isTurned.current = false
    }
    document.addEventListener('fullscreenchange', hear)
    return () => {
      document.removeEventListener('fullscreenchange', hear)
      if (document.fullscreenElement !== null) void document.exitFullscreen().catch(() => {})
    }
  }, [onLeave])
  const turn = useCallback(() => {
    if (document.fullscreenElement === null) enterFullScreen()
    else {
      isTurned.current = true
      void document.exitFullscreen().catch(() => {})
    }
  }, [])
  return { turn }
}
