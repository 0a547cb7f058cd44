// The list of kept runs: named, opened, set beside, deleted, saved as one file and read from one.

import { useRef, type ReactNode } from 'react'
import { useStore } from 'zustand'
import type { KeptRun } from '../../lab/keep/kept.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Message } from '../../ui/Message.tsx'
import { SideBadge } from '../../ui/SideBadge.tsx'
import { useWords } from '../../ui/words.tsx'
import { usePair } from '../LabContext.tsx'
import type { Lab } from '../laboratory.ts'
import { KeptRunView } from './KeptRunView.tsx'
import styles from './KeptRunsView.module.css'
import { useKeptRuns } from './useKeptRuns.ts'
import { words } from './words.ts'

export function KeptRunsView({ onClose }: { onClose: () => void }) {
  const t = useWords(words)
  const { a, b } = usePair()
  const kept = useKeptRuns()
  const { runs, notice } = kept
  const input = useRef<HTMLInputElement>(null)
  const row = (run: KeptRun) => <KeptRunView key={run.id} run={run} kept={kept} lab={a} onLeave={onClose} />
  const taken = runs?.reduce((sum, { bytes }) => sum + bytes, 0) ?? 0
  return (
    <Dialog title={t.title} onClose={onClose} wide>
      <p className={styles.prose}>{t.intro}</p>
      <div className={styles.actions}>
        <KeepButton lab={a} onKeep={kept.keepRun} side={b && 'A'} />
        {b && <KeepButton lab={b} onKeep={kept.keepRun} side="B" />}
        <Button onClick={() => input.current?.click()}>{t.importFile}</Button>
        <input
          ref={input}
          type="file"
          className="visually-hidden"
          aria-label={t.importFile}
          accept=".zip,application/zip"
          tabIndex={-1}
          onChange={({ currentTarget }) => {
            const [file] = currentTarget.files ?? []
            if (file) kept.importFile(a, file)
            // the same file once more is news, too
            currentTarget.value = ''
          }}
        />
        <Button
          disabled={!runs || runs.length === 0}
          onClick={() => kept.exportRuns(a, runs!, 'bottleneck-runs.zip')}
        >
          {t.exportAll}
        </Button>
      </div>
      {notice && (
        <Message
          kind={notice.kind}
          actions={notice.undo && [{ label: t.undo, onPress: notice.undo }]}
          onDismiss={kept.dismiss}
        >
          {notice.sentence}
        </Message>
      )}
      <div className={styles.lists} aria-busy={kept.isBusy}>
        <List title={t.mine}>{runs?.filter(({ isAutomatic }) => !isAutomatic).map(row)}</List>
        <List title={t.automatic}>{runs?.filter(({ isAutomatic }) => isAutomatic).map(row)}</List>
        {runs?.length === 0 && <p className={styles.prose}>{t.noneYet}</p>}
      </div>
      {kept.allowed > 0 && <p className={styles.room}>{t.takes(taken, kept.allowed)}</p>}
    </Dialog>
  )
}

interface KeepButtonProps {
  readonly lab: Lab
  readonly onKeep: (lab: Lab) => void
  readonly side: 'A' | 'B' | null
}

function KeepButton({ lab, onKeep, side }: KeepButtonProps) {
  const t = useWords(words)
  const isBegun = useStore(lab.store, ({ progress }) => (progress?.step ?? 0) > 0)
  return (
    <Button kind="primary" onClick={() => onKeep(lab)}>
      {isBegun ? t.keepThis : t.keepRecipe}
      {side && <SideBadge side={side} />}
    </Button>
  )
}

function List({ title, children }: { title: string; children: readonly ReactNode[] | undefined }) {
  if (!children || children.length === 0) return null
  return (
    <section className={styles.section} aria-label={title}>
      <h3 className={styles.heading}>{title}</h3>
      <ul className={styles.list}>{children}</ul>
    </section>
  )
}
