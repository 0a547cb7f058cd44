// The lab, for every part of the page, and the hook that reads its state.

import { createContext, useContext } from 'react'
import { useStore } from 'zustand'
import type { Lab } from './laboratory.ts'
import type { LabState } from './labState.ts'

export const LabContext = createContext<Lab | null>(null)

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
