// An instrument's parts of all frames there are, the shown one among them: what its curves over the steps are made of.

import { useMemo } from 'react'
import { useBench } from './InstrumentView.tsx'

/** Ascending in step. */
export function useParts<Part>(id: string, shown: Part): readonly { step: number; part: Part }[] {
  const { partsOf, step } = useBench()
  return useMemo(() => {
    const all = partsOf(id) as readonly { step: number; part: Part }[]
    return all.length > 0 ? all : [{ step, part: shown }]
  }, [partsOf, id, step, shown])
}
