// The answers of a question, none of which is preselected; when it is answered, the right one is marked.

import { useId, type ReactNode } from 'react'
import { Raised } from '../../ui/Raised.tsx'
import { defineWords, useWords } from '../../ui/words.tsx'
import styles from './text.module.css'

const text = defineWords({ en: { right: 'the right answer' } })

export interface OptionsProps {
  readonly question: ReactNode
  readonly options: readonly string[]
  /** which option is right, from 0 on */
  readonly answer: number
  /** what the reader thinks; undefined before */
  readonly guess: string | undefined
  readonly isAnswered: boolean
  readonly onGuess: (option: string) => void
}

export function Options({ question, options, answer, guess, isAnswered, onGuess }: OptionsProps) {
  const t = useWords(text)
  const name = useId()
  return (
    <fieldset>
      <legend>{question}</legend>
      {options.map((option, i) => {
        const isRight = isAnswered && i === answer
        return (
          <label key={option} className={styles.option} data-right={isRight || undefined}>
            <input
              type="radio"
              name={name}
              checked={option === guess}
              disabled={isAnswered}
              onChange={() => onGuess(option)}
            />
            <span>
              <Raised text={option} />
              {isRight && <span className={styles.right}> ← {t.right}</span>}
            </span>
          </label>
        )
      })}
    </fieldset>
  )
}
