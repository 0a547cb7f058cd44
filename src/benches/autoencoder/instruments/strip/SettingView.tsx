// A control of the recipe: it says when its change needs new weights, and shows at once what the reader does with it.

import { useEffect, useId, useState, type ReactNode } from 'react'
import { ControlContext } from '../../../../ui/control.ts'
import { defineWords, useWords } from '../../../../ui/words.tsx'
import { useBench } from '../InstrumentView.tsx'

const words = defineWords({
  en: { fresh: 'Needs new weights: starts a fresh run from the same seed' },
  de: { fresh: 'Braucht neue Gewichte: beginnt einen neuen Lauf mit demselben Startwert' },
})

export interface SettingProps {
  /** Dotted path of what the control sets. */
  path: string
  /** The control's name for screen readers where its visible label alone does not say enough. */
  name?: string
  /** Why it cannot be used now. */
  refusal?: string
  className?: string
  children: ReactNode
}

export function Setting({ path, name, refusal, className, children }: SettingProps) {
  const bench = useBench()
  const t = useWords(words)
  const id = useId()
  // How long a run is says nothing about its weights.
  const keepsWeights = path === 'optimise.steps' || bench.changeable(path)
  const sentence = refusal ?? (keepsWeights ? undefined : t.fresh)

  return (
    <ControlContext value={{ name, describedBy: sentence && id }}>
      <div title={sentence} className={className}>
        {children}
        <span id={id} hidden>
          {sentence}
        </span>
      </div>
    </ControlContext>
  )
}

/** As long as the reader holds a slider, and a moment longer, it shows what they set, whatever the run says by then. */
const patience = 1000

/** A value of the recipe and the reader's own beside it. */
export function useDraft(value: number): {
  shown: number
  hold: (value: number) => void
  letGo: () => void
} {
  const [draft, setDraft] = useState<{ value: number; held: boolean }>()
  const isOver = draft?.held === false
  const isTaken = isOver && draft.value === value
  useEffect(() => {
    if (!isOver) return undefined
    const timer = setTimeout(() => setDraft(undefined), isTaken ? 0 : patience)
    return () => clearTimeout(timer)
  }, [isOver, isTaken])
  return {
    shown: draft?.value ?? value,
    hold: (next) => setDraft({ value: next, held: true }),
    letGo: () => setDraft((old) => old && { ...old, held: false }),
  }
}
