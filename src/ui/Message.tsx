// A sentence to the reader, with what can be done about it.

import type { ReactNode } from 'react'
import { Button } from './Button.tsx'
import { CloseIcon } from './icons.tsx'
import styles from './Message.module.css'
import { uiWords } from './uiWords.ts'
import { useWords } from './words.tsx'

export interface MessageProps {
  /** `note` and `warning` wait for the screen reader's pause, `error` interrupts. */
  kind?: 'note' | 'warning' | 'error'
  /** The sentence. */
  children: ReactNode
  actions?: readonly { label: string; onPress: () => void }[]
  /** Given, the message can be closed. */
  onDismiss?: () => void
}

export function Message({ kind = 'note', children, actions = [], onDismiss }: MessageProps) {
  const words = useWords(uiWords)
  return (
    <div role={kind === 'error' ? 'alert' : 'status'} className={styles.message} data-kind={kind}>
      <div className={styles.text}>{children}</div>
      {actions.map((action) => (
        <Button key={action.label} onClick={action.onPress}>
          {action.label}
        </Button>
      ))}
      {onDismiss && (
        <Button kind="icon" aria-label={words.dismiss} onClick={onDismiss}>
          <CloseIcon />
        </Button>
      )}
    </div>
  )
}
