// A panel with one instrument of the shown frame in it: picture, table, file, and room to fill the bench.

import type { ReactNode } from 'react'
import type { InstrumentView } from '../benches/autoencoder/instruments/InstrumentView.tsx'
import { useTitles, viewOf } from '../benches/autoencoder/instruments/instrumentViews.tsx'
import { Panel } from '../ui/Panel.tsx'
import { Tabs } from '../ui/Tabs.tsx'
import { useWords } from '../ui/words.tsx'
import styles from './InstrumentPanel.module.css'
import { useLab, useLabState } from './LabContext.tsx'
import { shownFrame } from './laboratory.ts'
import { useAvailable } from './useAvailable.ts'
import { words } from './words.ts'

export function InstrumentPanel({ id, className, tabs }: { id: string; className?: string; tabs?: ReactNode }) {
  const view = viewOf(id)
  const part = useLabState((state) => shownFrame(state)?.parts[id])
  if (view === undefined) return null
  return part === undefined ? (
    <Waiting view={view} className={className} tabs={tabs} />
  ) : (
    <Shown key={id} view={view} part={part} className={className} tabs={tabs} />
  )
}

interface Placed {
  view: InstrumentView
  className?: string
  tabs?: ReactNode
}

function Shown({ view, part, className, tabs }: Placed & { part: unknown }) {
  const lab = useLab()
  const expanded = useLabState((state) => state.expanded === view.id)
  const title = view.useTitle()
  const note = view.useNote?.(part)
  const table = view.useTable?.(part)
  const family = useLabState((state) => state.recipe.family)
  return (
    <Panel
      title={title}
      heading={tabs}
      note={note}
      table={table}
      fileName={`${family}-${view.id}.csv`}
      expanded={expanded}
      onExpand={(on) => lab.view({ expanded: on ? view.id : null })}
      className={className}
    >
      <view.View part={part} />
    </Panel>
  )
}

function Waiting({ view, className, tabs }: Placed) {
  const t = useWords(words)
  const frames = useLabState((state) => state.frames.length > 0)
  return (
    <Panel title={view.useTitle()} heading={tabs} className={className}>
      <p className={styles.waiting}>{frames ? t.notApplicable : t.waitingForFrame}</p>
    </Panel>
  )
}

/** The instruments of the family as tabs, the chosen one large. */
export function InstrumentTabs({ className }: { className?: string }) {
  const lab = useLab()
  const t = useWords(words)
  const available = useAvailable()
  const wanted = useLabState((state) => state.instrument)
  const selected = available.includes(wanted) ? wanted : available[0]!
  const titles = useTitles()
  const tabs = available.map((id) => ({ id, label: titles[id] ?? id }))
  return (
    <InstrumentPanel
      id={selected}
      className={className}
      tabs={<Tabs label={t.instruments} tabs={tabs} selected={selected} onSelect={(id) => lab.view({ instrument: id })} />}
    />
  )
}
