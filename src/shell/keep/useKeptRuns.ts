// The list of kept runs, and what can be done to it; whatever fails is a sentence.

import { useCallback, useEffect, useRef, useState } from 'react'
import { recipeBook, type AutoencoderRecipe } from '../../benches/autoencoder/recipe.ts'
import { allowedBytes, isFull, type KeptRun } from '../../lab/keep/kept.ts'
import { KeptStore, type KeptWhole, type Written } from '../../lab/keep/keptStore.ts'
import { readRecipe } from '../../lab/recipe.ts'
import { saveFile } from '../../ui/saveFile.ts'
import { useWords } from '../../ui/words.tsx'
import type { Lab } from '../laboratory.ts'
import { words } from './words.ts'

/** What a list is told after something was done, with what can be done about it. */
export interface KeptNotice {
  readonly kind: 'note' | 'warning'
  readonly sentence: string
  readonly undo?: () => void
}

export interface KeptRuns {
  /** the latest first; null while it is read */
  readonly runs: readonly KeptRun[] | null
  readonly allowed: number
  readonly notice: KeptNotice | null
  readonly isBusy: boolean
  readonly dismiss: () => void
  /** the run of a lab as it is now, or, before its first step, its recipe */
  readonly keepRun: (lab: Lab) => void
  /** a run that was kept by itself, for good */
  readonly keep: (run: KeptRun) => void
  readonly describe: (run: KeptRun, words: { readonly name: string; readonly note: string }) => void
  readonly remove: (run: KeptRun, label: string) => void
  readonly exportRuns: (lab: Lab, runs: readonly KeptRun[], name: string) => void
  readonly importFile: (lab: Lab, file: File) => void
}

export function useKeptRuns(): KeptRuns {
  const t = useWords(words)
  const [store] = useState(() => KeptStore.open())
  const [runs, setRuns] = useState<readonly KeptRun[] | null>(null)
  const [allowed, setAllowed] = useState(0)
  const [notice, setNotice] = useState<KeptNotice | null>(null)
  const [isBusy, setBusy] = useState(false)

  /** What is under way is done even when the list is closed. */
  const underWay = useRef<Promise<unknown>>(Promise.resolve())
  useEffect(
    () => () => {
      underWay.current
        .then(() => store)
        .then((opened) => opened.close())
        .catch(() => {})
    },
    [store],
  )

  const perform = useCallback(
    async (work: (store: KeptStore, budget: number) => Promise<KeptNotice | Written | null | void>) => {
      const opened = await store.catch(() => null)
      setBusy(true)
      try {
        if (opened === null) {
          setRuns([])
          setNotice({ kind: 'warning', sentence: t.absent })
          return
        }
        const budget = await allowedBytes()
        const done = await work(opened, budget)
        if (done === 'full' || done === 'gone') setNotice({ kind: 'warning', sentence: t[done] })
        else if (done !== undefined) setNotice(done === 'written' ? null : done)
        setAllowed(budget)
        setRuns(await opened.list())
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error)
        setNotice({ kind: 'warning', sentence: isFull(error) ? t.full : t.failed(reason) })
        setRuns((before) => before ?? [])
      } finally {
        setBusy(false)
      }
    },
    [store, t],
  )
  const act = useCallback(
    (work: Parameters<typeof perform>[0]): void => {
      const done = perform(work)
      underWay.current = Promise.all([underWay.current, done])
    },
    [perform],
  )

  useEffect(() => {
    const read = async () => {
      const [opened, budget] = await Promise.all([store, allowedBytes()])
      setRuns(await opened.list())
      setAllowed(budget)
    }
    read().catch(() => {
      setRuns([])
      setNotice({ kind: 'warning', sentence: t.absent })
    })
  }, [store, t])

  const putBack = (whole: KeptWhole) => act((opened, budget) => opened.put(whole, budget))

  return {
    runs,
    allowed,
    notice,
    isBusy,
    dismiss: () => setNotice(null),
    keepRun: (lab) =>
      act(async (opened, budget) => {
        // what the reader keeps, the browser should not clear away by itself
        navigator.storage?.persist().catch(() => {})
        const { recipe, progress } = lab.store.getState()
        const id = (progress?.step ?? 0) > 0 ? await lab.keep() : null
        return id === null
          ? opened.add({ run: recipeAlone(recipe), states: [], frames: [] }, budget)
          : opened.copy(id, '', budget)
      }),
    keep: (run) => act((opened, budget) => opened.copy(run.id, run.name, budget)),
    describe: (run, said) => act((opened) => opened.describe(run.id, said)),
    remove: (run, label) =>
      act(async (opened) => {
        const whole = await opened.load(run.id)
        await opened.remove(run.id)
        return {
          kind: 'note',
          sentence: t.removed(label),
          undo: whole === null ? undefined : () => putBack(whole),
        }
      }),
    exportRuns: (lab, chosen, name) =>
      act(async () => {
        saveFile(name, await lab.exportKept(chosen.map(({ id }) => id)), 'application/zip')
      }),
    importFile: (lab, file) =>
      act(async () => {
        const { kept, sentences } = await lab.importKept(new Uint8Array(await file.arrayBuffer()))
        return {
          kind: sentences.length > 0 ? 'warning' : 'note',
          sentence: [t.imported(kept), ...sentences.slice(0, mostSentences)].join(' '),
        }
      }),
  }
}

/** of a file, so that a bad one does not fill the list */
const mostSentences = 4

/** The recipe of a kept run, as this lab reads it. */
export function recipeOf(run: KeptRun): AutoencoderRecipe {
  return readRecipe(recipeBook, run.recipe).recipe
}

function recipeAlone(recipe: AutoencoderRecipe): KeptRun {
  const nothing = { id: '', owner: '', name: '', note: '', engine: '', bytes: 0, step: 0 }
  return { ...nothing, isAutomatic: false, recipe, at: Date.now() }
}
