// The least-squares linear denoiser in a view: computed once in a thread of its own, measured once, and waited for.

import { useMemo, useState } from 'react'
import { applyLinearDenoiser, type LinearDenoiser } from '../../../numerics/linearDenoiser.ts'
import type { CorruptRecipe } from '../recipe.ts'
import { useBench } from './InstrumentView.tsx'
import { useOnce, type Once } from './onceView.tsx'
import { sameImages } from './sameImages.ts'

/** That of the shown run's images under this corruption; null while it is being computed. */
export function useLinearDenoiser(corrupt: CorruptRecipe): Once<LinearDenoiser> {
  const bench = useBench()
  return useOnce(JSON.stringify([corrupt, bench.recipe.data]), () => bench.linearDenoiser(corrupt))
}

/**
 * What an instrument answers of the linear denoiser of a corruption: the question together with it as `linear`, asked once
 * and not at every step. Its figures are null while they or the denoiser are being computed.
 */
export function useLinearFigures<Figures>(
  instrument: string,
  corrupt: CorruptRecipe,
  question: Readonly<{ kind: 'linear'; noise?: CorruptRecipe }>,
): Once<Figures> {
  const bench = useBench()
  const { data, seed } = bench.recipe
  const { answer: denoiser, sentence } = useLinearDenoiser(corrupt)
  const key = JSON.stringify([instrument, question, corrupt, data, seed])
  const figures = useOnce(
    denoiser && key,
    () =>
      keptWith(denoiser!, key, () =>
        bench.ask(instrument, { ...question, linear: denoiser }),
      ) as Promise<Figures>,
  )
  return sentence === undefined ? figures : { answer: null, sentence }
}

/** Figures that were asked for, kept as long as the denoiser that they are of. */
const kept = new WeakMap<LinearDenoiser, Map<string, Promise<unknown>>>()

function keptWith(denoiser: LinearDenoiser, key: string, ask: () => Promise<unknown>): Promise<unknown> {
  const figures = kept.get(denoiser) ?? new Map<string, Promise<unknown>>()
  kept.set(denoiser, figures)
  const asked = figures.get(key) ?? ask()
  figures.set(key, asked)
  asked.catch(() => figures.delete(key))
  return asked
}

/** What it makes of a few images (n × 784), computed once for the same ones; null before it is there. */
export function useLinearlyRestored(
  denoiser: LinearDenoiser | null,
  corrupted: Float32Array | null,
): Float32Array | null {
  const same = useSame(corrupted)
  return useMemo(() => denoiser && same && applyLinearDenoiser(denoiser, same), [denoiser, same])
}

/** The array that was there before, as long as the next one holds the same numbers. */
function useSame(images: Float32Array | null): Float32Array | null {
  const [kept, keep] = useState(images)
  if (kept === images) return kept
  if (kept && images && sameImages(kept, images)) return kept
  keep(images)
  return images
}
