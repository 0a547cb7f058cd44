// A dialog element over the page, open as long as it is drawn: Escape and a press on the page around it close it.

import { useEffect, useRef, type ReactNode } from 'react'
import { Button } from './Button.tsx'
import { CloseIcon } from './icons.tsx'
import { uiWords } from './uiWords.ts'
import { useWords } from './words.tsx'

export interface ModalProps {
  /** Its name for screen readers, or the id of the element that says it. */
  readonly label?: string
  readonly labelledBy?: string
  readonly className?: string
  readonly wide?: boolean
  readonly onClose: () => void
  readonly children: ReactNode
}

/** The focus goes back to where it was. */
export function Modal({ label, labelledBy, className, wide, onClose, children }: ModalProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const element = dialog.current
    if (element && !element.open) element.showModal()
  }, [])
  return (
    // The keyboard has Escape and the button.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <dialog
      ref={dialog}
      className={className}
      data-wide={wide || undefined}
      aria-label={label}
      aria-labelledby={labelledBy}
      onClose={onClose}
      // Escape is for the innermost open thing only: an expanded panel around it stays
      onKeyDown={(event) => event.key === 'Escape' && event.stopPropagation()}
      onClick={(event) => event.target === dialog.current && dialog.current.close()}
    >
      {children}
    </dialog>
  )
}

/** Closes the modal that it stands in. */
export function CloseButton({ className }: { className?: string }) {
  const words = useWords(uiWords)
  return (
    <Button
      kind="icon"
      className={className}
      aria-label={words.close}
      onClick={(event) => event.currentTarget.closest('dialog')?.close()}
    >
      <CloseIcon />
    </Button>
  )
}
