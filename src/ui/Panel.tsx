// A bordered region of the bench with its heading and actions: fill the bench, show as a table, save the numbers.

import { useEffect, useState, type ReactNode } from 'react'
import { Button } from './Button.tsx'
import { toCsv, type Table } from './csv.ts'
import { DataTable } from './DataTable.tsx'
import { ExpandIcon, PictureIcon, SaveIcon, ShrinkIcon, TableIcon } from './icons.tsx'
import styles from './Panel.module.css'
import { saveFile } from './saveFile.ts'
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
  /** Name of the CSV file, with its ending; without it there is nothing to save. */
  fileName?: string
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
    expanded = false,
    onExpand,
    bare = false,
    className,
  } = props
  const words = useWords(uiWords)
  const [asTable, setAsTable] = useState(false)

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
            {table && fileName && (
              <Button
                kind="icon"
                aria-label={words.saveFile}
                onClick={() => saveFile(fileName, toCsv(table()))}
              >
                <SaveIcon />
              </Button>
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
      <div className={styles.body}>
        {heading && note && <p className={styles.first}>{note}</p>}
        {asTable && table ? <DataTable table={table()} label={title} /> : props.children}
      </div>
    </section>
  )
}
