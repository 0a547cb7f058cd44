// A button that opens a small panel of controls over the page; Escape, or a press elsewhere, closes it.

import { useId, useRef, useState, type KeyboardEvent, type ReactNode, type ToggleEvent } from 'react'
import { ChevronIcon } from '../../../../ui/icons.tsx'
import styles from './Popover.module.css'

export interface PopoverProps {
  label: ReactNode
  /** What screen readers hear instead of the label; it contains the label where that is text. */
  name: string
  /** Leaves the ▾ out. */
  bare?: boolean
  className?: string
  disabled?: boolean
  children: ReactNode
}

const margin = 8

export function Popover({ label, name, bare, className, disabled, children }: PopoverProps) {
  const id = useId()
  const button = useRef<HTMLButtonElement>(null)
  const panel = useRef<HTMLDivElement>(null)
  const [open, setOpen] = useState(false)

  // The panel is in the browser's top layer, so no scrolling strip clips it; it is placed when it opens.
  const place = () => {
    const { left, right, top, bottom } = button.current!.getBoundingClientRect()
    const { offsetWidth: width, offsetHeight: height, style } = panel.current!
    const middle = (left + right - width) / 2
    style.left = `${Math.max(margin, Math.min(middle, innerWidth - width - margin))}px`
    const below = bottom + 6
    const fits = below + height <= innerHeight - margin || top < innerHeight - bottom
    style.top = `${fits ? below : Math.max(margin, top - height - 6)}px`
    style.maxHeight = `${fits ? innerHeight - below - margin : top - margin - 6}px`
  }

  const onBeforeToggle = (event: ToggleEvent<HTMLDivElement>) => {
    if (event.target !== panel.current || event.newState !== 'open') return
    requestAnimationFrame(() => panel.current?.matches(':popover-open') && place())
  }

  const onToggle = (event: ToggleEvent<HTMLDivElement>) => {
    if (event.target !== panel.current) return
    setOpen(event.newState === 'open')
    if (event.newState === 'open') panel.current.focus()
  }

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return
    // Escape is for the innermost open thing only.
    event.preventDefault()
    event.stopPropagation()
    panel.current!.hidePopover()
    button.current!.focus()
  }

  return (
    <>
      <button
        ref={button}
        type="button"
        className={[styles.button, className].filter(Boolean).join(' ')}
        aria-haspopup="dialog"
        aria-expanded={open}
        popoverTarget={`${id}-panel`}
        disabled={disabled}
      >
        <span className={styles.label} aria-hidden="true">
          {label}
        </span>
        <span className="visually-hidden">{name}</span>
        {!bare && <ChevronIcon />}
      </button>
      {/* Keys pressed on the controls inside arrive here: Escape closes. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <div
        ref={panel}
        id={`${id}-panel`}
        popover="auto"
        // eslint-disable-next-line jsx-a11y/prefer-tag-over-role -- not a dialog that stops the page
        role="dialog"
        aria-label={name}
        tabIndex={-1}
        className={styles.panel}
        onBeforeToggle={onBeforeToggle}
        onToggle={onToggle}
        onKeyDown={onKeyDown}
      >
        {children}
      </div>
    </>
  )
}
