// In which columns of the strip the two recipes of a comparison differ.

import { useMemo } from 'react'
import { differingColumns } from './differences.ts'
import { useSides } from './LabContext.tsx'

export function useDiffering(): ReadonlySet<string> {
  const written = useSides(([a, b]) => (b ? differingColumns(a!.recipe, b.recipe).join(' ') : ''))
  return useMemo(() => new Set(written === '' ? [] : written.split(' ')), [written])
}
