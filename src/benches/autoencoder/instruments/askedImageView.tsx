// The image that a question is about, as the reader has chosen it; a bare code is none.

import { useState } from 'react'
import { useBench, type Chosen } from './InstrumentView.tsx'
import type { AskedImage } from './pictureOf.ts'

/** The chosen test image or drawing; null where a bare code is chosen. */
export function useAskedImage(): AskedImage | null {
  return imageOf(useBench().chosen)
}

/** The one that was chosen last, also while a bare code is: the same object as long as it is the same image. */
export function useLastAskedImage(): AskedImage {
  const { chosen, test } = useBench()
  const wanted = imageOf(chosen)
  const [kept, keep] = useState<AskedImage>(wanted ?? { kind: 'test', index: test?.indices[0] ?? 0 })
  if (wanted !== null && !isSame(wanted, kept)) keep(wanted)
  return kept
}

function imageOf(chosen: Chosen): AskedImage | null {
  return chosen.kind === 'code' ? null : chosen
}

function isSame(one: AskedImage, other: AskedImage): boolean {
  if (one.kind === 'test') return other.kind === 'test' && one.index === other.index
  return other.kind === 'drawn' && one.pixels === other.pixels
}
