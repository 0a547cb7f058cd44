// A question to the model of the shown step, asked anew for every frame, one at a time; the last answer stays meanwhile.

import { useEffect, useRef, useState } from 'react'
import { useBench, type Bench } from './InstrumentView.tsx'

export interface Asked<Answer, Question> {
  /** the last one there was, also of an earlier question or step; null before the first */
  readonly answer: Answer | null
  /** what it answers */
  readonly question: Question | null
  /** of which model */
  readonly step: number
  /** does it answer what is asked now? */
  readonly isCurrent: boolean
  /** why there is no answer */
  readonly sentence: string | undefined
}

interface Settled<Answer, Question> {
  readonly question: Question
  readonly recipe: Bench['recipe']
  readonly step: number
  readonly sentence?: string
  readonly last: { readonly answer: Answer; readonly question: Question; readonly step: number } | null
}

/**
 * @param question null asks nothing; keep it the same object as long as it is the same question
 */
export function useAsked<Answer, Question = unknown>(
  instrument: string,
  question: Question | null,
): Asked<Answer, Question> {
  const bench = useBench()
  const { step, recipe } = bench
  const [settled, settle] = useState<Settled<Answer, Question> | null>(null)
  const asking = useRef(false)
  useEffect(() => {
    // also run when a question is settled: by then another one may be asked
    if (question === null || asking.current || settles(settled, question, step, recipe)) return
    asking.current = true
    const of = { question, recipe, step }
    const settleWith = (found: Pick<Settled<Answer, Question>, 'sentence'> & { answer?: Answer }) => {
      asking.current = false
      const { sentence, answer } = found
      settle((before) =>
        sentence === undefined
          ? { ...of, last: { answer: answer as Answer, question, step } }
          : { ...of, sentence, last: before?.last ?? null },
      )
    }
    bench.ask(instrument, question).then(
      (answer) => settleWith({ answer: answer as Answer }),
      (error: unknown) => settleWith({ sentence: error instanceof Error ? error.message : String(error) }),
    )
  }, [bench, instrument, question, recipe, step, settled])
  const isSettled = question !== null && settles(settled, question, step, recipe)
  const last = settled?.last ?? null
  const sentence = isSettled ? settled?.sentence : undefined
  return {
    answer: last?.answer ?? null,
    question: last?.question ?? null,
    step: last?.step ?? step,
    isCurrent: isSettled && sentence === undefined,
    sentence,
  }
}

function settles<Answer, Question>(
  settled: Settled<Answer, Question> | null,
  question: Question,
  step: number,
  recipe: Bench['recipe'],
): boolean {
  return settled?.question === question && settled.step === step && settled.recipe === recipe
}
