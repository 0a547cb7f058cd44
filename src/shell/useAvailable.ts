// Which instruments there are to choose from: those that measured a part of the shown frame, of either side in a comparison,
// the family's first ones first.

import { useMemo } from 'react'
import { recipeBook } from '../benches/autoencoder/recipe.ts'
import { shownFrame } from './frames.ts'
import { useLabState, useSides } from './LabContext.tsx'

/** These have a place of their own on the bench. */
const placed = ['codePlane', 'objective']

export function useAvailable(): readonly string[] {
  const family = useLabState((state) => state.recipe.family)
  const measured = useSides((states) => {
    const ids = states.flatMap((state) => Object.keys(shownFrame(state)?.parts ?? {}))
    return [...new Set(ids)].join(' ')
  })
  return useMemo(() => {
    const first = recipeBook.families.find(({ id }) => id === family)?.instruments ?? []
    if (measured === '') return first
    const there = measured.split(' ').filter((id) => !placed.includes(id))
    const ordered = first.filter((id) => there.includes(id))
    return [...ordered, ...there.filter((id) => !ordered.includes(id))]
  }, [family, measured])
}
