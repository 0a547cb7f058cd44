// A formula in the lab's colours. One that has a name in `formulas.ts` can be opened with today's numbers in it.

import { use, useEffect, useState, useSyncExternalStore } from 'react'
import { Tex } from '../../ui/Tex.tsx'
import { defineWords, useWords } from '../../ui/words.tsx'
import { Latest } from '../../benches/autoencoder/instruments/latest.ts'
import { plainTex } from '../../ui/Tex.tsx'
import { ChapterContext, type ChapterBench } from '../chapterContext.ts'
import type { InNumbers, NoNumbers, Now, RunFormula, Today } from '../formula.ts'
import { formulas } from '../formulas.ts'
import styles from './text.module.css'

const text = defineWords({
  en: {
    open: 'With today’s numbers',
    openNamed: (formula: string) => `With today’s numbers: ${formula}`,
    absent: 'The run on the bench has no such term. Open a recipe that has it.',
    waiting: 'As soon as it has been measured.',
    grey: 'The run’s pixels are grey, and of grey pixels there is no probability. Choose sampled pixels in the Data column.',
  },
})

interface FormulaProps {
  readonly tex: string
  readonly display?: boolean
  /** what closes the clause, on the same line */
  readonly after?: string
}

export function Formula({ tex, display = false, after }: FormulaProps) {
  if (display) {
    return (
      <span className={styles.formula}>
        <Tex tex={tex} display />
      </span>
    )
  }
  return after === undefined ? (
    <Tex tex={tex} />
  ) : (
    <span className={styles.closed}>
      <Tex tex={tex} />
      {after}
    </span>
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
      <summary aria-label={t.openNamed(plainTex(formula.tex))}>{t.open}</summary>
      {isOpen && <Numbers formula={formula} bench={bench} />}
    </details>
  )
}

function Numbers({ formula, bench }: { formula: RunFormula; bench: ChapterBench }) {
  const t = useWords(text)
  const now = useSyncExternalStore(bench.today.subscribe, bench.today.getState)
  const found = useFound(formula, now, bench.ask)
  if (found === null) return <p>{t.waiting}</p>
  if (found.kind === 'none') return <p>{t[found.why]}</p>
  if (found.kind === 'failed') return <p>{found.sentence}</p>
  return (
    <>
      <span className={styles.formula}>
        <Tex tex={found.numbers.tex} display />
      </span>
      <p>{found.numbers.unit.en}</p>
    </>
  )
}

type Found = { readonly run: number } & (
  | { readonly kind: 'numbers'; readonly numbers: InNumbers }
  | { readonly kind: 'none'; readonly why: NoNumbers }
  | { readonly kind: 'failed'; readonly sentence: string }
)

/** The formula's numbers, or why there are none; of the run shown, what was found last stands until there is something newer. */
function useFound(formula: RunFormula, now: Today, ask: ChapterBench['ask']): Found | null {
  const [found, setFound] = useState<Found | null>(null)
  const [latest] = useState(() => new Latest<Now>(async (job) => setFound(await numbersOf(formula, job))))
  useEffect(() => {
    const { evaluation, step } = now
    const askNow: Now['ask'] = (instrument, question) => ask(step, instrument, question)
    latest.give(evaluation && { ...now, evaluation, ask: askNow })
    return () => latest.give(null)
  }, [latest, now, ask])
  return found?.run === now.run ? found : null
}

async function numbersOf(formula: RunFormula, now: Now): Promise<Found> {
  const { run } = now
  try {
    const numbers = await formula.withNumbers(now)
    return typeof numbers === 'string'
      ? { run, kind: 'none', why: numbers }
      : { run, kind: 'numbers', numbers }
  } catch (error) {
    return { run, kind: 'failed', sentence: error instanceof Error ? error.message : String(error) }
  }
}
