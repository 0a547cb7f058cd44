// Objective, term by term: every quantity on its own scale over the steps, with what nothing can go below.

import { use, useMemo, useRef } from 'react'
import { changesOnTheWay } from '../../../../lab/branch.ts'
import type { Table } from '../../../../ui/csv.ts'
import { formatCount, formatSignificant } from '../../../../ui/format.ts'
import { Plot } from '../../../../ui/Plot.tsx'
import type { Side } from '../../../../ui/SideBadge.tsx'
import { useWords } from '../../../../ui/words.tsx'
import type { Evaluation } from '../../evaluate.ts'
import { writtenReconstruction } from '../../objective/reconstruction.ts'
import {
  AgainstContext,
  defineInstrument,
  useBench,
  type Bench,
  type InstrumentProps,
} from '../InstrumentView.tsx'
import { usePlotArea, type PlotArea } from '../plotAreaView.tsx'
import { acrossArea, cursorAt, isLow, margins, placed, useFigure, type Axis } from './figureView.tsx'
import { LineKey, nameOfLine, useLines } from './linesView.tsx'
import type { ObjectivePart } from './measure.ts'
import { inkOf, nameOfPath, nameOfStrip, nameOn, written } from './namesView.tsx'
import { useDrawn, useRows, type Drawn } from './rowsView.tsx'
import { stepRange, valueOf } from './strips.ts'
import styles from './View.module.css'
import { title } from './title.ts'
import { words as text } from './words.ts'

function Objective({ part }: InstrumentProps<ObjectivePart>) {
  const words = useWords(text)
  const box = useRef<HTMLDivElement>(null)
  const area = usePlotArea(box, margins)
  const drawn = useDrawn()
  const { bench } = drawn[0]!
  const rows = useRows(drawn)
  const lines = useLines(drawn)
  const valueAt = (side: Side | null, id: string) => {
    const now = side === 'B' ? evaluationOf(drawn[1]!.bench) : part
    return nameOn(side, written(now === null ? NaN : valueOf(now, id)))
  }
  const reached = Math.max(...drawn.map(({ bench: { history } }) => history.at(-1)?.step ?? 0))
  const planned = Math.max(...drawn.map(({ bench: { recipe } }) => recipe.optimise.steps))
  const [from, to] = stepRange(reached, planned)
  const places = useMemo(() => area && placed(rows, lines, from, area), [rows, lines, from, area])
  const axis = useMemo<Axis>(() => ({ from, to }), [from, to])
  const { traces, layout } = useFigure(rows, places, lines, axis, area)

  const named = lines.map((line) => nameOfLine(line, words))
  const values = rows
    .flatMap(({ id, unit, curves }) =>
      curves.map(({ side }) => words.value(nameOfStrip(id, words), valueAt(side, id), unit)),
    )
    .join(', ')
  return (
    <div className={styles.view}>
      <div className={styles.plot} ref={box}>
        {area && (
          <Plot
            traces={traces}
            layout={layout}
            label={[words.label(values, formatCount(bench.step)), ...named.map(({ full }) => full)].join(
              '; ',
            )}
          />
        )}
        {area && places && (
          <div className={styles.overlay} aria-hidden="true">
            <div className={styles.cursor} style={cursorAt(bench.step, axis, area)} />
            {named.length > 0 && <LineKey kind={lines[0]!.kind} texts={named} area={area} />}
            {drawn.map((each) => (
              <Changes key={each.side} drawn={each} axis={axis} area={area} />
            ))}
          </div>
        )}
      </div>
      <div className={styles.values}>
        {area &&
          places?.map((place) => {
            const { id, unit, curves } = place.row
            const oneLine = isLow(place, area)
            return (
              <span
                key={`${id} ${unit}`}
                className={styles.value}
                data-one-line={oneLine || undefined}
                style={{
                  color: `var(--${inkOf(id)})`,
                  top: place.top + place.height / 2 - area.text * (oneLine ? 0.63 : 1.25),
                }}
              >
                <strong>{nameOfStrip(id, words)}</strong>{' '}
                {curves.map(({ side }) => valueAt(side, id)).join(' · ')}
              </span>
            )
          })}
      </div>
    </div>
  )
}

/** Of the step that is shown; null where it has no frame. */
function evaluationOf({ history, step }: Bench): Evaluation | null {
  return history.find((measured) => measured.step === step)?.evaluation ?? null
}

/** Where the recipe was changed while the run went on. */
function Changes({ drawn: { side, bench }, axis, area }: { drawn: Drawn; axis: Axis; area: PlotArea }) {
  const words = useWords(text)
  return changesOnTheWay(bench.recipe)
    .filter(({ step }) => step >= axis.from && step <= axis.to)
    .map(({ step, path, value }) => (
      <div
        key={`${step} ${path}`}
        className={styles.change}
        style={{ left: acrossArea(step, axis, area), top: area.top, height: area.height }}
      >
        {area.width > 380 && (
          <span>{nameOn(side, words.change(nameOfPath(path, words), formatSignificant(value)))}</span>
        )}
      </div>
    ))
}

function useNote(): string {
  const words = useWords(text)
  const { recipe } = useBench()
  const against = use(AgainstContext)
  const unit = writtenReconstruction(recipe).unit.en
  if (against !== null) return words.noteOfBoth(unit)
  const batches =
    recipe.objective.reconstruction.over === 'masked'
      ? words.hiddenPixels
      : recipe.corrupt.kind === 'none'
        ? words.batches
        : words.corruptedBatches
  return words.note(unit, batches)
}

function useTable(): () => Table {
  const drawn = useDrawn()
  const rows = useRows(drawn)
  const words = useWords(text)
  return () => {
    const row = (side: Side | null, step: number, set: string, objective: Parameters<typeof valueOf>[0]) => [
      ...(side === null ? [] : [side]),
      step,
      set,
      ...rows.map(({ id, curves }) =>
        curves.some((curve) => curve.side === side) ? valueOf(objective, id) : NaN,
      ),
    ]
    return {
      columns: [
        ...(drawn.length > 1 ? [{ label: words.side }] : []),
        { label: words.step },
        { label: words.set },
        ...rows.map(({ id, unit }) => ({ label: nameOfStrip(id, words), unit })),
      ],
      rows: drawn.flatMap(({ side, bench: { history, batchLosses } }) => [
        ...history.map(({ step, evaluation }) => row(side, step, words.testSet, evaluation)),
        ...batchLosses.map((loss) => row(side, loss.step, words.batchSet, loss)),
      ]),
    }
  }
}

export const view = defineInstrument<ObjectivePart>({
  id: 'objective',
  title,
  useNote,
  View: Objective,
  useTable,
})
