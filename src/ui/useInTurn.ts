// A value that follows another one in an animation frame of its own, so that many pictures do not all change in one task.

import { useEffect, useState } from 'react'
import { takeTurn } from './turns.ts'

/** `value`, a few animation frames later when others wait for their turn. Keep it memoised. */
export function useInTurn<T>(value: T): T {
  const [taken, take] = useState({ value })
  useEffect(() => {
    if (Object.is(taken.value, value)) return undefined
    const turn = takeTurn(() => take({ value }))
    return turn.cancel
  }, [value, taken])
  return taken.value
}
