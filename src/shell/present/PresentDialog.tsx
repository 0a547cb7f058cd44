// The dialog from which presenting begins: what is shown now, a deck that comes with the lab, one's own, or a file.

import { use, useRef, useState, type DragEvent } from 'react'
import { decks } from '../../chapters/decks.ts'
import type { Complaint } from '../../lab/recipe.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Message } from '../../ui/Message.tsx'
import { LanguageContext, useWords } from '../../ui/words.tsx'
import { recall, remember } from '../keeping.ts'
import { useLab, useLabState } from '../LabContext.tsx'
import { noticeOf } from '../notices.ts'
import { words as pageWords } from '../words.ts'
import { DeckEditor } from './DeckEditor.tsx'
import { deckOf, deckOfFile, fileOf, sceneOf, type LabDeck } from './labDeck.ts'
import styles from './PresentDialog.module.css'
import { PresentContext } from './presented.ts'
import { enterFullScreen } from './useFullScreen.ts'
import { words } from './words.ts'

/** Under this name the reader's own deck is remembered. */
const key = 'deck'

const built = decks.map((written) => deckOf(written).deck!)

export function PresentDialog({ onClose }: { onClose: () => void }) {
  const t = useWords(words)
  const page = useWords(pageWords)
  const language = use(LanguageContext)
  const lab = useLab()
  const family = useLabState(({ recipe }) => recipe.family)
  const presentDeck = use(PresentContext)
  const [own, setOwn] = useState(() => deckOfFile(recall(key) ?? '').deck)
  const [isKept, setKept] = useState(true)
  const [complaints, setComplaints] = useState<readonly Complaint[]>([])
  const file = useRef<HTMLInputElement>(null)

  const keep = (deck: LabDeck | null): void => {
    setOwn(deck)
    setKept(remember(key, deck === null ? '' : fileOf(deck)))
  }
  const present = (deck: LabDeck): void => {
    enterFullScreen()
    onClose()
    presentDeck({ deck })
  }
  const shownNow = () => sceneOf(lab.store.getState(), page[family as 'linear'])
  const open = (chosen: File | undefined): void => {
    if (chosen) void read(chosen)
  }
  async function read(chosen: File): Promise<void> {
    const { deck, complaints: found } = deckOfFile(await chosen.text().catch(() => ''))
    setComplaints(found)
    if (deck) keep(deck)
  }
  const drop = (event: DragEvent): void => {
    event.preventDefault()
    open(event.dataTransfer.files[0])
  }
  const { title = t.untitled, scenes = [] } = own ?? {}

  return (
    <Dialog title={t.present} onClose={onClose}>
      <div className={styles.content} onDragOver={(event) => event.preventDefault()} onDrop={drop}>
        <section className={styles.section}>
          {/* what most lecturers come for */}
          {/* eslint-disable-next-line jsx-a11y/no-autofocus */}
          <Button kind="primary" autoFocus onClick={() => present({ title: '', scenes: [shownNow()] })}>
            {t.now}
          </Button>
          <p className={styles.muted}>{t.nowHint}</p>
        </section>
        <section className={styles.section} aria-label={t.decks}>
          <h3>{t.decks}</h3>
          {built.map((deck) => (
            <div key={deck.title} className={styles.row}>
              <span className={styles.name}>
                {deck.title} <span className={styles.muted}>{t.count(deck.scenes.length)}</span>
              </span>
              <Button aria-label={t.presentDeck(deck.title)} onClick={() => present(deck)}>
                {t.present}
              </Button>
              <Button kind="quiet" aria-label={t.changeDeck(deck.title)} onClick={() => keep(deck)}>
                {t.change}
              </Button>
            </div>
          ))}
        </section>
        <section className={styles.section} aria-label={t.own}>
          <h3>{t.own}</h3>
          <p className={styles.muted}>{t.ownHint}</p>
          <div className={styles.row}>
            <Button onClick={() => keep({ title, scenes: [...scenes, shownNow()] })}>{t.add}</Button>
            <Button onClick={() => file.current?.click()}>{t.open}</Button>
            <span className={styles.muted}>{t.openHint}</span>
            <input
              ref={file}
              type="file"
              accept=".json,application/json"
              hidden
              aria-label={t.open}
              onChange={(event) => {
                open(event.currentTarget.files?.[0])
                // the same file may be chosen again
                event.currentTarget.value = ''
              }}
            />
          </div>
          {!isKept && <Message kind="warning">{t.notKept}</Message>}
          {complaints.length > 0 && (
            <Message kind="warning">{noticeOf('deck', complaints).say(page, language)}</Message>
          )}
          {own && <DeckEditor deck={own} onChange={keep} onPresent={() => present(own)} />}
        </section>
      </div>
    </Dialog>
  )
}
