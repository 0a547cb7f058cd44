// A control of the recipe: it says when its change needs new weights, and shows at once what the reader does with it.

import { createContext, use, useEffect, useId, useState, type ReactNode } from 'react'
import type { Access } from '../../../../lab/lesson.ts'
import { ControlContext } from '../../../../ui/control.ts'
import { defineWords, useWords } from '../../../../ui/words.tsx'
import { useBench } from '../InstrumentView.tsx'
import styles from './Setting.module.css'

const words = defineWords({
  en: {
    fresh: 'Needs new weights: starts a fresh run from the same seed',
    locked: 'This link keeps it as it is',
  },
  de: {
    fresh: 'Braucht neue Gewichte: beginnt einen neuen Lauf mit demselben Startwert',
    locked: 'Dieser Link lässt es, wie es ist',
  },
})

/** What the reader may do with the control of a dotted path. */
export const AccessContext = createContext<(path: string) => Access>(() => 'open')

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
  const access = use(AccessContext)(path)
  const sentence = access === 'locked' ? t.locked : (refusal ?? (keepsWeights ? undefined : t.fresh))

  if (access === 'hidden') return null
  return (
    <ControlContext value={{ name, describedBy: sentence && id }}>
      <div title={sentence} className={className}>
        {access === 'locked' ? (
          <fieldset disabled className={styles.locked}>
            {children}
          </fieldset>
        ) : (
          children
        )}
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
