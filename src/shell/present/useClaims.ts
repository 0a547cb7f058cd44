// The verdicts of a presentation: each claim by the networks trained before, and by training it here, as far as they have come.

import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { StoreApi } from 'zustand'
import { checkpointFor } from '../../benches/autoencoder/checkpoints/find.ts'
import { idle, runClaim, type ClaimState } from '../../chapters/claimRuns.ts'
import { claimOf } from '../../chapters/claims.ts'
import type { Pair } from '../laboratory.ts'

type By = 'training' | 'checkpoints'

export interface Claims {
  readonly stateOf: (id: string, by: By) => ClaimState
  /** does nothing for one that is under way, or has its verdict */
  readonly run: (id: string, by: By) => void
}

export function useClaims(stage: StoreApi<Pair>): Claims {
  const [states, setStates] = useState<Readonly<Record<string, ClaimState>>>({})
  const begun = useRef(new Set<string>())
  const end = useRef(new AbortController())
  useEffect(() => {
    const ending = (end.current = new AbortController())
    return () => ending.abort()
  }, [])
  // the same function whatever is told, so that what failed is not begun anew by itself
  const run = useCallback<Claims['run']>(
    (id, by) => {
      const key = `${id} ${by}`
      if (begun.current.has(key)) return
      begun.current.add(key)
      void runClaim(
        stage.getState().a.judge,
        id,
        by === 'checkpoints' ? checkpointsOf(id) : [],
        (state) => {
          if (state.kind === 'failed') begun.current.delete(key)
          setStates((before) => ({ ...before, [key]: state }))
        },
        end.current.signal,
      )
    },
    [stage],
  )
  return useMemo(() => ({ stateOf: (id, by) => states[`${id} ${by}`] ?? idle, run }), [states, run])
}

/** By recipe; null where nothing was trained before. */
function checkpointsOf(id: string): readonly (string | null)[] {
  return (claimOf(id)?.recipes ?? []).map((recipe) => checkpointFor(recipe)?.id ?? null)
}
