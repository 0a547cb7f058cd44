// Find the mistake: a line as a lecture prints it, where the reader thinks it is wrong, and the proof.

import { use, useState } from 'react'
import { useStore } from 'zustand'
import { Button } from '../../ui/Button.tsx'
import { Raised } from '../../ui/Raised.tsx'
import { Tex } from '../../ui/Tex.tsx'
import { defineWords, useWords } from '../../ui/words.tsx'
import { ChapterContext, type ChapterBench } from '../chapterContext.ts'
import { placeOf } from '../lectures.ts'
import { mistakes, type Mistake as Known } from '../mistakes.ts'
import card from '../Card.module.css'
import { Options } from './Options.tsx'
import styles from './text.module.css'

const text = defineWords({
  en: {
    title: 'Find the mistake',
    check: 'Check',
    right: 'Yes.',
    wrong: (answer: string) => `Not there. It is this: ${answer}`,
    corrected: 'It should read',
    printed: 'Printed',
  },
})

export function Mistake({ id }: { id: string }) {
  const bench = use(ChapterContext)
  const mistake = mistakes.find((known) => known.id === id)
  if (mistake === undefined) throw new RangeError(`There is no mistake ${id}.`)
  return bench === null ? null : <Exercise mistake={mistake} bench={bench} />
}

function Exercise({ mistake, bench }: { mistake: Known; bench: ChapterBench }) {
  const t = useWords(text)
  const { id, printed, corrected, options, answer, proof } = mistake
  const guess = useStore(bench.guesses, (all) => all[id])
  const [isChecked, setChecked] = useState(false)
  const chosen = options.findIndex((option) => option.en === guess)
  const isOpen = isChecked && chosen >= 0
  return (
    <section className={`${card.card} ${styles.exercise}`} aria-label={`${t.title}: ${id}`}>
      <h3>{t.title}</h3>
      <p className={styles.printed}>
        <Tex tex={printed} />
      </p>
      <p>{placeOf(mistake)}</p>
      <Options
        question={<Raised text={mistake.question.en} />}
        options={options.map(({ en }) => en)}
        answer={answer}
        guess={guess}
        isAnswered={isOpen}
        onGuess={(option) => bench.guesses.setState({ [id]: option })}
      />
      {!isOpen && (
        <div className={card.actions}>
          <Button disabled={chosen < 0} onClick={() => setChecked(true)}>
            {t.check}
          </Button>
        </div>
      )}
      <div aria-live="polite">
        {isOpen && (
          <div className={styles.answer}>
            <p>
              <Raised text={chosen === answer ? t.right : t.wrong(options[answer]!.en)} />
            </p>
            <p>
              {t.corrected} <Tex tex={corrected} />
            </p>
            <p>
              <Raised text={proof.en()} />
            </p>
          </div>
        )}
      </div>
    </section>
  )
}
