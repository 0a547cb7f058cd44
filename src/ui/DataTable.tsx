// A table of numbers that scrolls under its heading; long ones show their first rows and more on demand.

import { useState } from 'react'
import { Button } from './Button.tsx'
import { columnHeading, type Table } from './csv.ts'
import styles from './DataTable.module.css'
import { formatSignificant } from './format.ts'
import { uiWords } from './uiWords.ts'
import { useWords } from './words.tsx'

export interface DataTableProps {
  table: Table
  /** What the table holds; also its caption for screen readers. */
  label: string
  /** How numbers are written; at most six significant figures unless told. */
  format?: (value: number, column: number) => string
}

const portion = 200

export function DataTable({ table, label, format = (value) => formatSignificant(value, 6) }: DataTableProps) {
  const words = useWords(uiWords)
  const [shown, setShown] = useState(portion)
  const count = table.rows.length
  return (
    // A region that scrolls has to be reachable by keyboard.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className={styles.area} aria-label={label} tabIndex={0}>
      <table className={styles.table}>
        <caption className="visually-hidden">{label}</caption>
        <thead>
          <tr>
            {table.columns.map((column, index) => (
              <th key={index} scope="col" data-text={typeof table.rows[0]?.[index] === 'string' || undefined}>
                {columnHeading(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.slice(0, shown).map((row, index) => (
            <tr key={index}>
              {row.map((value, column) => (
                <td key={column} data-text={typeof value === 'string' || undefined}>
                  {typeof value === 'string' ? value : format(value, column)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {count > shown && (
        <p className={styles.rest}>
          {words.rowsShown(shown, count)}{' '}
          <Button kind="quiet" onClick={() => setShown(shown + portion)}>
            {words.showMoreRows(Math.min(portion, count - shown))}
          </Button>
        </p>
      )}
    </section>
  )
}
