// Which backend to offer the reader instead of the running one: a faster one, or any that is right where that one is wrong.

import type { BackendFigure } from '../lab/workerDoor.ts'
import { backendNames, type BackendName } from '../tensors/backendNames.ts'
import type { BackendFigures } from './backendFigures.ts'

/** Offered is what trains at least this many times as fast: a machine's own times vary by less. */
export const clearMargin = 1.25

interface Timed {
  readonly name: BackendName
  readonly milliseconds: number
}

export type BackendOffer =
  /** `against`: the running backend's milliseconds per step, null where it was too slow to be measured */
  | {
      readonly kind: 'faster'
      readonly from: BackendName
      readonly to: Timed
      readonly against: number | null
    }
  /** `to`: the fastest that is right, null where none is */
  | {
      readonly kind: 'wrong'
      readonly from: BackendName
      readonly fault: Extract<BackendFigure, { kind: 'wrong' }>['fault']
      readonly to: Timed | null
    }

/** What to offer to whom `running` computes; null where nothing is clearly better. `without`: backends that were lost. */
export function offerOf(
  running: BackendName,
  figures: BackendFigures,
  without: readonly BackendName[] = [],
): BackendOffer | null {
  const own = figures[running]
  const to = fastest(
    figures,
    backendNames.filter((name) => !without.includes(name)),
  )
  if (own === undefined || own.kind === 'absent') return null
  if (own.kind === 'wrong') return { kind: 'wrong', from: running, fault: own.fault, to }
  if (to === null) return null
  if (own.kind === 'slow') return { kind: 'faster', from: running, to, against: null }
  const against = own.millisecondsPerStep
  return against >= clearMargin * to.milliseconds ? { kind: 'faster', from: running, to, against } : null
}

function fastest(figures: BackendFigures, names: readonly BackendName[]): Timed | null {
  const timed = names.flatMap((name) => {
    const figure = figures[name]
    return figure?.kind === 'measured' ? [{ name, milliseconds: figure.millisecondsPerStep }] : []
  })
  return timed.toSorted((a, b) => a.milliseconds - b.milliseconds)[0] ?? null
}
