// What a view asks once and keeps: only the answer to what is wanted now counts, whichever comes first.

import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { useBench } from './InstrumentView.tsx'

export interface Once<Answer> {
  /** null before it is there */
  readonly answer: Answer | null
  /** why there is none; then it is asked again at the next step that is shown */
  readonly sentence: string | undefined
}

/** @param key says what is asked: another one asks anew, the same one does not; null asks nothing */
export function useOnce<Answer>(key: string | null, ask: () => Promise<Answer>): Once<Answer> {
  const { step } = useBench()
  const [found, find] = useState<Once<Answer> & { readonly key: string | null }>({ ...nothing, key: null })
  const asked = useRef<{ readonly key: string; failedAt?: number } | null>(null)
  const askNow = useEffectEvent(ask)
  useEffect(() => {
    const last = asked.current
    const isAsked = last?.key === key && (last.failedAt === undefined || last.failedAt === step)
    if (key === null || isAsked) return
    const now: typeof last = { key }
    asked.current = now
    const settle = (settled: Once<Answer>) => {
      if (asked.current === now) find({ key, ...settled })
    }
    askNow().then(
      (answer) => settle({ answer, sentence: undefined }),
      (error: unknown) => {
        now.failedAt = step
        settle({ answer: null, sentence: error instanceof Error ? error.message : String(error) })
      },
    )
  }, [key, step])
  return found.key === key ? found : nothing
}

const nothing = { answer: null, sentence: undefined } as const
