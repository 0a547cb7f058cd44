// A sheet from below: a handle that opens and closes it, and its content above the rest of the page.

import { useId, useState, type ReactNode } from 'react'
import styles from './Sheet.module.css'

interface SheetProps {
  readonly label: string
  /** a line of what is in it */
  readonly about: string
  readonly children: ReactNode
}

export function Sheet({ label, about, children }: SheetProps) {
  const [open, setOpen] = useState(false)
  const id = useId()
  return (
    <section className={styles.place}>
      <div className={styles.sheet} data-open={open}>
        <button
          type="button"
          className={styles.handle}
          aria-expanded={open}
          aria-controls={id}
          onClick={() => setOpen(!open)}
        >
          <span className={styles.grip} aria-hidden="true" />
          {label}
          <span className={styles.about}>{about}</span>
        </button>
        <div className={styles.content} id={id} hidden={!open}>
          {children}
        </div>
      </div>
    </section>
  )
}
