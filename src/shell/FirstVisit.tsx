// The first visit: one row, a digit to draw on, the code plane and the reconstruction; one sentence, one button.

import { useState, type CSSProperties } from 'react'
import { useBench } from '../benches/autoencoder/instruments/InstrumentView.tsx'
import { DigitPad } from '../ui/DigitPad.tsx'
import { ImageGrid } from '../ui/ImageGrid.tsx'
import { useWords } from '../ui/words.tsx'
import styles from './FirstVisit.module.css'
import { InstrumentPanel } from './InstrumentPanel.tsx'
import { useLab } from './LabContext.tsx'
import { Mark } from './Mark.tsx'
import { Notices } from './Notices.tsx'
import { RunStatus, TrainButton } from './Transport.tsx'
import { usePhone } from './usePhone.ts'
import { words } from './words.ts'

const blank = new Float32Array(784)
/** CSS pixels per pixel of the images */
const scale = { phone: 4, wide: 8 }

export function FirstVisit() {
  const lab = useLab()
  const t = useWords(words)
  const side = 28 * scale[usePhone() ? 'phone' : 'wide']
  const { passage, chosen, choose } = useBench()
  // the pad begins with the test image, and is not overwritten while it is drawn on
  const [drawing, setDrawing] = useState(false)
  const start = drawing || chosen.kind !== 'test' ? undefined : passage?.input
  return (
    <div className={styles.page}>
      <header className={styles.header}>
        <Mark />
        <h1 className={styles.name}>{t.name}</h1>
      </header>
      <main className={styles.main}>
        <Notices />
        <p className={styles.sentence}>{t.firstSentence}</p>
        <div className={styles.row} style={{ '--side': `${side}px` } as CSSProperties}>
          <figure className={styles.end}>
            <figcaption>{t.yourDigit}</figcaption>
            <DigitPad
              label={t.yourDigit}
              start={start}
              size={side}
              onDraw={(pixels) => {
                setDrawing(true)
                choose({ kind: 'drawn', pixels })
              }}
              // what the network has seen is centred; so is what it is shown now
              onCommit={(pixels) => choose({ kind: 'drawn', pixels })}
            />
          </figure>
          <InstrumentPanel id="codePlane" className={styles.plane} bare />
          <figure className={styles.end}>
            <figcaption>{t.output}</figcaption>
            <div className={styles.output}>
              <ImageGrid images={passage?.image ?? blank} columns={1} fit="box" label={t.output} />
            </div>
          </figure>
        </div>
        <div className={styles.controls}>
          <TrainButton />
          <RunStatus />
          <button type="button" className={styles.open} onClick={() => lab.view({ firstVisit: false })}>
            {t.openLab}
          </button>
        </div>
        <p className={styles.hint}>{t.firstHint}</p>
      </main>
    </div>
  )
}
