// One kept run in the list: what it is called, what it is, and what can be done with it.

import { useState } from 'react'
import { runLabel } from '../../benches/autoencoder/instruments/runLabel.ts'
import type { KeptRun } from '../../lab/keep/kept.ts'
import { Button } from '../../ui/Button.tsx'
import { formatCount } from '../../ui/format.ts'
import { Menu } from '../../ui/Menu.tsx'
import { useWords } from '../../ui/words.tsx'
import { useLabState } from '../LabContext.tsx'
import type { Lab } from '../laboratory.ts'
import styles from './KeptRunsView.module.css'
import { recipeOf, type KeptRuns } from './useKeptRuns.ts'
import { words } from './words.ts'

interface KeptRunProps {
  readonly run: KeptRun
  readonly kept: KeptRuns
  readonly lab: Lab
  /** something else is to be looked at now */
  readonly onLeave: () => void
}

export function KeptRunView({ run, kept, lab, onLeave }: KeptRunProps) {
  const t = useWords(words)
  const isShown = useLabState(({ keptAs }) => keptAs === run.id)
  const recipe = recipeOf(run)
  const label = runLabel(recipe)
  const stored = run.step > 0 ? run.id : undefined
  const facts = [
    run.step > 0 ? t.atStep(formatCount(run.step)) : t.noRun,
    new Date(run.at).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' }),
    ...(run.bytes > 0 ? [t.size(run.bytes)] : []),
    ...(isShown ? [t.running] : []),
  ]
  const more = [
    {
      id: 'file',
      label: t.saveFile,
      onSelect: () => kept.exportRuns(lab, [run], `bottleneck-${recipe.family}.zip`),
    },
    { id: 'remove', label: t.remove, onSelect: () => kept.remove(run, run.name || label) },
  ]
  return (
    <li className={styles.run}>
      <div className={styles.words}>
        {!run.isAutomatic && (
          <Words
            label={t.nameOf(label)}
            placeholder={t.name}
            value={run.name}
            longest={200}
            className={styles.name}
            onCommit={(name) => kept.describe(run, { name, note: run.note })}
          />
        )}
        <span className={styles.label}>{label}</span>
        <span className={styles.facts}>{facts.join(' · ')}</span>
        {!run.isAutomatic && (
          <Words
            label={t.noteOf(label)}
            placeholder={t.note}
            value={run.note}
            longest={5000}
            className={styles.note}
            onCommit={(note) => kept.describe(run, { name: run.name, note })}
          />
        )}
      </div>
      <div className={styles.does}>
        <Button
          onClick={() => {
            lab.open(recipe, stored)
            onLeave()
          }}
        >
          {t.open}
        </Button>
        <Button
          onClick={() => {
            lab.compareKept(recipe, stored)
            onLeave()
          }}
        >
          {t.compare}
        </Button>
        {run.isAutomatic && <Button onClick={() => kept.keep(run)}>{t.keep}</Button>}
        <Menu label={t.more} items={more} align="end" />
      </div>
    </li>
  )
}

interface WordsProps {
  readonly label: string
  readonly placeholder: string
  readonly value: string
  /** characters */
  readonly longest: number
  readonly className: string | undefined
  readonly onCommit: (text: string) => void
}

/** Text that is taken when it is left. */
function Words({ label, placeholder, value, longest, className, onCommit }: WordsProps) {
  const [draft, setDraft] = useState<string>()
  const commit = () => {
    setDraft(undefined)
    if (draft !== undefined && draft.trim() !== value) onCommit(draft.trim())
  }
  return (
    <input
      type="text"
      className={className}
      aria-label={label}
      placeholder={placeholder}
      maxLength={longest}
      autoComplete="off"
      value={draft ?? value}
      onChange={({ currentTarget }) => setDraft(currentTarget.value)}
      onBlur={commit}
      onKeyDown={({ key, currentTarget }) => {
        if (key === 'Enter') currentTarget.blur()
      }}
    />
  )
}
