// The size of an element, in CSS pixels, as it changes.

import { useLayoutEffect, useState, type RefObject } from 'react'

/** Width and height of the element's content box; both 0 before it is laid out. */
export function useBox(element: RefObject<HTMLElement | null>): { width: number; height: number } {
  const [box, setBox] = useState({ width: 0, height: 0 })
  useLayoutEffect(() => {
    const target = element.current
    if (!target) return undefined
    const update = (width: number, height: number) =>
      setBox((old) => (old.width === width && old.height === height ? old : { width, height }))
    update(target.clientWidth, target.clientHeight)
    const observer = new ResizeObserver(([entry]) => {
      if (entry) update(entry.contentRect.width, entry.contentRect.height)
    })
    observer.observe(target)
    return () => observer.disconnect()
  }, [element])
  return box
}
