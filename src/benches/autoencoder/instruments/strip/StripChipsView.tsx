// The strip on a phone: the recipe as a row of chips, each of which opens its column from below.

import { useState } from 'react'
import { defineWords, useWords } from '../../../../ui/words.tsx'
import { ColumnSheet, useColumns } from './columnsView.tsx'
import styles from './Strip.module.css'
import { stripWords } from './stripWordsView.tsx'

const words = defineWords({
  en: { name: (column: string, value: string) => `${column}: ${value}` },
})

/** `name` of the region, where there are two. */
export function StripChips({ name }: { name?: string }) {
  const t = useWords(words)
  const { recipe } = useWords(stripWords)
  const chips = useColumns()
  const [opened, setOpened] = useState<string>()
  const open = chips.find(({ id }) => id === opened)
  return (
    <section aria-label={name ?? recipe}>
      <div className={styles.chips}>
        {chips.map(({ id, title, value, face, colour }) => (
          <button
            key={id}
            type="button"
            className={styles.chip}
            style={{ color: colour && `var(--${colour})` }}
            aria-haspopup="dialog"
            onClick={() => setOpened(id)}
          >
            <span aria-hidden="true">{face ?? value}</span>
            <span className="visually-hidden">{t.name(title, value)}</span>
          </button>
        ))}
      </div>
      {open && (
        <ColumnSheet title={open.title} onClose={() => setOpened(undefined)}>
          <open.Column />
        </ColumnSheet>
      )}
    </section>
  )
}
