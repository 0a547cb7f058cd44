// The lab, for every part of the page, and the hooks that read its state and, in a comparison, that of both sides.

import { createContext, useCallback, useContext, useSyncExternalStore } from 'react'
import { useStore, type StoreApi } from 'zustand'
import type { Side } from '../ui/SideBadge.tsx'
import { labsOf, type Lab, type Pair } from './laboratory.ts'
import type { LabState } from './labState.ts'

export const LabContext = createContext<Lab | null>(null)

export const PairContext = createContext<StoreApi<Pair> | null>(null)

/** @throws outside a lab */
export function useLab(): Lab {
  const lab = useContext(LabContext)
  if (lab === null) throw new Error('This part of the page stands outside a lab.')
  return lab
}

/** A part of the state; the component is drawn again when it changes. */
export function useLabState<T>(select: (state: LabState) => T): T {
  return useStore(useLab().store, select)
}

/** A and, in a comparison, B. */
export function usePair(): Pair {
  return useStore(usePairStore())
}

/** Which side of a comparison this part of the page stands on; null where nothing is compared. */
export function useSide(): Side | null {
  const lab = useLab()
  const { b } = usePair()
  if (b === null) return null
  return lab === b ? 'B' : 'A'
}

/** What is read of the states of all sides, A's first: a number, a text, a truth. */
export function useSides<T extends number | string | boolean | null>(
  select: (states: readonly LabState[]) => T,
): T {
  const pair = usePairStore()
  const subscribe = useCallback(
    (listener: () => void) => {
      let stops = labsOf(pair.getState()).map(({ store }) => store.subscribe(listener))
      const stopPair = pair.subscribe((now) => {
        stops.forEach((stop) => stop())
        stops = labsOf(now).map(({ store }) => store.subscribe(listener))
        listener()
      })
      return () => [...stops, stopPair].forEach((stop) => stop())
    },
    [pair],
  )
  return useSyncExternalStore(subscribe, () => select(statesOf(pair)))
}

export function statesOf(pair: StoreApi<Pair>): readonly LabState[] {
  return labsOf(pair.getState()).map(({ store }) => store.getState())
}

function usePairStore(): StoreApi<Pair> {
  const pair = useContext(PairContext)
  if (pair === null) throw new Error('This part of the page stands outside a lab.')
  return pair
}
