// Something that is on or off: a checkbox with its label, or a line "label … on" as the recipe's strip shows it.

import { use, useId, type ReactNode } from 'react'
import { ControlContext, describedBy } from './control.ts'
import field from './field.module.css'
import styles from './Toggle.module.css'

export interface ToggleProps {
  label: ReactNode
  checked: boolean
  onChange: (checked: boolean) => void
  /** `box`: checkbox before the label. `line`: label at the left, a small switch at the right. */
  kind?: 'box' | 'line'
  /** A line below, for instance what the setting does. */
  hint?: ReactNode
  disabled?: boolean
}

export function Toggle({ label, checked, onChange, kind = 'box', hint, disabled }: ToggleProps) {
  const id = useId()
  const control = use(ControlContext)
  const input = (
    <input
      id={id}
      type="checkbox"
      role={kind === 'line' ? 'switch' : undefined}
      className={kind === 'line' ? styles.switch : styles.box}
      checked={checked}
      disabled={disabled}
      aria-label={control.name}
      aria-describedby={describedBy(control, hint && `${id}-hint`)}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  )
  return (
    <div>
      <div className={kind === 'line' ? field.field : styles.row} data-disabled={disabled || undefined}>
        {kind === 'box' && input}
        <label htmlFor={id}>{label}</label>
        {kind === 'line' && input}
      </div>
      {hint && (
        <p id={`${id}-hint`} className={styles.hint}>
          {hint}
        </p>
      )}
    </div>
  )
}
