// Sparsity: how much of the code an image uses, which units are never used, and what error that leaves.

import { useRef, useState, type ReactNode } from 'react'
import { Choice } from '../../../../ui/Choice.tsx'
import type { Table } from '../../../../ui/csv.ts'
import { formatCount, formatNumber, formatSignificant } from '../../../../ui/format.ts'
import { useBox } from '../../../../ui/useBox.ts'
import { useWords } from '../../../../ui/words.tsx'
import { pixels } from '../../shapes.ts'
import { settingOf } from '../../objective/term.ts'
import { term as klSparsity } from '../../objective/terms/klSparsity.ts'
import { isSigned } from '../activity.ts'
import { defineInstrument, useBench, type Bench, type InstrumentProps } from '../InstrumentView.tsx'
import { useTextSize } from '../plotAreaView.tsx'
import { Activations, ActivePerImage } from './HistogramsView.tsx'
import type { SparsityPart } from './measure.ts'
import { Target } from './TargetView.tsx'
import { klOfUnits } from './target.ts'
import styles from './View.module.css'
import { title } from './title.ts'
import { words as text } from './words.ts'

/** Of the box, in heights of the smallest text: below it the numbers stand in two rows and the plots below each other. */
const narrow = 38
/** From here on everything is shown at once. */
const wide = { width: 76, height: 38 }

type Pane = 'histograms' | 'target'

const plotsOf: Record<Pane, number> = { histograms: 2, target: 1 }
/** By the number of columns; the target, which is the last, has controls below it. */
const columnsOf = [
  '',
  'minmax(0, 1fr)',
  'repeat(2, minmax(0, 1fr))',
  'repeat(2, minmax(0, 1fr)) minmax(0, 1.4fr)',
]

/** Mean activations that a target in (0, 1) may be set against. */
const hasTarget = ({ code }: Bench['recipe']): boolean =>
  code.kind === 'point' && code.activation === 'sigmoid'

function Sparsity({ part }: InstrumentProps<SparsityPart>) {
  const { recipe } = useBench()
  const words = useWords(text)
  const box = useRef<HTMLDivElement>(null)
  const { width, height } = useBox(box)
  const textSize = useTextSize()
  const [wanted, setWanted] = useState<Pane>(() =>
    settingOf(recipe, klSparsity).weight > 0 ? 'target' : 'histograms',
  )
  const isNarrow = width < narrow * textSize
  const showsAll = width >= wide.width * textSize && height >= wide.height * textSize

  const available: Pane[] = hasTarget(recipe) ? ['histograms', 'target'] : ['histograms']
  const shown = available.includes(wanted) ? wanted : 'histograms'
  const choice =
    showsAll || available.length === 1 ? null : (
      <Choice
        label={words.show}
        value={shown}
        options={available.map((value) => ({ value, label: words[value] }))}
        onChange={setWanted}
      />
    )
  const drawn: Record<Pane, ReactNode> = {
    histograms: (
      <>
        <Activations part={part} />
        <ActivePerImage part={part} />
      </>
    ),
    target: <Target part={part} choice={choice} />,
  }
  const plots = (showsAll ? available : [shown]).reduce((sum, pane) => sum + plotsOf[pane], 0)
  const columns = isNarrow ? 1 : plots
  return (
    <div className={styles.view} ref={box}>
      <Numbers part={part} isNarrow={isNarrow} />
      {choice && shown !== 'target' && <div className={styles.footer}>{choice}</div>}
      {width > 0 && (
        <div
          className={styles.panes}
          style={{
            gridTemplateColumns: columnsOf[columns],
            gridAutoRows: 'minmax(min-content, 1fr)',
          }}
        >
          {available
            .filter((pane) => showsAll || pane === shown)
            .map((pane) => (
              <PaneOf key={pane}>{drawn[pane]}</PaneOf>
            ))}
        </div>
      )}
    </div>
  )
}

/** A pane's key without a box of its own: histograms are two. */
function PaneOf({ children }: { children: ReactNode }) {
  return children
}

interface NumbersProps {
  readonly part: SparsityPart
  readonly isNarrow: boolean
}

function Numbers({ part, isNarrow }: NumbersProps) {
  const { pca } = useBench()
  const words = useWords(text)
  const size = part.means.length
  // the linear method with as many numbers as this code uses
  const k = Math.min(Math.max(1, Math.round(part.meanActive)), pixels)
  const dead = part.shares.filter((share) => share === 0).length
  const entries: readonly { name: string; value: string; how?: string; colour?: string }[] = [
    {
      name: words.active,
      value: formatNumber(part.meanActive, 1),
      how: words.activeOf(formatCount(size)),
      colour: 'code',
    },
    { name: words.dead, value: formatCount(dead), how: words.activeOf(formatCount(size)) },
    { name: words.meanActivation, value: formatSignificant(part.meanActivation) },
    {
      name: words.error,
      value: formatNumber(part.msePerPixel, 4),
      how: pca ? words.pcaError(formatCount(k), formatNumber(pca.testErrors[k]! / pixels, 4)) : undefined,
      colour: 'reconstruction',
    },
  ]
  return (
    <dl className={styles.numbers} data-narrow={isNarrow || undefined}>
      {entries.map(({ name, value, how, colour }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            <strong data-colour={colour}>{value}</strong>
            {how !== undefined && <span className={styles.how}>{how}</span>}
          </dd>
        </div>
      ))}
    </dl>
  )
}

function useNote(part: SparsityPart): string {
  const { recipe } = useBench()
  const words = useWords(text)
  const quantity =
    recipe.code.kind === 'gaussian' ? words.ofMeans : isSigned(recipe) ? words.ofSigned : words.ofPoint
  return words.note(formatCount(part.images), quantity)
}

function useTable(part: SparsityPart): () => Table {
  const { recipe } = useBench()
  const words = useWords(text)
  return () => {
    const rho = settingOf(recipe, klSparsity).target
    const kl = hasTarget(recipe) ? klOfUnits(rho, part.means) : null
    return {
      columns: [
        { label: words.unit },
        { label: words.meanColumn },
        { label: words.shareColumn, unit: words.shareUnit },
        { label: words.deadColumn },
        ...(kl ? [{ label: words.klColumn, unit: words.nats }] : []),
      ],
      rows: Array.from(part.means, (mean, unit) => [
        unit + 1,
        mean,
        part.shares[unit]!,
        part.shares[unit] === 0 ? words.yes : words.no,
        ...(kl ? [kl[unit]!] : []),
      ]),
    }
  }
}

export const view = defineInstrument<SparsityPart>({
  id: 'sparsity',
  title,
  useNote,
  View: Sparsity,
  useTable,
})
