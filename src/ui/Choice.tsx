// One of several named values, as a line "label … value ▾" around the browser's own select.

import { use, useId, type ReactNode } from 'react'
import styles from './Choice.module.css'
import { ControlContext } from './control.ts'
import field from './field.module.css'
import { ChevronIcon } from './icons.tsx'

export interface ChoiceProps<V extends string> {
  label: ReactNode
  /** The name for screen readers where the label is a symbol or not text. */
  name?: string
  value: V
  options: readonly { value: V; label: string; disabled?: boolean }[]
  onChange: (value: V) => void
  disabled?: boolean
}

export function Choice<V extends string>({
  label,
  name,
  value,
  options,
  onChange,
  disabled,
}: ChoiceProps<V>) {
  const id = useId()
  const control = use(ControlContext)
  return (
    <div className={field.field} data-disabled={disabled || undefined}>
      <label htmlFor={id} className={field.label}>
        {label}
      </label>
      <span className={styles.frame}>
        <select
          id={id}
          className={`${field.value} ${styles.select}`}
          value={value}
          aria-label={name ?? control.name}
          aria-describedby={control.describedBy}
          disabled={disabled}
          onChange={(event) => onChange(event.currentTarget.value as V)}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value} disabled={option.disabled}>
              {option.label}
            </option>
          ))}
        </select>
        <ChevronIcon />
      </span>
    </div>
  )
}
