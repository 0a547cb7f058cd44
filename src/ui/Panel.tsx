// A bordered region of the bench with its heading and actions: fill the bench, show as a table, save numbers and picture.

import { useEffect, useRef, useState, type ReactNode } from 'react'
import { Button } from './Button.tsx'
import type { Table } from './csv.ts'
import { DataTable } from './DataTable.tsx'
import { ExpandIcon, PictureIcon, SaveIcon, ShrinkIcon, TableIcon } from './icons.tsx'
import { Menu } from './Menu.tsx'
import button from './Button.module.css'
import styles from './Panel.module.css'
import type { Origin } from './picture/savePanel.ts'
import { SideBadge, type Side } from './SideBadge.tsx'
import { uiWords } from './uiWords.ts'
import { useWords } from './words.tsx'

export interface PanelProps {
  /** The heading, and the region's name. */
  title: string
  /** Small, beside the heading, or first in the body where something else stands for it: what is shown, in which units. */
  note?: ReactNode
  /** Instead of the visible heading, for instance tabs; the title still names the region. */
  heading?: ReactNode
  /** Of which side of a comparison the panel is. */
  side?: Side
  /** Further buttons, before the panel's own. */
  actions?: ReactNode
  /** The numbers behind the picture, asked for only when the reader wants them. */
  table?: () => Table
  /** Name of the files, without an ending; without it there is nothing to save. */
  fileName?: string
  /** What a saved picture says of where it comes from; without it there is none. */
  origin?: () => Promise<Origin>
  /** Fills the nearest positioned ancestor, the bench. Escape leaves. */
  expanded?: boolean
  /** Given, there is a button to fill the bench. */
  onExpand?: (expanded: boolean) => void
  /** Heading and picture alone, without buttons. */
  bare?: boolean
  className?: string
  children: ReactNode
}

export function Panel(props: PanelProps) {
  const {
    title,
    note,
    heading,
    side,
    actions,
    table,
    fileName,
    origin,
    expanded = false,
    onExpand,
    bare = false,
    className,
  } = props
  const words = useWords(uiWords)
  const [asTable, setAsTable] = useState(false)
  const [failure, setFailure] = useState<string>()
  const body = useRef<HTMLDivElement>(null)

  const write = async (kind: 'Table' | 'Svg' | 'Png') => {
    const files = await import('./picture/savePanel.ts')
    if (kind === 'Table') return files.saveTable(fileName!, table!())
    const [shown, where] = [body.current!, await origin!()]
    // behind tabs the note stands in the body
    const text = typeof note === 'string' && !heading ? note : ''
    const picture = { title, note: text, body: shown, origin: where, pixelNote: words.embedded }
    return files[`save${kind}`](fileName!, picture)
  }
  const save = (kind: 'Table' | 'Svg' | 'Png') => {
    setFailure(undefined)
    write(kind).catch((error: Error) => setFailure(words.notSaved(error.message)))
  }
  const drawn = origin && !asTable
  useEffect(() => {
    if (!expanded || !onExpand) return undefined
    const leave = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented) onExpand(false)
    }
    addEventListener('keydown', leave)
    return () => removeEventListener('keydown', leave)
  }, [expanded, onExpand])

  return (
    <section
      aria-label={side ? `${title}, ${side}` : title}
      className={[styles.panel, className].filter(Boolean).join(' ')}
      data-expanded={expanded || undefined}
    >
      <header className={styles.header}>
        {side && <SideBadge side={side} />}
        {heading ? (
          <div className={styles.slot}>{heading}</div>
        ) : (
          <div className={styles.heading}>
            <h2 className={styles.title}>{title}</h2>
            {note && <span className={styles.note}>{note}</span>}
          </div>
        )}
        {!bare && (
          <div className={styles.actions}>
            {actions}
            {table && (
              <Button
                kind="icon"
                aria-label={asTable ? words.picture : words.table}
                onClick={() => setAsTable(!asTable)}
              >
                {asTable ? <PictureIcon /> : <TableIcon />}
              </Button>
            )}
            {fileName && (table || drawn) && (
              <Menu
                label={<SaveIcon />}
                name={words.saveFile}
                className={`${button.button} ${button.icon}`}
                align="end"
                bare
                items={[
                  ...(table ? [{ id: 'csv', label: words.numbers, onSelect: () => save('Table') }] : []),
                  ...(drawn
                    ? [
                        { id: 'svg', label: words.vectors, onSelect: () => save('Svg') },
                        { id: 'png', label: words.pixels, onSelect: () => save('Png') },
                      ]
                    : []),
                ]}
              />
            )}
            {onExpand && (
              <Button
                kind="icon"
                aria-label={expanded ? words.shrink : words.expand}
                onClick={() => onExpand(!expanded)}
              >
                {expanded ? <ShrinkIcon /> : <ExpandIcon />}
              </Button>
            )}
          </div>
        )}
      </header>
      <div ref={body} className={styles.body}>
        {failure && <p className={styles.first}>{failure}</p>}
        {heading && note && <p className={styles.first}>{note}</p>}
        {asTable && table ? <DataTable table={table()} label={title} /> : props.children}
      </div>
    </section>
  )
}
