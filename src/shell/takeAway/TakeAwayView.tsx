// Take away: what leaves the lab as files, each with a button, and the place where weights come back.

import { useRef, useState, type DragEvent, type ReactNode } from 'react'
import { Button } from '../../ui/Button.tsx'
import { Choice } from '../../ui/Choice.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { formatCount } from '../../ui/format.ts'
import { Message } from '../../ui/Message.tsx'
import { saveFile } from '../../ui/saveFile.ts'
import { useWords } from '../../ui/words.tsx'
import { useStore } from 'zustand'
import { shownFrame } from '../frames.ts'
import { usePair } from '../LabContext.tsx'
import { labsOf } from '../laboratory.ts'
import { layersModel, notebook, recipeFile, weights, type MadeFile } from './files.ts'
import { openWeights } from './openWeights.ts'
import styles from './TakeAwayView.module.css'
import { words as pageWords } from '../words.ts'
import { takeAwayWords } from './words.ts'

type Said = { readonly kind: 'note' | 'error'; readonly sentence: string } | null

export function TakeAwayView({ onClose }: { onClose: () => void }) {
  const t = useWords(takeAwayWords)
  const labs = labsOf(usePair())
  const [side, setSide] = useState<'A' | 'B'>('A')
  const lab = (side === 'B' && labs[1]) || labs[0]!
  const step = useStore(lab.store, (state) => shownFrame(state)?.step ?? null)
  const [said, say] = useState<Said>(null)

  const saved = async (make: () => Promise<MadeFile>) => {
    const { name, content, type } = await make()
    saveFile(name, content, type)
    say({ kind: 'note', sentence: t.saved(name) })
  }
  const save = (make: () => Promise<MadeFile>) => {
    saved(make).catch((error: Error) => say({ kind: 'error', sentence: t.notSaved(error.message) }))
  }
  const opened = async (file: File) => {
    await openWeights(lab, file, t.notKept)
    lab.notify({ key: 'weights', kind: 'note', say: () => t.opened(file.name) })
    onClose()
  }
  const open = (file: File) => {
    opened(file).catch((error: Error) =>
      say({ kind: 'error', sentence: t.notOpened(file.name, error.message) }),
    )
  }

  return (
    <Dialog title={useWords(pageWords).takeAway} onClose={onClose}>
      {labs.length > 1 && (
        <Choice
          label={t.of}
          value={side}
          options={(['A', 'B'] as const).map((value) => ({ value, label: value }))}
          onChange={setSide}
        />
      )}
      <Group title={t.notebooks} hint={t.notebooksHint}>
        <FileButton label={t.keras} hint={t.kerasHint} onSave={() => save(() => notebook(lab, 'keras'))} />
        <FileButton label={t.torch} hint={t.torchHint} onSave={() => save(() => notebook(lab, 'torch'))} />
      </Group>
      <Group
        title={t.weights(formatCount(step ?? 0))}
        hint={step === null ? t.noFrame : t.weightsHint}
        disabled={step === null}
      >
        <FileButton label={t.full} hint={t.fullHint} onSave={() => save(() => weights(lab, 'F32'))} />
        <FileButton label={t.half} hint={t.halfHint} onSave={() => save(() => weights(lab, 'F16'))} />
        <FileButton label={t.layers} hint={t.layersHint} onSave={() => save(() => layersModel(lab))} />
      </Group>
      <Group title={t.recipe} hint={t.pictures}>
        <FileButton label={t.json} hint={t.jsonHint} onSave={() => save(() => recipeFile(lab))} />
      </Group>
      <BringBack onFile={open} />
      {said && <Message kind={said.kind}>{said.sentence}</Message>}
    </Dialog>
  )
}

interface GroupProps {
  readonly title: string
  readonly hint: string
  readonly disabled?: boolean
  readonly children: ReactNode
}

function Group({ title, hint, disabled = false, children }: GroupProps) {
  return (
    <fieldset className={styles.group} disabled={disabled}>
      <legend className={styles.title}>{title}</legend>
      <p className={styles.hint}>{hint}</p>
      <div className={styles.files}>{children}</div>
    </fieldset>
  )
}

function FileButton({ label, hint, onSave }: { label: string; hint: string; onSave: () => void }) {
  return (
    <Button className={styles.file} onClick={onSave}>
      <span>{label}</span>
      <span className={styles.hint}>{hint}</span>
    </Button>
  )
}

/** A file is chosen or dropped. */
function BringBack({ onFile }: { onFile: (file: File) => void }) {
  const t = useWords(takeAwayWords)
  const input = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const drag = (event: DragEvent, isOver: boolean) => {
    event.preventDefault()
    setOver(isOver)
  }
  return (
    // the keyboard has the button
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section
      className={styles.drop}
      data-over={over || undefined}
      aria-label={t.bringBack}
      onDragOver={(event) => drag(event, true)}
      onDragLeave={(event) => drag(event, false)}
      onDrop={(event) => {
        drag(event, false)
        const [file] = event.dataTransfer.files
        if (file) onFile(file)
      }}
    >
      <h3 className={styles.title}>{t.bringBack}</h3>
      <p className={styles.hint}>{t.bringBackHint}</p>
      <p className={styles.choose}>
        <Button onClick={() => input.current!.click()}>{t.choose}</Button> {t.drop}
      </p>
      <input
        ref={input}
        type="file"
        accept=".safetensors"
        hidden
        aria-label={t.choose}
        onChange={(event) => {
          const [file] = event.target.files ?? []
          // the same file may be chosen again
          event.target.value = ''
          if (file) onFile(file)
        }}
      />
    </section>
  )
}
