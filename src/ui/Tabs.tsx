// A row of tabs; those that do not fit go into a "More" menu, and the chosen one is always in sight.

import { useId, useLayoutEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { Menu } from './Menu.tsx'
import styles from './Tabs.module.css'
import { uiWords } from './uiWords.ts'
import { useWords } from './words.tsx'

export interface TabsProps<Id extends string> {
  /** What the tabs choose among, for screen readers. */
  label: string
  tabs: readonly { id: Id; label: string }[]
  selected: Id
  onSelect: (id: Id) => void
  /** `line`: the chosen one underlined, over a panel. `pill`: the chosen one on a soft ground, as in the top bar. */
  kind?: 'line' | 'pill'
  /** At the right end of the row. */
  actions?: ReactNode
  /** What the chosen tab shows. Without it, name the element it governs in `controls`. */
  children?: ReactNode
  /** The id of the element the tabs govern, where it is not a child. */
  controls?: string
}

/** How many widths, each with a gap before it but the first, fit into the room. */
function countFitting(widths: readonly number[], gap: number, room: number): number {
  let used = -gap
  for (const [index, width] of widths.entries()) {
    used += gap + width
    if (used > room) return index
  }
  return widths.length
}

interface Measured {
  /** Of each tab. */
  readonly widths: readonly number[]
  readonly more: number
  readonly gap: number
  readonly room: number
}

/** The places of the tabs that fit into the row; the chosen one is always among them. */
function placesShown({ widths, more, gap, room }: Measured, chosen: number): readonly number[] {
  const all = widths.map((_, place) => place)
  if (countFitting(widths, gap, room) === widths.length) return all
  const beside = room - more - gap
  const first = Math.max(1, countFitting(widths, gap, beside))
  if (chosen < first) return all.slice(0, first)
  // the chosen one stands at the end, and takes the room that it needs from those before it
  const others = countFitting(widths, gap, beside - widths[chosen]! - gap)
  return [...all.slice(0, others), chosen]
}

export function Tabs<Id extends string>(props: TabsProps<Id>) {
  const { label, tabs, selected, onSelect, kind = 'line', actions, children, controls } = props
  const words = useWords(uiWords)
  const id = useId()
  const row = useRef<HTMLDivElement>(null)
  const ruler = useRef<HTMLDivElement>(null)
  const strip = useRef<HTMLDivElement>(null)
  const [measured, setMeasured] = useState<Measured>()

  // The ruler is the whole row once more, unseen, so that widths are known of tabs that are not shown.
  useLayoutEffect(() => {
    const measure = () => {
      const widths = [...ruler.current!.children].map((child) => child.getBoundingClientRect().width)
      const more = widths.pop() ?? 0
      const gap = Number.parseFloat(getComputedStyle(ruler.current!).columnGap) || 0
      setMeasured({ widths, more, gap, room: row.current!.getBoundingClientRect().width })
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(row.current!)
    observer.observe(ruler.current!)
    return () => observer.disconnect()
  }, [])

  const chosen = tabs.find((tab) => tab.id === selected)
  // what was measured of other tabs says nothing of these
  const places =
    measured?.widths.length === tabs.length && placesShown(measured, chosen ? tabs.indexOf(chosen) : 0)
  const shown = places ? places.map((place) => tabs[place]!) : tabs
  const hidden = tabs.filter((tab) => !shown.includes(tab))
  const panelId = children === undefined ? controls : `${id}-panel`

  const onKeyDown = (event: KeyboardEvent) => {
    const at = shown.findIndex((tab) => tab.id === selected)
    const last = shown.length - 1
    const steps: Record<string, number> = {
      ArrowRight: at === last ? 0 : at + 1,
      ArrowLeft: at <= 0 ? last : at - 1,
      Home: 0,
      End: last,
    }
    const next = shown[steps[event.key] ?? -1]
    if (!next) return
    event.preventDefault()
    onSelect(next.id)
    strip.current?.querySelector<HTMLElement>(`[data-tab="${CSS.escape(next.id)}"]`)?.focus()
  }

  return (
    <>
      <div className={styles.bar} data-kind={kind}>
        <div ref={row} className={styles.row}>
          <div ref={ruler} className={styles.ruler} aria-hidden="true" inert>
            {tabs.map((tab) => (
              <span key={tab.id} className={styles.tab}>
                {tab.label}
              </span>
            ))}
            <span className={styles.more}>{words.more}</span>
          </div>
          <div ref={strip} role="tablist" aria-label={label} className={styles.strip}>
            {shown.map((tab) => (
              <button
                key={tab.id}
                id={`${id}-${tab.id}`}
                type="button"
                role="tab"
                data-tab={tab.id}
                data-label={tab.label}
                className={styles.tab}
                aria-selected={tab.id === selected}
                aria-controls={panelId}
                tabIndex={tab.id === selected || (!chosen && tab === shown[0]) ? 0 : -1}
                onClick={() => onSelect(tab.id)}
                onKeyDown={onKeyDown}
              >
                {tab.label}
              </button>
            ))}
          </div>
          {hidden.length > 0 && (
            <Menu
              label={words.more}
              items={hidden.map((tab) => ({
                id: tab.id,
                label: tab.label,
                onSelect: () => onSelect(tab.id),
              }))}
              align="end"
            />
          )}
        </div>
        {actions}
      </div>
      {children !== undefined && (
        <div
          id={panelId}
          role="tabpanel"
          aria-labelledby={chosen ? `${id}-${selected}` : undefined}
          className={styles.panel}
        >
          {children}
        </div>
      )}
    </>
  )
}
