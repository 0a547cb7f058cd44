// A button that opens a list of commands; arrow keys walk through it, Escape closes it.

import { useId, useRef, useState, type KeyboardEvent, type ReactNode, type ToggleEvent } from 'react'
import { CheckIcon, ChevronIcon } from './icons.tsx'
import styles from './Menu.module.css'

export interface MenuItem {
  id: string
  label: ReactNode
  onSelect: () => void
  /** Given, the item carries a check mark when it is true. */
  checked?: boolean
  /** At the right of the label: a key, a number. */
  hint?: ReactNode
  disabled?: boolean
}

export interface MenuProps {
  label: ReactNode
  /** The name for screen readers where the label is an icon. */
  name?: string
  items: readonly MenuItem[]
  /** Which edge of the button the list keeps to; `start` unless told. */
  align?: 'start' | 'end'
  /** The look of the button; that of a quiet word with ▾ unless told. */
  className?: string
  /** Leaves the ▾ out. */
  bare?: boolean
  disabled?: boolean
}

const margin = 8

export function Menu({ label, name, items, align = 'start', className, bare, disabled }: MenuProps) {
  const id = useId()
  const button = useRef<HTMLButtonElement>(null)
  const list = useRef<HTMLDivElement>(null)
  const [open, setOpen] = useState(false)

  // The list is in the browser's top layer, so no scrolling panel clips it; it is placed when it opens.
  const place = () => {
    const { left, right, top, bottom } = button.current!.getBoundingClientRect()
    const { offsetWidth: width, offsetHeight: height, style } = list.current!
    const wanted = align === 'start' ? left : right - width
    style.left = `${Math.max(margin, Math.min(wanted, innerWidth - width - margin))}px`
    const below = bottom + 4
    const fits = below + height <= innerHeight - margin || top < innerHeight - bottom
    style.top = `${fits ? below : Math.max(margin, top - height - 4)}px`
    style.maxHeight = `${fits ? innerHeight - below - margin : top - margin - 4}px`
  }

  const choices = () => [
    ...list.current!.querySelectorAll<HTMLElement>('[role^=menuitem]:not([aria-disabled])'),
  ]

  // In the frame in which it opens, so that it is never seen elsewhere.
  const onBeforeToggle = (event: ToggleEvent<HTMLDivElement>) => {
    if (event.newState === 'open')
      requestAnimationFrame(() => list.current?.matches(':popover-open') && place())
  }

  const onToggle = (event: ToggleEvent<HTMLDivElement>) => {
    const opened = event.newState === 'open'
    setOpen(opened)
    if (!opened) return
    const all = choices()
    const checked = all.find((item) => item.ariaChecked === 'true')
    ;(checked ?? all[0])?.focus()
  }

  const close = () => {
    list.current!.hidePopover()
    button.current!.focus()
  }

  const onListKey = (event: KeyboardEvent) => {
    const all = choices()
    const at = all.indexOf(document.activeElement as HTMLElement)
    const steps: Record<string, number> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1 + all.length,
      Home: 0,
      End: all.length - 1,
    }
    const next = steps[event.key]
    if (next !== undefined && all.length > 0) {
      event.preventDefault()
      all[next % all.length]?.focus()
    } else if (event.key === 'Escape' || event.key === 'Tab') {
      // Escape is for the innermost open thing only: an expanded panel around it stays.
      if (event.key === 'Escape') event.preventDefault()
      event.stopPropagation()
      close()
    } else if (/^\S$/.test(event.key) && !event.ctrlKey && !event.metaKey) {
      const letter = event.key.toLowerCase()
      const later = [...all.slice(at + 1), ...all.slice(0, at + 1)]
      later.find((item) => item.textContent.trim().toLowerCase().startsWith(letter))?.focus()
    }
  }

  const onButtonKey = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowDown') return
    event.preventDefault()
    list.current!.showPopover()
  }

  return (
    <>
      <button
        ref={button}
        type="button"
        className={className ?? styles.button}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={`${id}-list`}
        aria-label={name}
        popoverTarget={`${id}-list`}
        disabled={disabled}
        onKeyDown={onButtonKey}
      >
        {label}
        {!bare && <ChevronIcon />}
      </button>
      <div
        ref={list}
        id={`${id}-list`}
        popover="auto"
        role="menu"
        tabIndex={-1}
        aria-label={name ?? (typeof label === 'string' ? label : undefined)}
        className={styles.list}
        onBeforeToggle={onBeforeToggle}
        onToggle={onToggle}
        onKeyDown={onListKey}
      >
        {items.map((item) => (
          <button
            key={item.id}
            type="button"
            role={item.checked === undefined ? 'menuitem' : 'menuitemradio'}
            aria-checked={item.checked}
            aria-disabled={item.disabled || undefined}
            tabIndex={-1}
            className={styles.item}
            onClick={() => {
              if (item.disabled) return
              close()
              item.onSelect()
            }}
          >
            <span className={styles.check}>{item.checked && <CheckIcon />}</span>
            <span className={styles.text}>{item.label}</span>
            {item.hint && <span className={styles.hint}>{item.hint}</span>}
          </button>
        ))}
      </div>
    </>
  )
}
