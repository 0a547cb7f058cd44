// The strip of a comparison: both recipes in one table, column by column, with what differs marked. A cell opens its controls.

import { useMemo, useState } from 'react'
import { useBench } from '../benches/autoencoder/instruments/InstrumentView.tsx'
import { newsOf } from '../benches/autoencoder/instruments/runLabel.ts'
import {
  ColumnSheet,
  useColumns,
  type StripColumn,
} from '../benches/autoencoder/instruments/strip/columnsView.tsx'
import { writtenReconstruction } from '../benches/autoencoder/objective/reconstruction.ts'
import { inForce } from '../lab/recipe.ts'
import { formatNumber } from '../ui/format.ts'
import { SideBadge, type Side } from '../ui/SideBadge.tsx'
import { useWords } from '../ui/words.tsx'
import { SideProvider } from './BenchProvider.tsx'
import { columnOf } from './differences.ts'
import { usePair, useSide, useSides } from './LabContext.tsx'
import styles from './RecipesView.module.css'
import { useDiffering } from './useDiffering.ts'
import { words } from './words.ts'

export function RecipesView() {
  const t = useWords(words)
  const { a, b } = usePair()
  const columns = useColumns()
  const differing = useDiffering()
  if (b === null) return null
  return (
    <section className={styles.frame} aria-label={t.recipes}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">
              <span className="visually-hidden">{t.side}</span>
            </th>
            {columns.map(({ id, title, colour }) => (
              <th key={id} scope="col" data-column={id} style={{ color: colour && `var(--${colour})` }}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <SideProvider lab={a}>
            <Row side="A" differing={differing} />
          </SideProvider>
          <SideProvider lab={b}>
            <Row side="B" differing={differing} />
          </SideProvider>
        </tbody>
      </table>
    </section>
  )
}

function Row({ side, differing }: { side: Side; differing: ReadonlySet<string> }) {
  const t = useWords(words)
  const columns = useColumns()
  const [opened, setOpened] = useState<StripColumn['id']>()
  const open = columns.find(({ id }) => id === opened)
  return (
    <tr>
      <th scope="row" aria-label={t.recipeOf(side)}>
        <SideBadge side={side} />
        {open && (
          <ColumnSheet title={`${side} · ${open.title}`} onClose={() => setOpened(undefined)}>
            <div className={styles.opened}>
              <SideBadge side={side} />
              <open.Column />
            </div>
          </ColumnSheet>
        )}
      </th>
      {columns.map((column) => (
        <Cell
          key={column.id}
          side={side}
          column={column}
          differs={differing.has(column.id)}
          onOpen={() => setOpened(column.id)}
        />
      ))}
    </tr>
  )
}

interface CellProps {
  readonly side: Side
  readonly column: StripColumn
  readonly differs: boolean
  readonly onOpen: () => void
}

function Cell({ side, column, differs, onOpen }: CellProps) {
  const t = useWords(words)
  const isSame = side === 'B' && !differs
  const hidden = useHidden(column.id)
  const name = [t.cell(side, column.title, column.value), ...hidden, differs && t.differs].filter(Boolean)
  return (
    // eslint-disable-next-line jsx-a11y/control-has-associated-label -- its button has a name
    <td data-differs={differs || undefined}>
      <button
        type="button"
        className={styles.cell}
        data-same={isSame || undefined}
        aria-haspopup="dialog"
        onClick={onOpen}
      >
        <span aria-hidden="true">
          {isSame ? t.same : (column.face ?? column.value)}
          {column.id === 'objective' && <Total />}
          {hidden.length > 0 && <span className={styles.hidden}>{hidden.join(', ')}</span>}
        </span>
        <span className="visually-hidden">{name.join(', ')}</span>
      </button>
    </td>
  )
}

/** What a cell says of itself already. */
const evident = [
  'data.set',
  'encode.layers',
  'code.size',
  'code.kind',
  'decode.output',
  'optimise.method',
  'optimise.rate',
]
const isEvident = (path: string) =>
  evident.includes(path) || path.startsWith('corrupt') || /^objective\.\w+\.weight$/.test(path)

/** The differences from the other side in this column that its few words do not show. */
function useHidden(column: StripColumn['id']): readonly string[] {
  const side = useSide()
  const written = useSides(([one, other]) => {
    if (!other) return ''
    const [own, its] = side === 'B' ? [other, one!] : [one!, other]
    return newsOf(inForce(own.recipe, Infinity), inForce(its.recipe, Infinity))
      .filter(({ path }) => columnOf(path) === column && !isEvident(path))
      .map(({ name }) => name)
      .join('\n')
  })
  return useMemo(() => (written === '' ? [] : written.split('\n')), [written])
}

/** The objective's value on the test images at the shown step. */
function Total() {
  const t = useWords(words)
  const { history, step, recipe } = useBench()
  const total = history.find((measured) => measured.step === step)?.evaluation.total
  if (total === undefined) return null
  return (
    <span className={styles.value} title={writtenReconstruction(recipe).unit.en}>
      {t.valueOf(formatNumber(total, 1))}
    </span>
  )
}
