// The bench: the strip above, the code plane and one chosen instrument below, and the objective, term by term.

import { useMemo } from 'react'
import { BenchContext, useBench } from '../benches/autoencoder/instruments/InstrumentView.tsx'
import { StripChips } from '../benches/autoencoder/instruments/strip/StripChipsView.tsx'
import { StripView } from '../benches/autoencoder/instruments/strip/StripView.tsx'
import { accessOf } from '../lab/lesson.ts'
import { Boundary } from '../ui/Boundary.tsx'
import { Message } from '../ui/Message.tsx'
import { useInTurn } from '../ui/useInTurn.ts'
import { useWords } from '../ui/words.tsx'
import styles from './BenchView.module.css'
import { ChapterDoor, useChapterHeading } from './ChapterDoor.tsx'
import { InstrumentPanel, InstrumentTabs } from './InstrumentPanel.tsx'
import { useLabState } from './LabContext.tsx'
import { Passage } from './Passage.tsx'
import { Sheet } from './Sheet.tsx'
import { SwipedInstruments } from './SwipedInstruments.tsx'
import { usePhone } from './usePhone.ts'
import { words } from './words.ts'

export function BenchView() {
  const phone = usePhone()
  return phone ? <PhoneBench /> : <WideBench />
}

function WideBench() {
  return (
    <>
      <Strip />
      <div className={styles.bench} id="bench">
        <InstrumentPanel id="codePlane" className={`${styles.plane} part-codePlane`} />
        <InstrumentTabs className={`${styles.chosen} part-instrument`} />
        <InstrumentPanel id="objective" className={styles.objective} />
      </div>
    </>
  )
}

/** The strip, following the shown frame in its own turn. */
function Strip() {
  const t = useWords(words)
  const bench = useInTurn(useBench())
  const strip = useMemo(() => <StripView />, [])
  const failed = (error: Error) => <Message kind="warning">{t.notDrawn(error.message)}</Message>
  return (
    <BenchContext value={bench}>
      <Boundary resetKey={bench} fallback={failed}>
        {strip}
      </Boundary>
    </BenchContext>
  )
}

/** Input, code and output fixed on top, the recipe as chips, instruments swiped sideways, the chapter from below. */
function PhoneBench() {
  const { title, about } = useChapterHeading()
  const mayRead = useLabState(({ lesson }) => accessOf(lesson, 'chapter') === 'open')
  return (
    <>
      <Passage />
      <StripChips />
      <SwipedInstruments Slide={Slide} />
      {mayRead && (
        <Sheet label={title} about={about}>
          <ChapterDoor heading={false} />
        </Sheet>
      )}
    </>
  )
}

function Slide({ id }: { id: string }) {
  return <InstrumentPanel id={id} className={styles.fill} expandable={false} />
}
