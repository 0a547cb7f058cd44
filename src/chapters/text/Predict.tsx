// Predict, then run: the reader's guess first, of which none is preselected; then the claim runs, and what happened is said.

import { use, type ReactNode } from 'react'
import { useStore } from 'zustand'
import { checkpointFor } from '../../benches/autoencoder/checkpoints/find.ts'
import { Button } from '../../ui/Button.tsx'
import { defineWords, useWords } from '../../ui/words.tsx'
import { ChapterContext, type ChapterBench } from '../chapterContext.ts'
import { claimOf } from '../claims.ts'
import { ClaimOutcome, useClaim } from '../ClaimView.tsx'
import card from '../Card.module.css'
import { Options } from './Options.tsx'
import styles from './text.module.css'

const text = defineWords({
  en: {
    title: 'Predict, then run',
    guess: 'Your guess',
    run: 'Run it',
    before: 'Answer at once, from checkpoints',
    cancel: 'Cancel',
    right: 'You guessed right.',
    wrong: (guess: string) => `You guessed: ${guess}`,
  },
})

export interface PredictProps {
  /** its name among the reader's guesses */
  readonly id: string
  readonly question: string
  readonly options: readonly string[]
  /** which option is right, from 0 on */
  readonly answer: number
  /** the claim that decides it */
  readonly claim: string
  /** what happened and why */
  readonly children: ReactNode
}

export function Predict(props: PredictProps) {
  const bench = use(ChapterContext)
  return bench === null || claimOf(props.claim) === undefined ? null : <Question {...props} bench={bench} />
}

function Question({
  id,
  question,
  options,
  answer,
  claim,
  children,
  bench,
}: PredictProps & { bench: ChapterBench }) {
  const t = useWords(text)
  const { claims, guesses } = bench
  const guess = useStore(guesses, (all) => all[id])
  const state = useClaim(claims, claim)
  const chosen = options.findIndex((option) => option === guess)
  const before = claimOf(claim)!.recipes.map((recipe) => checkpointFor(recipe)?.id ?? null)
  const isTrained = before.length > 0 && before.every((checkpoint) => checkpoint !== null)
  const isOpen = state.kind === 'judged' && chosen >= 0
  return (
    <section
      className={`${card.card} ${styles.exercise}`}
      aria-label={`${t.title}: ${question}`}
      data-entry={claim}
      tabIndex={-1}
    >
      <h3>{t.title}</h3>
      <Options
        question={question}
        options={options}
        answer={answer}
        guess={guess}
        isAnswered={isOpen}
        onGuess={(option) => guesses.setState({ [id]: option })}
      />
      {!isOpen && (
        <div className={card.actions}>
          {state.kind === 'running' ? (
            <Button onClick={() => claims.cancel(claim)}>{t.cancel}</Button>
          ) : (
            <>
              <Button kind="primary" disabled={chosen < 0} onClick={() => claims.run(claim)}>
                {t.run}
              </Button>
              {isTrained && (
                <Button kind="quiet" disabled={chosen < 0} onClick={() => claims.run(claim, before)}>
                  {t.before}
                </Button>
              )}
            </>
          )}
        </div>
      )}
      {chosen >= 0 && <ClaimOutcome id={claim} state={state} />}
      {isOpen && (
        <div className={styles.answer}>
          <p>{chosen === answer ? t.right : t.wrong(options[chosen]!)}</p>
          {children}
        </div>
      )}
    </section>
  )
}
