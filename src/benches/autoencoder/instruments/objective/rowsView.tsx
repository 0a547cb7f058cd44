// The quantities of the objective as rows of the picture: of one run, or of both sides of a comparison.

import { use, useMemo } from 'react'
import type { Side } from '../../../../ui/SideBadge.tsx'
import { writtenReconstruction } from '../../objective/reconstruction.ts'
import { terms } from '../../objective/terms.ts'
import type { AutoencoderRecipe } from '../../recipe.ts'
import { AgainstContext, useBench, type Bench } from '../InstrumentView.tsx'
import { stripsOf, type Strip } from './strips.ts'

const known = terms.map((term) => term.id)

/** A run whose curves are drawn: the only one, or a side of a comparison. */
export interface Drawn {
  readonly side: Side | null
  readonly bench: Bench
}

/** The quantities of one strip: one curve, or in a comparison that of each side which has it, in the same unit. */
export interface Row {
  readonly id: string
  readonly unit: string
  readonly curves: readonly { readonly side: Side | null; readonly strip: Strip }[]
}

export function useDrawn(): readonly Drawn[] {
  const bench = useBench()
  const against = use(AgainstContext)
  if (against === null) return [{ side: null, bench }]
  return [
    { side: 'A', bench },
    { side: 'B', bench: against },
  ]
}

/** What does not change with the shown step alone. */
export function useRows(drawn: readonly Drawn[]): readonly Row[] {
  const [{ bench, side }, other] = [drawn[0]!, drawn[1]]
  const own = useStrips(bench)
  const its = useStrips((other ?? drawn[0]!).bench)
  const isCompared = other !== undefined
  return useMemo(() => {
    const rows = new Map<string, Row>()
    const sides = isCompared
      ? [
          { side, strips: own },
          { side: 'B' as const, strips: its },
        ]
      : [{ side, strips: own }]
    for (const { side: of, strips } of sides) {
      for (const { unit, ...strip } of strips) {
        const key = `${strip.id} ${unit}`
        const curves = [...(rows.get(key)?.curves ?? []), { side: of, strip }]
        rows.set(key, { id: strip.id, unit, curves })
      }
    }
    return [...rows.values()].toSorted((one, two) => placeOf(one.id) - placeOf(two.id))
  }, [own, its, side, isCompared])
}

function useStrips({ history, batchLosses, recipe }: Bench): readonly (Strip & { unit: string })[] {
  return useMemo(
    () =>
      stripsOf(history, batchLosses, known).map((strip) => ({ ...strip, unit: unitOf(strip.id, recipe) })),
    [history, batchLosses, recipe],
  )
}

/** Reconstruction first, total last. */
function placeOf(id: string): number {
  return ['reconstruction', ...known, 'total'].indexOf(id)
}

/** The unit of a term, or the reconstruction's, which is the total's, too. */
function unitOf(id: string, recipe: AutoencoderRecipe): string {
  return terms.find((term) => term.id === id)?.unit.en ?? writtenReconstruction(recipe).unit.en
}
