// Two runs side by side: both recipes with what differs, every instrument twice on shared axes, and one objective.

import { useState, type ReactNode } from 'react'
import { AgainstContext, useBench } from '../benches/autoencoder/instruments/InstrumentView.tsx'
import { AxisSharing, SharedAxesContext } from '../benches/autoencoder/instruments/sharedAxesView.tsx'
import { StripChips } from '../benches/autoencoder/instruments/strip/StripChipsView.tsx'
import { SideBadge, type Side } from '../ui/SideBadge.tsx'
import { useWords } from '../ui/words.tsx'
import { SideProvider } from './BenchProvider.tsx'
import styles from './CompareView.module.css'
import { InstrumentPanel, PlainHeading, useInstrumentTabs } from './InstrumentPanel.tsx'
import { LabContext, useLabState, usePair } from './LabContext.tsx'
import type { Lab } from './laboratory.ts'
import { Notices } from './Notices.tsx'
import { RecipesView } from './RecipesView.tsx'
import { SwipedInstruments } from './SwipedInstruments.tsx'
import { usePhone } from './usePhone.ts'
import { words } from './words.ts'

export function CompareView() {
  const { a, b } = usePair()
  const phone = usePhone()
  const [sharing] = useState(() => new AxisSharing())
  if (b === null) return null
  return (
    <SharedAxesContext value={sharing}>
      {phone ? <PhonePair a={a} b={b} /> : <WidePair a={a} b={b} />}
    </SharedAxesContext>
  )
}

interface Both {
  readonly a: Lab
  readonly b: Lab
}

function WidePair({ a, b }: Both) {
  const { selected, tabs } = useInstrumentTabs()
  const expanded = useLabState((state) => state.expanded)
  return (
    <>
      <NoticesOf lab={b} />
      <RecipesView />
      <div className={styles.bench} id="bench" data-expanded={expanded ?? undefined}>
        {(expanded === null || expanded === 'codePlane') && <Twice a={a} b={b} id="codePlane" />}
        {(expanded === null || expanded === selected) && (
          <Twice a={a} b={b} id={selected} tabs={expanded === null ? tabs : undefined} chosen />
        )}
        {(expanded === null || expanded === 'objective') && (
          <Together a={a} b={b}>
            <InstrumentPanel id="objective" className={styles.objective} />
          </Together>
        )}
      </div>
    </>
  )
}

/** An instrument of A, and the same of B. */
function Twice({
  a,
  b,
  id,
  tabs,
  chosen = false,
}: Both & { id: string; tabs?: ReactNode; chosen?: boolean }) {
  const place = chosen ? styles.chosen : styles.plane
  return (
    <>
      <SideProvider lab={a}>
        <InstrumentPanel key={id} id={id} side="A" className={place} heading={tabs} />
      </SideProvider>
      <SideProvider lab={b}>
        <InstrumentPanel
          key={id}
          id={id}
          side="B"
          className={place}
          heading={tabs && <PlainHeading id={id} />}
        />
      </SideProvider>
    </>
  )
}

/** What is drawn of A, with B in the same picture. */
function Together({ a, b, children }: Both & { children: ReactNode }) {
  return (
    <SideProvider lab={b}>
      <Against>
        <SideProvider lab={a}>{children}</SideProvider>
      </Against>
    </SideProvider>
  )
}

function Against({ children }: { children: ReactNode }) {
  return <AgainstContext value={useBench()}>{children}</AgainstContext>
}

/** Both recipes as chips, and each instrument of A above that of B. */
function PhonePair({ a, b }: Both) {
  const t = useWords(words)
  return (
    <>
      <NoticesOf lab={b} />
      {sidesOf({ a, b }).map(([side, lab]) => (
        <div className={styles.chips} key={side}>
          <SideBadge side={side} />
          <SideProvider lab={lab}>
            <StripChips name={t.recipeOf(side)} />
          </SideProvider>
        </div>
      ))}
      <SwipedInstruments Slide={Slide} />
    </>
  )
}

function sidesOf({ a, b }: Both): readonly (readonly [Side, Lab])[] {
  return [
    ['A', a],
    ['B', b],
  ]
}

function Slide({ id }: { id: string }) {
  const { a, b } = usePair()
  if (b === null) return null
  if (id === 'objective') {
    return (
      <Together a={a} b={b}>
        <InstrumentPanel id={id} className={styles.whole} expandable={false} />
      </Together>
    )
  }
  return (
    <div className={styles.stack}>
      {sidesOf({ a, b }).map(([side, lab]) => (
        <SideProvider lab={lab} key={side}>
          <InstrumentPanel id={id} side={side} className={styles.half} expandable={false} />
        </SideProvider>
      ))}
    </div>
  )
}

/** A's stand above the page. */
function NoticesOf({ lab }: { lab: Lab }) {
  return (
    <LabContext value={lab}>
      <Notices />
    </LabContext>
  )
}
