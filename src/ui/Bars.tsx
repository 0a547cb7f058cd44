// Signed numbers as bars on tracks, one below the other, growing from the middle: a code, its means, its deviations.

import type { CSSProperties } from 'react'
import styles from './Bars.module.css'
import type { ModelColour } from './colours.ts'
import { formatNumber } from './format.ts'

export interface BarsProps {
  values: ArrayLike<number>
  /** The value at the end of the track, on both sides. */
  limit: number
  /** What the numbers are; screen readers hear it with the first sixteen of them. */
  label: string
  /** That of the code unless told. */
  colour?: ModelColour
  /** Paler, for a second quantity beside the first. */
  soft?: boolean
  /** Of one track, in CSS pixels; 10 unless told, less where there are many. */
  height?: number
}

const spoken = 16

export function Bars({ values, limit, label, colour = 'code', soft, height }: BarsProps) {
  const all = Array.from(values)
  const thickness = height ?? Math.max(1, Math.min(10, Math.floor(64 / all.length)))
  const numbers = all.slice(0, spoken).map((value) => formatNumber(value, 2))
  const name = `${label}: ${numbers.join(', ')}${all.length > spoken ? ' …' : ''}`
  return (
    <div
      className={styles.bars}
      // eslint-disable-next-line jsx-a11y/prefer-tag-over-role -- drawn by elements
      role="img"
      aria-label={name}
      data-soft={soft || undefined}
      style={{ '--colour': `var(--${colour})`, '--thickness': `${thickness}px` } as CSSProperties}
    >
      {all.map((value, index) => {
        const share = Math.max(-1, Math.min(1, value / limit))
        if (Number.isNaN(share)) return <div key={index} className={styles.track} data-unknown="" />
        const left = share < 0 ? 50 + 50 * share : 50
        return (
          <div key={index} className={styles.track} data-beyond={Math.abs(value) > limit || undefined}>
            <span style={{ left: `${left}%`, width: `${50 * Math.abs(share)}%` }} />
          </div>
        )
      })}
    </div>
  )
}
