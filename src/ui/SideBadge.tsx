// The letter of a side of a comparison: A filled, B outlined, so that they differ without colour.

import styles from './SideBadge.module.css'

export type Side = 'A' | 'B'

export function SideBadge({ side }: { side: Side }) {
  return (
    <span className={styles.badge} data-side={side}>
      {side}
    </span>
  )
}
