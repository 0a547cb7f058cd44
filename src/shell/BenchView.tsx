// The bench: the strip above, the code plane and one chosen instrument below, and the objective, term by term.

import { useMemo } from 'react'
import { BenchContext, useBench } from '../benches/autoencoder/instruments/InstrumentView.tsx'
import { IntroductionView, useIntroductionTitle } from '../chapters/introduction/IntroductionView.tsx'
import { StripChips } from '../benches/autoencoder/instruments/strip/StripChipsView.tsx'
import { StripView } from '../benches/autoencoder/instruments/strip/StripView.tsx'
import { useInTurn } from '../ui/useInTurn.ts'
import { useWords } from '../ui/words.tsx'
import styles from './BenchView.module.css'
import { InstrumentPanel, InstrumentTabs } from './InstrumentPanel.tsx'
import { Passage } from './Passage.tsx'
import { Sheet } from './Sheet.tsx'
import { useAvailable } from './useAvailable.ts'
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
        <InstrumentPanel id="codePlane" className={styles.plane} />
        <InstrumentTabs className={styles.chosen} />
        <InstrumentPanel id="objective" className={styles.objective} />
      </div>
    </>
  )
}

/** The strip, following the shown frame in its own turn. */
function Strip() {
  const bench = useInTurn(useBench())
  return (
    <BenchContext value={bench}>
      {useMemo(
        () => (
          <StripView />
        ),
        [],
      )}
    </BenchContext>
  )
}

/** Input, code and output fixed on top, the recipe as chips, instruments swiped sideways, the chapter from below. */
function PhoneBench() {
  const t = useWords(words)
  const available = useAvailable()
  return (
    <>
      <Passage />
      <StripChips />
      <section className={styles.swipe} id="bench" aria-label={t.instruments}>
        {['codePlane', ...available, 'objective'].map((id) => (
          <div className={styles.slide} key={id}>
            <InstrumentPanel id={id} className={styles.fill} />
          </div>
        ))}
      </section>
      <Sheet label={useIntroductionTitle()}>
        <IntroductionView heading={false} />
      </Sheet>
    </>
  )
}
