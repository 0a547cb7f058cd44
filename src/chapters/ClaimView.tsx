// A claim as a button: press it and it is run on this machine, and its finding stands in numbers beside what it has to be.

import { use, useCallback } from 'react'
import { useStore } from 'zustand'
import { checkpointFor } from '../benches/autoencoder/checkpoints/find.ts'
import { isWithin, type Figure, type Verdict } from '../lab/claim.ts'
import { Button } from '../ui/Button.tsx'
import { formatCount, formatSignificant } from '../ui/format.ts'
import { Raised } from '../ui/Raised.tsx'
import { defineWords, useWords } from '../ui/words.tsx'
import { ChapterContext } from './chapterContext.ts'
import { idle, type ClaimRuns, type ClaimState } from './claimRuns.ts'
import { claimOf } from './claims.ts'
import card from './Card.module.css'
import styles from './ClaimView.module.css'
import { placeOf } from './lectures.ts'
import { verdictWords } from './verdictWords.ts'

const text = defineWords({
  en: {
    claim: 'Claim',
    run: 'Run the claim',
    again: 'Run it again',
    before: 'Answer at once, from checkpoints',
    cancel: 'Cancel',
    compare: 'Set its run beside yours',
    compareBoth: 'See its runs side by side',
    progress: (done: string, total: string) => `step ${done} of ${total}`,
    preparing: 'loading the images',
    measuring: 'measuring',
    atLeast: (bound: string) => `at least ${bound}`,
    atMost: (bound: string) => `at most ${bound}`,
    figure: 'Figure',
    here: 'Here',
    wanted: 'Required',
    range: (least: string, greatest: string) => `${least} to ${greatest}`,
    took: (seconds: string) => `measured on this machine in ${seconds} s`,
    byCheckpoints: 'measured on this machine, of networks that were trained before',
    takes: (time: string) => `takes about ${time}`,
    takesSeconds: (seconds: string) => `${seconds} s`,
    takesMinutes: (minutes: string) => `${minutes} min`,
  },
})

/** What has become of a claim in this visit. */
export function useClaim({ states }: ClaimRuns, id: string): ClaimState {
  return useStore(
    states,
    useCallback((all) => all[id] ?? idle, [id]),
  )
}

export function ClaimView({ id }: { id: string }) {
  const bench = use(ChapterContext)
  return bench === null || claimOf(id) === undefined ? null : <ClaimCard id={id} bench={bench} />
}

function ClaimCard({
  id,
  bench,
}: {
  id: string
  bench: NonNullable<React.ContextType<typeof ChapterContext>>
}) {
  const t = useWords(text)
  const verdicts = useWords(verdictWords)
  const { claims, compare } = bench
  const state = useClaim(claims, id)
  const claim = claimOf(id)!
  const before = claim.recipes.map((recipe) => checkpointFor(recipe)?.id ?? null)
  const isTrained = before.length > 0 && before.every((checkpoint) => checkpoint !== null)
  return (
    <section
      className={`${card.card} ${styles.claim}`}
      aria-label={`${t.claim}: ${claim.quote}`}
      data-entry={id}
      tabIndex={-1}
    >
      <h3>
        {t.claim}
        {state.kind === 'judged' && (
          <span data-verdict={state.verdict.verdict}> {verdicts[state.verdict.verdict]}</span>
        )}
      </h3>
      <blockquote>“{claim.quote}”</blockquote>
      {claim.translation !== undefined && <p className={styles.small}>“{claim.translation}”</p>}
      <p className={styles.small}>
        {placeOf(claim)}
        {state.kind === 'idle' && ` · ${t.takes(timeOf(claim.seconds, t))}`}
      </p>
      <div className={card.actions}>
        {state.kind === 'running' ? (
          <Button onClick={() => claims.cancel(id)}>{t.cancel}</Button>
        ) : (
          <>
            <Button onClick={() => claims.run(id)}>{state.kind === 'idle' ? t.run : t.again}</Button>
            {isTrained && (
              <Button kind="quiet" onClick={() => claims.run(id, before)}>
                {t.before}
              </Button>
            )}
            {(claim.recipes.length === 1 || claim.recipes.length === 2) && (
              <Button kind="quiet" onClick={() => compare(claim.recipes)}>
                {claim.recipes.length === 1 ? t.compare : t.compareBoth}
              </Button>
            )}
          </>
        )}
      </div>
      <ClaimOutcome id={id} state={state} />
    </section>
  )
}

function timeOf(seconds: number, t: Words): string {
  return seconds < 90
    ? t.takesSeconds(String(Math.ceil(seconds / 5) * 5))
    : t.takesMinutes(String(Math.round(seconds / 60)))
}

/** How far a claim has come, and what it has come to. */
export function ClaimOutcome({
  id,
  state,
  className,
}: {
  id: string
  state: ClaimState
  /** of what it has come to */
  className?: string
}) {
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
      <div aria-live="polite" className={className}>
        {state.kind === 'failed' && <p>{state.sentence}</p>}
        {state.kind === 'judged' && (
          <>
            <Figures verdict={state.verdict} by={state.by} />
            {claim.note && (
              <p className={styles.note}>
                <Raised text={claim.note.en} />
              </p>
            )}
          </>
        )}
      </div>
    </>
  )
}

function Figures({ verdict, by }: { verdict: Verdict; by: 'training' | 'checkpoints' }) {
  const { figures, seconds } = verdict
  const t = useWords(text)
  return (
    <>
      <table className={styles.figures}>
        <thead>
          <tr>
            <th scope="col">{t.figure}</th>
            <th scope="col">{t.here}</th>
            <th scope="col">{t.wanted}</th>
          </tr>
        </thead>
        <tbody>
          {figures.map((figure) => (
            <tr key={figure.name.en} data-missed={!isWithin(figure) || undefined}>
              <th scope="row">
                <Raised text={figure.name.en} />
              </th>
              <td>{valueOf(figure, t)}</td>
              <td>{boundOf(figure, t)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={styles.small}>
        {by === 'training' ? t.took(formatCount(Math.max(1, seconds))) : t.byCheckpoints}
      </p>
    </>
  )
}

type Words = ReturnType<typeof useWords<(typeof text)['en']>>

function progressOf({ done, total }: { done: number; total: number }, t: Words): string {
  if (total === 0) return t.preparing
  return done < total ? t.progress(formatCount(done), formatCount(total)) : t.measuring
}

function valueOf({ value, range }: Figure, t: Words): string {
  return range
    ? t.range(formatSignificant(range[0], 4), formatSignificant(range[1], 4))
    : formatSignificant(value, 4)
}

function boundOf({ bound }: Figure, t: Words): string {
  if (bound === undefined) return ''
  return 'atLeast' in bound
    ? t.atLeast(formatSignificant(bound.atLeast, 4))
    : t.atMost(formatSignificant(bound.atMost, 4))
}
