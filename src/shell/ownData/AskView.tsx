// Asks for images: to drop, to paste or to choose, and the sets that were brought before.

import { useEffect, useRef, useState } from 'react'
import { fewestImages, mostImages } from '../../data/own/limits.ts'
import { keptSets, removeSet, type KeptSet } from '../../data/own/store.ts'
import { Button } from '../../ui/Button.tsx'
import { formatCount, formatSignificant } from '../../ui/format.ts'
import { Message } from '../../ui/Message.tsx'
import { useWords } from '../../ui/words.tsx'
import { filesOf } from './entries.ts'
import styles from './OwnData.module.css'
import type { OwnData } from './useOwnData.ts'
import { words } from './words.ts'

export function AskView({ own, sentence }: { own: OwnData; sentence: string | null }) {
  const t = useWords(words)
  const { wanted } = own
  return (
    <div className={styles.stage}>
      {sentence !== null && <Message kind="error">{sentence}</Message>}
      {wanted && <Message kind="warning">{t.wanted(wanted.name, wanted.digest.slice(0, 8))}</Message>}
      <div className={styles.drop}>
        <p>{t.drop}</p>
        <div className={styles.choices}>
          <Choose label={t.choosePicture} kind="picture" own={own} />
          <Choose label={t.chooseFile} kind="files" own={own} />
          <Choose label={t.chooseFolder} kind="folder" own={own} />
        </div>
        <p className={styles.muted}>{t.stays}</p>
      </div>
      <p className={styles.muted}>
        <strong>{t.picture}</strong> {t.pictureIs}
      </p>
      <p className={styles.muted}>
        <strong>{t.set}</strong> {t.setIs(formatCount(fewestImages), formatCount(mostImages))}
      </p>
      <Kept own={own} />
    </div>
  )
}

interface ChooseProps {
  readonly label: string
  readonly kind: 'picture' | 'files' | 'folder'
  readonly own: OwnData
}

function Choose({ label, kind, own }: ChooseProps) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <Button onClick={() => input.current?.click()}>{label}</Button>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={label}
        accept={kind === 'picture' ? 'image/*' : undefined}
        multiple={kind !== 'picture'}
        // a folder is asked for by an attribute that React has no name for
        {...(kind === 'folder' && { webkitdirectory: '' })}
        onChange={(event) => {
          const files = [...(event.currentTarget.files ?? [])]
          event.currentTarget.value = ''
          if (files.length > 0) own.bring(filesOf(files))
        }}
      />
    </>
  )
}

/** The sets that this browser keeps. */
function Kept({ own }: { own: OwnData }) {
  const t = useWords(words)
  const [sets, setSets] = useState<readonly KeptSet[]>([])
  const [failure, setFailure] = useState<string | null>(null)
  useEffect(() => {
    let isGone = false
    void keptSets().then((kept) => !isGone && setSets(kept))
    return () => {
      isGone = true
    }
  }, [])
  const remove = (set: KeptSet) => {
    removeSet(set.digest)
      .then(keptSets)
      .then(setSets)
      .catch((error: unknown) => setFailure(t.notRemoved(set.name, String(error))))
  }
  if (sets.length === 0) return null
  return (
    <section aria-label={t.kept}>
      <h3 className={styles.heading}>{t.kept}</h3>
      {failure !== null && <Message kind="warning">{failure}</Message>}
      <ul className={styles.list}>
        {sets.map((set) => (
          <li key={set.digest}>
            <div>
              <strong>{set.name}</strong>
              <p className={styles.muted}>
                {t.keptSet(
                  formatCount(set.train),
                  formatCount(set.test),
                  formatSignificant(set.bytes / 1e6, 2),
                )}
              </p>
            </div>
            <Button aria-label={t.takeSet(set.name)} onClick={() => own.trainOn(set)}>
              {t.take}
            </Button>
            <Button kind="quiet" aria-label={t.removeSet(set.name)} onClick={() => remove(set)}>
              {t.remove}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
