// A button: plain with a thin border, quiet without, or primary and round for Train.

import { use, type ComponentProps } from 'react'
import { ControlContext } from './control.ts'
import styles from './Button.module.css'

export interface ButtonProps extends ComponentProps<'button'> {
  /** `plain` has a border, `primary` is filled, `round` is a filled circle for one icon, `quiet` and `icon` have none. */
  kind?: 'plain' | 'primary' | 'round' | 'quiet' | 'icon'
}

/** Where the content is an icon alone, give `aria-label`; it is also shown when the pointer rests. */
export function Button({ kind = 'plain', className, type = 'button', title, ...rest }: ButtonProps) {
  const control = use(ControlContext)
  return (
    <button
      // eslint-disable-next-line react/button-has-type -- a submit button says so itself
      type={type}
      className={[styles.button, styles[kind], className].filter(Boolean).join(' ')}
      title={title ?? (kind === 'icon' || kind === 'round' ? rest['aria-label'] : undefined)}
      aria-describedby={control.describedBy}
      {...rest}
    />
  )
}
