// A claim as a button: press it and it is run on this machine, and holds or fails in numbers.

import { createContext, use, useCallback, useEffect, useRef, useState } from 'react'
import type { AutoencoderRecipe } from '../benches/autoencoder/recipe.ts'
import type { Verdict } from '../lab/claim.ts'
import { Button } from '../ui/Button.tsx'
import { formatCount, formatNumber } from '../ui/format.ts'
import { defineWords, useWords } from '../ui/words.tsx'
import { claimOf } from './claims.ts'
import styles from './ClaimView.module.css'

const text = defineWords({
  en: {
    claim: 'Claim',
    run: 'Run the claim',
    again: 'Run it again',
    cancel: 'Cancel',
    compare: 'Set its run beside yours',
    compareBoth: 'See its runs side by side',
    progress: (done: string, total: string) => `step ${done} of ${total}`,
    preparing: 'loading the images',
    measuring: 'measuring',
    holds: 'holds here',
    fails: 'fails here',
    atLeast: (bound: string) => `at least ${bound}`,
    atMost: (bound: string) => `at most ${bound}`,
    result: (figure: string, value: string, bound: string, seconds: string) =>
      `${figure}: ${value}, to be ${bound} · ${seconds} s`,
  },
})

/** What a chapter may do with the bench beside it. */
export interface ChapterBench {
  /** runs a claim somewhere that leaves the page and its run alone; `before`: checkpoints by recipe, judged instead of training it */
  readonly judge: (
    id: string,
    before: readonly (string | null)[],
    onProgress: (done: number, total: number) => void,
    signal: AbortSignal,
  ) => Promise<Verdict>
  /** sets one recipe beside the page's run, or two beside each other */
  readonly compare: (recipes: readonly AutoencoderRecipe[]) => void
}

export const ChapterContext = createContext<ChapterBench | null>(null)

/** A sentence of the prose that sets a recipe beside the run; null outside a page. */
export function CompareButton({ recipe, children }: { recipe: AutoencoderRecipe; children: string }) {
  const bench = use(ChapterContext)
  if (bench === null) return null
  return (
    <Button className={styles.compare} onClick={() => bench.compare([recipe])}>
      {children}
    </Button>
  )
}

export type ClaimState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'running'; readonly done: number; readonly total: number }
  | { readonly kind: 'judged'; readonly verdict: Verdict }
  | { readonly kind: 'failed'; readonly sentence: string }

/** Runs a claim, and tells of it from its beginning to its verdict; of one that is aborted nothing more. */
export function runClaim(
  judge: ChapterBench['judge'],
  id: string,
  before: readonly (string | null)[],
  tell: (state: ClaimState) => void,
  signal: AbortSignal,
): void {
  const tellUnlessAborted = (state: ClaimState): void => {
    if (!signal.aborted) tell(state)
  }
  tell({ kind: 'running', done: 0, total: 0 })
  const onProgress = (done: number, total: number) => tellUnlessAborted({ kind: 'running', done, total })
  judge(id, before, onProgress, signal).then(
    (verdict) => tellUnlessAborted({ kind: 'judged', verdict }),
    (error: unknown) =>
      tellUnlessAborted({ kind: 'failed', sentence: error instanceof Error ? error.message : String(error) }),
  )
}

export function ClaimView({ id }: { id: string }) {
  const bench = use(ChapterContext)
  const t = useWords(text)
  const [state, setState] = useState<ClaimState>({ kind: 'idle' })
  const running = useRef<AbortController>(null)
  const cancel = useCallback(() => {
    running.current?.abort()
    setState((before) => (before.kind === 'running' ? { kind: 'idle' } : before))
  }, [])
  // nobody could cancel it once its chapter is closed
  useEffect(() => cancel, [cancel])
  const claim = claimOf(id)
  if (claim === undefined || bench === null) return null
  const run = () => {
    running.current = new AbortController()
    runClaim(bench.judge, id, [], setState, running.current.signal)
  }
  return (
    <section className={styles.claim} aria-label={t.claim}>
      <h3>
        {t.claim}
        {state.kind === 'judged' && (
          <span data-verdict={state.verdict.verdict}> {t[state.verdict.verdict]}</span>
        )}
      </h3>
      <blockquote>“{claim.quote}”</blockquote>
      <p className={styles.small}>{claim.source}</p>
      {state.kind !== 'running' && (
        <div className={styles.actions}>
          <Button onClick={run}>{state.kind === 'idle' ? t.run : t.again}</Button>
          {claim.recipes.length > 0 && (
            <Button kind="quiet" onClick={() => bench.compare(claim.recipes)}>
              {claim.recipes.length === 1 ? t.compare : t.compareBoth}
            </Button>
          )}
        </div>
      )}
      <ClaimOutcome id={id} state={state} />
      {state.kind === 'running' && (
        <div className={styles.actions}>
          <Button onClick={cancel}>{t.cancel}</Button>
        </div>
      )}
      {state.kind === 'judged' && claim.correction && <p className={styles.small}>{claim.correction.en}</p>}
    </section>
  )
}

/** How far a claim has come, and what it has come to. */
export function ClaimOutcome({ id, state }: { id: string; state: ClaimState }) {
  const t = useWords(text)
  const claim = claimOf(id)!
  return (
    <>
      {state.kind === 'running' && (
        <>
          <progress
            className={styles.progress}
            aria-label={t.claim}
            max={1}
            value={state.total > 0 ? state.done / state.total : undefined}
          />
          <p className={styles.small}>{progressOf(state, t)}</p>
        </>
      )}
      <div aria-live="polite">
        {state.kind === 'failed' && <p>{state.sentence}</p>}
        {state.kind === 'judged' && (
          <p className={styles.small}>
            {t.result(
              claim.figure.en,
              formatNumber(state.verdict.value, 4),
              boundOf(state.verdict, t),
              formatNumber(state.verdict.seconds, 0),
            )}
          </p>
        )}
      </div>
    </>
  )
}

type Words = ReturnType<typeof useWords<(typeof text)['en']>>

function progressOf({ done, total }: { done: number; total: number }, t: Words): string {
  if (total === 0) return t.preparing
  return done < total ? t.progress(formatCount(done), formatCount(total)) : t.measuring
}

function boundOf({ threshold }: Verdict, t: Words): string {
  return 'atLeast' in threshold ? t.atLeast(String(threshold.atLeast)) : t.atMost(String(threshold.atMost))
}
