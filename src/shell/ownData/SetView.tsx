// A set that was read, before it is taken: how it is split, its classes with their first images, and what was left out.

import { useMemo, useState } from 'react'
import { testEvery } from '../../data/own/limits.ts'
import { pixelsPerImage } from '../../data/manifest.ts'
import type { OwnSet } from '../../data/own/ownSet.ts'
import type { ReadOwn } from '../../data/own/read.ts'
import { Button } from '../../ui/Button.tsx'
import { formatCount } from '../../ui/format.ts'
import { ImageGrid } from '../../ui/ImageGrid.tsx'
import { Message } from '../../ui/Message.tsx'
import { Toggle } from '../../ui/Toggle.tsx'
import { useWords } from '../../ui/words.tsx'
import styles from './OwnData.module.css'
import type { OwnData } from './useOwnData.ts'
import { words } from './words.ts'

/** Images shown of each class. */
const shown = 8
/** Sentences on files that were left out. */
const mostSentences = 5

export function SetView({ own, read }: { own: OwnData; read: ReadOwn }) {
  const t = useWords(words)
  const { set, light, leftOut } = read
  const { wanted } = own
  const [inverted, setInverted] = useState(light)
  const classes = useMemo(() => classesOf(set, inverted), [set, inverted])
  const test = classes.reduce((sum, { count }) => sum + Math.floor(count / testEvery), 0)
  return (
    <div className={styles.stage}>
      {wanted && <Message kind="warning">{t.another(wanted.name, wanted.digest.slice(0, 8))}</Message>}
      <h3 className={styles.heading}>{set.name}</h3>
      <p>
        {t.split(formatCount(set.count - test), formatCount(test))} {set.classes.length === 1 && t.oneClass}
      </p>
      <ul className={styles.classes}>
        {classes.map(({ name, count, images }) => (
          <li key={name}>
            <span className={styles.name}>
              {name} <span className={styles.muted}>{t.images(formatCount(count))}</span>
            </span>
            <ImageGrid images={images} columns={shown} rows={1} pixel={1} label={t.samplesOf(name)} />
          </li>
        ))}
      </ul>
      <Toggle label={t.invert} checked={inverted} onChange={setInverted} />
      <p className={styles.muted}>{t.invertHint}</p>
      {leftOut.length > 0 && (
        <details className={styles.muted}>
          <summary>{t.leftOut(formatCount(leftOut.length))}</summary>
          <ul>
            {leftOut.slice(0, mostSentences).map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </details>
      )}
      <div className={styles.actions}>
        <Button onClick={own.cancel}>{t.back}</Button>
        <Button kind="primary" onClick={() => own.keep(set, inverted)}>
          {t.take}
        </Button>
      </div>
    </div>
  )
}

interface ShownClass {
  readonly name: string
  readonly count: number
  /** the first of its images, one after the other */
  readonly images: Uint8Array
}

function classesOf({ classes, pixels, labels }: OwnSet, inverted: boolean): ShownClass[] {
  const counts = classes.map(() => 0)
  const images = classes.map(() => new Uint8Array(shown * pixelsPerImage))
  labels.forEach((label, index) => {
    const place = counts[label]!++
    if (place >= shown) return
    const from = index * pixelsPerImage
    const own = pixels.subarray(from, from + pixelsPerImage)
    images[label]!.set(inverted ? own.map((value) => 255 - value) : own, place * pixelsPerImage)
  })
  return classes.map((name, label) => ({ name, count: counts[label]!, images: images[label]! }))
}
