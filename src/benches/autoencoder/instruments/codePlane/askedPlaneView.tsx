// The plane of two coordinates that the reader chooses, asked for.

import { useEffect, useRef, useState } from 'react'
import { useBench } from '../InstrumentView.tsx'
import type { CodePlanePart, CodePlaneQuestion } from './measure.ts'

interface AskedPlane {
  /** null while nothing is answered, or nothing asked */
  readonly part: CodePlanePart | null
  readonly step: number
  readonly sentence?: string
}

/** The plane of two chosen coordinates: asked anew for every shown frame, one question at a time. */
export function useAskedPlane(measured: CodePlanePart, question: CodePlaneQuestion | null): AskedPlane {
  const bench = useBench()
  const { step } = bench
  const [answer, setAnswer] = useState<
    (AskedPlane & { readonly to: CodePlaneQuestion; readonly of: CodePlanePart }) | null
  >(null)
  const asking = useRef(false)
  useEffect(() => {
    if (question === null || asking.current) return
    if (answer !== null && answer.to === question && answer.of === measured) return
    asking.current = true
    const settle = (found: AskedPlane) => {
      asking.current = false
      setAnswer({ ...found, to: question, of: measured })
    }
    bench.ask('codePlane', question).then(
      (part) => settle({ part: part as CodePlanePart, step }),
      (error: unknown) =>
        settle({ part: null, step, sentence: error instanceof Error ? error.message : String(error) }),
    )
  }, [question, measured, answer, bench, step])
  const fits = question !== null && answer?.to === question
  const sameSize = !answer?.part || answer.part.origin.length === measured.origin.length
  return fits && sameSize ? answer : { part: null, step }
}
