// A formula in the lab's colours. One that has a name in `formulas.ts` can be opened with today's numbers in it.

import { use, useSyncExternalStore } from 'react'
import { Tex } from '../../ui/Tex.tsx'
import { defineWords, useWords } from '../../ui/words.tsx'
import { ChapterContext, type ChapterBench } from '../chapterContext.ts'
import { formulas, type RunFormula } from '../formulas.ts'
import styles from './text.module.css'

const text = defineWords({
  en: {
    open: 'With today’s numbers',
    none: 'The run on the bench has no such term. Open a recipe that has it.',
    waiting: 'As soon as a frame has been measured.',
  },
})

export function Formula({ tex, display = false }: { tex: string; display?: boolean }) {
  return display ? (
    <span className={styles.formula}>
      <Tex tex={tex} display />
    </span>
  ) : (
    <Tex tex={tex} />
  )
}

/** A displayed formula of the register, which runs. */
export function Equation({ id }: { id: string }) {
  const bench = use(ChapterContext)
  const formula = formulas[id]
  if (formula === undefined) throw new RangeError(`There is no formula ${id}.`)
  return (
    <>
      <Formula tex={formula.tex} display />
      {bench !== null && <Numbers formula={formula} today={bench.today} />}
    </>
  )
}

function Numbers({ formula, today }: { formula: RunFormula; today: ChapterBench['today'] }) {
  const t = useWords(text)
  const now = useSyncExternalStore(today.subscribe, today.getState)
  const numbers = now.evaluation && formula.withNumbers({ ...now, evaluation: now.evaluation })
  return (
    <details className={styles.numbers}>
      <summary>{t.open}</summary>
      {now.evaluation === null && <p>{t.waiting}</p>}
      {now.evaluation !== null && numbers === null && <p>{t.none}</p>}
      {numbers && (
        <>
          <span className={styles.formula}>
            <Tex tex={numbers.tex} display />
          </span>
          <p>{numbers.unit.en}</p>
        </>
      )}
    </details>
  )
}
