// A formula in the lab's colours. One that has a name in `formulas.ts` can be opened with today's numbers in it.

import { use, useEffect, useState, useSyncExternalStore } from 'react'
import { Tex } from '../../ui/Tex.tsx'
import { defineWords, useWords } from '../../ui/words.tsx'
import { ChapterContext, type ChapterBench, type Today } from '../chapterContext.ts'
import type { InNumbers, Now, RunFormula } from '../formula.ts'
import { formulas } from '../formulas.ts'
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
      {bench !== null && <Opened formula={formula} bench={bench} />}
    </>
  )
}

function Opened({ formula, bench }: { formula: RunFormula; bench: ChapterBench }) {
  const t = useWords(text)
  const [isOpen, setOpen] = useState(false)
  return (
    <details className={styles.numbers} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t.open}</summary>
      {isOpen && <Numbers formula={formula} bench={bench} />}
    </details>
  )
}

function Numbers({ formula, bench }: { formula: RunFormula; bench: ChapterBench }) {
  const t = useWords(text)
  const now = useSyncExternalStore(bench.today.subscribe, bench.today.getState)
  const found = useFound(formula, now, bench.ask)
  if (now.evaluation === null || found === null) return <p>{t.waiting}</p>
  if (typeof found === 'string') return <p>{found}</p>
  if (found.numbers === null) return <p>{t.none}</p>
  return (
    <>
      <span className={styles.formula}>
        <Tex tex={found.numbers.tex} display />
      </span>
      <p>{found.numbers.unit.en}</p>
    </>
  )
}

interface Found {
  readonly numbers: InNumbers | null
}

/** The formula's numbers, or why there are none; what was found last stands until there is something newer. */
function useFound(formula: RunFormula, now: Today, ask: ChapterBench['ask']): Found | string | null {
  const [found, setFound] = useState<Found | string | null>(null)
  useEffect(() => {
    const { evaluation } = now
    if (evaluation === null) return undefined
    let isWanted = true
    const show = (news: Found | string) => {
      if (isWanted) setFound(news)
    }
    const asked: Now = {
      ...now,
      evaluation,
      ask: (instrument, question) => ask(now.step, instrument, question),
    }
    Promise.resolve(asked)
      .then(formula.withNumbers)
      .then((numbers) => show({ numbers }))
      .catch((error: unknown) => show(error instanceof Error ? error.message : String(error)))
    return () => {
      isWanted = false
    }
  }, [formula, now, ask])
  return found
}
