// A dialog over the page: its title, what stands in it, and a way to close it; Escape and a press beside it close it, too.

import { useEffect, useId, useRef, type ReactNode } from 'react'
import { Button } from './Button.tsx'
import styles from './Dialog.module.css'
import { CloseIcon } from './icons.tsx'
import { uiWords } from './uiWords.ts'
import { useWords } from './words.tsx'

export interface DialogProps {
  readonly title: string
  readonly onClose: () => void
  /** For a list with columns. */
  readonly wide?: boolean
  readonly children: ReactNode
}

/** Open as long as it is drawn; the focus goes back to where it was. */
export function Dialog({ title, onClose, wide, children }: DialogProps) {
  const words = useWords(uiWords)
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  useEffect(() => {
    const element = dialog.current
    if (element && !element.open) element.showModal()
  }, [])
  return (
    // A press on the page around the dialog closes it; the keyboard has Escape and the button.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/click-events-have-key-events
    <dialog
      ref={dialog}
      className={styles.dialog}
      data-wide={wide || undefined}
      aria-labelledby={id}
      onClose={onClose}
      onClick={(event) => event.target === dialog.current && dialog.current.close()}
    >
      <div className={styles.content}>
        <div className={styles.head}>
          <h2 id={id} className={styles.title}>
            {title}
          </h2>
          <Button kind="icon" aria-label={words.close} onClick={() => dialog.current?.close()}>
            <CloseIcon />
          </Button>
        </div>
        {children}
      </div>
    </dialog>
  )
}
