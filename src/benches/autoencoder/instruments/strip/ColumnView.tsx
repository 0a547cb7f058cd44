// One column of the strip: its name in its colour and its symbol, the drawing above, the controls below.

import { useId, type ReactNode } from 'react'
import styles from './Column.module.css'

export interface ColumnProps {
  /** the name by which a chapter's words point at it */
  part: string
  title: string
  /** A colour token for text. */
  colour: 'ink' | 'muted' | 'encoder-ink' | 'code-ink' | 'decoder-ink'
  /** Small, at the right of the name. */
  symbol?: ReactNode
  drawing?: ReactNode
  /** A drawing that leaves a line more to the controls. */
  low?: boolean
  /** Below everything. */
  foot?: ReactNode
  children?: ReactNode
}

export function Column({ part, title, colour, symbol, drawing, low, foot, children }: ColumnProps) {
  const id = useId()
  return (
    <fieldset aria-labelledby={id} className={styles.column} data-part={part}>
      <div className={styles.head}>
        <h3 id={id} className={styles.title} style={{ color: `var(--${colour})` }}>
          {title}
        </h3>
        <div className={styles.symbol}>{symbol}</div>
      </div>
      {drawing && (
        <div className={styles.drawing} data-low={low || undefined}>
          {drawing}
        </div>
      )}
      <div className={styles.controls} data-undrawn={!drawing || undefined}>
        {children}
      </div>
      {foot && <p className={styles.foot}>{foot}</p>}
    </fieldset>
  )
}
