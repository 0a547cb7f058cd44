// A dialog in the middle of the page: its title, what stands in it, and a way to close it.

import { useId, type ReactNode } from 'react'
import styles from './Dialog.module.css'
import { CloseButton, Modal } from './Modal.tsx'

export interface DialogProps {
  readonly title: string
  readonly onClose: () => void
  /** For a list with columns. */
  readonly wide?: boolean
  readonly children: ReactNode
}

export function Dialog({ title, onClose, wide, children }: DialogProps) {
  const id = useId()
  return (
    <Modal className={styles.dialog} wide={wide} labelledBy={id} onClose={onClose}>
      <div className={styles.content}>
        <div className={styles.head}>
          <h2 id={id} className={styles.title}>
            {title}
          </h2>
          <CloseButton />
        </div>
        {children}
      </div>
    </Modal>
  )
}
