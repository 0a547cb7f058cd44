// The scale of signed images: which colour stands for which weight.

import { formatSignificant } from '../../../ui/format.ts'
import styles from './SignedScaleView.module.css'

interface SignedScaleProps {
  readonly limit: number
  /** what the colours stand for */
  readonly what?: string
}

/** Blue at −limit, paper at 0, orange at limit. */
export function SignedScale({ limit, what }: SignedScaleProps) {
  return (
    <span className={styles.scale} aria-hidden="true">
      {what !== undefined && <span>{what}</span>}
      <span>−{formatSignificant(limit)}</span>
      <span className={styles.band} />
      <span>{formatSignificant(limit)}</span>
    </span>
  )
}
