// A panel with one instrument of the shown frame in it: picture, table, file, and room to fill the bench.

import { Suspense, useMemo, type ReactNode } from 'react'
import { BenchContext, useBench } from '../benches/autoencoder/instruments/InstrumentView.tsx'
import { viewOf, views } from '../benches/autoencoder/instruments/instrumentViews.tsx'
import { Boundary } from '../ui/Boundary.tsx'
import { Panel } from '../ui/Panel.tsx'
import type { Side } from '../ui/SideBadge.tsx'
import { Tabs } from '../ui/Tabs.tsx'
import { useInTurn } from '../ui/useInTurn.ts'
import { useWords } from '../ui/words.tsx'
import { shownFrame } from './frames.ts'
import styles from './InstrumentPanel.module.css'
import { useLab, useLabState } from './LabContext.tsx'
import { useAvailable } from './useAvailable.ts'
import { words } from './words.ts'

interface Place {
  id: string
  className?: string
  /** in place of the heading, with the note below it */
  heading?: ReactNode
  /** the picture alone: no table, no file, no way to fill the bench */
  bare?: boolean
  /** is there a bench to fill? */
  expandable?: boolean
  /** of which side of a comparison */
  side?: Side
}

/** Give it the instrument's id as its key where that may change. */
export function InstrumentPanel({ id, className, heading, bare = false, expandable = true, side }: Place) {
  const lab = useLab()
  const t = useWords(words)
  const bench = useBench()
  const part = useLabState((state) => shownFrame(state)?.parts[id])
  const measured = useLabState((state) => state.frames.length > 0)
  const expanded = useLabState((state) => state.expanded === id)
  const family = useLabState((state) => state.recipe.family)
  const view = viewOf(id)
  const place = useMemo(
    () => ({
      className,
      heading,
      side,
      fileName: [family, id, side?.toLowerCase()].filter(Boolean).join('-'),
      origin: async () => (await import('./takeAway/origin.ts')).originOf(lab),
      bare,
      ...(expandable ? { expanded, onExpand: (on: boolean) => lab.view({ expanded: on ? id : null }) } : {}),
    }),
    [className, heading, side, family, id, bare, expandable, expanded, lab],
  )
  // part and bench of one step, taken over together and in this panel's own turn
  const shown = useInTurn(useMemo(() => ({ bench, part }), [bench, part]))
  const drawing = useMemo(
    () => view && shown.part !== undefined && <view.Drawing part={shown.part} place={place} />,
    [view, shown.part, place],
  )
  const waiting = (
    <Panel title={titleOf(id)} heading={heading} side={side} className={className}>
      <p className={styles.waiting}>{measured && part === undefined ? t.notApplicable : t.waitingForFrame}</p>
    </Panel>
  )
  const failed = (error: Error) => (
    <Panel title={titleOf(id)} heading={heading} side={side} className={className}>
      <p className={styles.waiting}>{t.notDrawn(error.message)}</p>
    </Panel>
  )
  if (!drawing) return waiting
  return (
    <BenchContext value={shown.bench}>
      <Boundary resetKey={shown} fallback={failed}>
        <Suspense fallback={waiting}>{drawing}</Suspense>
      </Boundary>
    </BenchContext>
  )
}

/** The heading alone, where tabs stand in its place beside it, so that both leave the same room to the picture. */
export function PlainHeading({ id }: { id: string }) {
  return <h2 className={styles.heading}>{titleOf(id)}</h2>
}

/** The instruments of the family as tabs, the chosen one large. */
export function InstrumentTabs({ className }: { className?: string }) {
  const { selected, tabs } = useInstrumentTabs()
  return <InstrumentPanel key={selected} id={selected} className={className} heading={tabs} />
}

/** The tabs of the instruments there are, and which of them is chosen. */
export function useInstrumentTabs(): { selected: string; tabs: ReactNode } {
  const lab = useLab()
  const t = useWords(words)
  const available = useAvailable()
  const wanted = useLabState((state) => state.instrument)
  const selected = available.includes(wanted) ? wanted : available[0]!
  const tabs = useMemo(
    () => (
      <Tabs
        label={t.instruments}
        tabs={available.map((id) => ({ id, label: titleOf(id) }))}
        selected={selected}
        onSelect={(id) => lab.view({ instrument: id })}
      />
    ),
    [t, available, selected, lab],
  )
  return { selected, tabs }
}

/** The heading of every instrument by its id. */
export function titleOf(id: string): string {
  return titles[id] ?? id
}

const titles: Readonly<Record<string, string>> = Object.fromEntries(
  views.map(({ id, title }) => [id, title.en]),
)
