// A labelled number to type: taken on Enter or when left, refused with a sentence when it is out of range.

import { use, useId, useState, type KeyboardEvent, type ReactNode } from 'react'
import { ControlContext, describedBy } from './control.ts'
import field from './field.module.css'
import { formatSignificant } from './format.ts'
import styles from './NumberField.module.css'
import { uiWords } from './uiWords.ts'
import { useWords } from './words.tsx'

export interface NumberFieldProps {
  label: string
  value: number
  /** Called with a number in range only. */
  onCommit: (value: number) => void
  min?: number
  max?: number
  /** How far the arrow keys go; 1 unless told. */
  step?: number
  /** Only whole numbers. */
  integer?: boolean
  /** How the value is written while nobody types; every digit that matters unless told. */
  format?: (value: number) => string
  /** Behind the number. */
  unit?: ReactNode
  disabled?: boolean
}

/** The number a reader wrote, with or without separated thousands and with either minus sign; NaN if none. */
function readNumber(text: string): number {
  const plain = text.trim().replaceAll(/[,\s]/g, '').replace('−', '-')
  return plain === '' ? Number.NaN : Number(plain)
}

export function NumberField(props: NumberFieldProps) {
  const { label, value, onCommit, min = -Infinity, max = Infinity, step = 1, integer, unit, disabled } = props
  const format = props.format ?? ((x: number) => formatSignificant(x, 7))
  const words = useWords(uiWords)
  const id = useId()
  const control = use(ControlContext)
  // What is being typed, and what is wrong with it; undefined while nobody types.
  const [draft, setDraft] = useState<{ text: string; sentence?: string }>()

  const complaint = (x: number): string | undefined => {
    if (!Number.isFinite(x)) return words.notANumber(label)
    if (integer && !Number.isInteger(x)) return words.notWhole(label)
    if (x >= min && x <= max) return undefined
    if (max === Infinity) return words.atLeast(label, min)
    if (min === -Infinity) return words.atMost(label, max)
    return words.outOfRange(label, min, max)
  }

  const commit = (text: string) => {
    const typed = readNumber(text)
    const sentence = complaint(typed)
    setDraft(sentence ? { text, sentence } : undefined)
    if (!sentence && typed !== value) onCommit(typed)
  }

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Enter') commit(event.currentTarget.value)
    if (event.key === 'Escape' && draft) {
      event.stopPropagation()
      setDraft(undefined)
    }
    if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
      event.preventDefault()
      const from = draft ? readNumber(draft.text) : value
      const moved = (Number.isFinite(from) ? from : value) + (event.key === 'ArrowUp' ? step : -step)
      commit(String(Number(Math.min(Math.max(moved, min), max).toPrecision(12))))
    }
  }

  return (
    <div>
      <div className={field.field} data-disabled={disabled || undefined}>
        <label htmlFor={id} className={field.label}>
          {label}
        </label>
        <span className={styles.frame}>
          <input
            id={id}
            className={`${field.value} ${styles.input}`}
            type="text"
            role="spinbutton"
            inputMode={integer && min >= 0 ? 'numeric' : 'decimal'}
            autoComplete="off"
            size={Math.max((draft?.text ?? format(value)).length, 2)}
            value={draft?.text ?? format(value)}
            aria-label={control.name}
            aria-valuenow={value}
            aria-valuemin={Number.isFinite(min) ? min : undefined}
            aria-valuemax={Number.isFinite(max) ? max : undefined}
            aria-invalid={draft?.sentence ? true : undefined}
            aria-describedby={describedBy(control, draft?.sentence && `${id}-sentence`)}
            disabled={disabled}
            onChange={(event) => setDraft({ text: event.currentTarget.value })}
            onFocus={(event) => event.currentTarget.select()}
            onBlur={(event) => draft && commit(event.currentTarget.value)}
            onKeyDown={onKeyDown}
          />
          {unit && <span className={styles.unit}>{unit}</span>}
        </span>
      </div>
      <output htmlFor={id} className={field.sentence}>
        <span id={`${id}-sentence`}>{draft?.sentence}</span>
      </output>
    </div>
  )
}
