// What becomes of files that the reader brings, step by step; each step can be cancelled, and none blocks the page.

import { useCallback, useEffect, useRef, useState } from 'react'
import { startOf, nameOf, type OwnFile } from '../../data/own/bytes.ts'
import type { GreyImage } from '../../data/own/grey.ts'
import { headerBytes, imageHeader } from '../../data/own/imageHeader.ts'
import type { OwnSet } from '../../data/own/ownSet.ts'
import type { OwnName } from '../../data/own/limits.ts'
import type { ReadOwn } from '../../data/own/read.ts'
import type { KeptSet } from '../../data/own/store.ts'
import { ofOwnSet } from '../../benches/autoencoder/instruments/strip/chosenSet.ts'
import { accessOf } from '../../lab/lesson.ts'
import { useWords } from '../../ui/words.tsx'
import type { Lab } from '../laboratory.ts'
import type { OwnDataRequest } from './ownDataContext.ts'
import { words } from './words.ts'

export type Stage =
  /** `sentence`: why the last attempt came to nothing */
  | { readonly kind: 'ask'; readonly sentence: string | null }
  /** `done`: the share, null before anything is known of it */
  | { readonly kind: 'busy'; readonly what: 'reading' | 'keeping'; readonly done: number | null }
  | { readonly kind: 'image'; readonly name: string; readonly image: GreyImage }
  | { readonly kind: 'set'; readonly read: ReadOwn }

export interface OwnData {
  readonly stage: Stage
  /** the set that the recipe asks for and this browser does not have */
  readonly wanted: OwnName | null
  readonly bring: (files: readonly OwnFile[] | Promise<readonly OwnFile[]>) => void
  readonly cancel: () => void
  readonly keep: (set: OwnSet, inverted: boolean) => void
  readonly trainOn: (kept: KeptSet) => void
  readonly choose: (pixels: Float32Array) => void
}

const ask: Stage = { kind: 'ask', sentence: null }

export function useOwnData({ lab, files: brought }: OwnDataRequest, onClose: () => void): OwnData {
  const { locked } = useWords(words)
  const [stage, setStage] = useState<Stage>(ask)
  const working = useRef<AbortController>(null)
  const wanted = wantedBy(lab)

  const work = useCallback((step: (signal: AbortSignal) => Promise<Stage | null>) => {
    working.current?.abort()
    const { signal } = (working.current = new AbortController())
    void showing(step, signal, setStage)
  }, [])

  const trainOn = useCallback(
    (kept: KeptSet) => {
      lab.view({ firstVisit: false })
      lab.dismiss('failure')
      if (wantedBy(lab)?.digest === kept.digest) lab.retryLoading()
      else lab.edit(ofOwnSet(kept, kept.train))
      onClose()
    },
    [lab, onClose],
  )

  const keepThen = useCallback(
    async (set: OwnSet, inverted: boolean, signal: AbortSignal): Promise<null> => {
      const onProgress = telling('keeping', signal, setStage)
      trainOn(await lab.ownData.keepOwn(set, inverted, onProgress, signal))
      return null
    },
    [lab, trainOn],
  )

  const bring = useCallback(
    (coming: readonly OwnFile[] | Promise<readonly OwnFile[]>) => {
      work(async (signal) => {
        const onProgress = telling('reading', signal, setStage)
        const files = await coming
        const [file] = files
        if (file && files.length === 1 && imageHeader(await startOf(file, headerBytes)) !== null) {
          return { kind: 'image', name: nameOf(file), image: await lab.ownData.ownImage(file, signal) }
        }
        // what the recipe asks for itself may be brought under any lesson
        const asked = wantedBy(lab)?.digest ?? null
        if (asked === null && accessOf(lab.store.getState().lesson, 'data.set') !== 'open')
          throw new Error(locked)
        const read = await lab.ownData.readOwn(files, asked, onProgress, signal)
        return read.matches ? keepThen(read.set, read.matches.inverted, signal) : { kind: 'set', read }
      })
    },
    [lab, work, keepThen, locked],
  )

  useEffect(() => {
    if (brought) bring(brought)
  }, [brought, bring])
  useEffect(() => () => working.current?.abort(), [])

  return {
    stage,
    wanted,
    bring,
    cancel: () => {
      working.current?.abort()
      setStage(ask)
    },
    keep: (set, inverted) => work((signal) => keepThen(set, inverted, signal)),
    trainOn,
    choose: (pixels) => {
      lab.choose({ kind: 'drawn', pixels })
      onClose()
    },
  }
}

/** Shows what the step comes to, or the sentence on why it comes to nothing. */
async function showing(
  step: (signal: AbortSignal) => Promise<Stage | null>,
  signal: AbortSignal,
  show: (stage: Stage) => void,
): Promise<void> {
  let next: Stage | null
  try {
    next = await step(signal)
  } catch (error) {
    next = { kind: 'ask', sentence: error instanceof Error ? error.message : String(error) }
  }
  if (next !== null && !signal.aborted) show(next)
}

/** Shows how far it is, from now on until the signal aborts. */
function telling(
  what: 'reading' | 'keeping',
  signal: AbortSignal,
  show: (stage: Stage) => void,
): (done: number) => void {
  show({ kind: 'busy', what, done: null })
  return (done) => {
    if (!signal.aborted) show({ kind: 'busy', what, done })
  }
}

/** A run that failed on a set of somebody's own asks for it. */
function wantedBy(lab: Lab): OwnName | null {
  const { recipe, progress, loading } = lab.store.getState()
  const isMissing = progress?.state === 'failed' || (loading?.failure ?? null) !== null
  return isMissing ? (recipe.data.own ?? null) : null
}
