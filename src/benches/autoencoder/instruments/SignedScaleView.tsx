// The scale of signed images: which colour stands for which weight.

import { formatSignificant } from '../../../ui/format.ts'
import styles from './SignedScaleView.module.css'

/** Blue at −limit, paper at 0, orange at limit. */
export function SignedScale({ limit }: { limit: number }) {
  return (
    <span className={styles.scale} aria-hidden="true">
      −{formatSignificant(limit)}
      <span className={styles.band} />
      {formatSignificant(limit)}
    </span>
  )
}
