// When plots and formulas are loaded: after the first training step, or when the reader lets the run rest.

import { useEffect, useState } from 'react'
import { useLabState } from './LabContext.tsx'

/** ms for which a run rests at its beginning before the network is free for pictures */
const rest = 1500

/** False until then, and true ever after. */
export function useLater(): boolean {
  const [open, setOpen] = useState(false)
  const begun = useLabState(({ progress }) => (progress?.step ?? 0) > 0)
  const resting = useLabState(({ progress }) => progress?.state === 'paused' || progress?.state === 'failed')
  const soon = begun || resting
  useEffect(() => {
    if (open || !soon) return undefined
    const timer = setTimeout(() => setOpen(true), begun ? 0 : rest)
    return () => clearTimeout(timer)
  }, [open, soon, begun])
  return open
}
