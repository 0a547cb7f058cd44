// Turns at drawing: however many pictures have something new, each animation frame draws one of them.

export interface Turn {
  cancel: () => void
}

// The page has one thread, and so there is one queue.
const waiting = new Set<() => void>()
let frame = 0

/** Calls `draw` in an animation frame of its own, after those that asked before. */
export function takeTurn(draw: () => void): Turn {
  waiting.add(draw)
  frame ||= requestAnimationFrame(next)
  return { cancel: () => void waiting.delete(draw) }
}

function next(): void {
  const [draw] = waiting
  frame = 0
  if (draw === undefined) return
  waiting.delete(draw)
  if (waiting.size > 0) frame = requestAnimationFrame(next)
  draw()
}
