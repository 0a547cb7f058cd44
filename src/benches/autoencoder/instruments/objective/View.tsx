// Objective, term by term: every quantity on its own scale over the steps, with what nothing can go below.

import { use, useMemo, useRef, type CSSProperties } from 'react'
import { usePalette, type ColourName } from '../../../../ui/colours.ts'
import type { Table } from '../../../../ui/csv.ts'
import { formatCount, formatNumber, formatSignificant } from '../../../../ui/format.ts'
import { Plot, type PlotTrace } from '../../../../ui/Plot.tsx'
import { linearAxis, logTicks, type PlotLayout } from '../../../../ui/plotLayout.ts'
import type { Side } from '../../../../ui/SideBadge.tsx'
import { useWords } from '../../../../ui/words.tsx'
import type { Evaluation } from '../../evaluate.ts'
import { terms } from '../../objective/terms.ts'
import { writtenReconstruction } from '../../objective/reconstruction.ts'
import type { AutoencoderRecipe } from '../../recipe.ts'
import {
  AgainstContext,
  defineInstrument,
  useBench,
  type Bench,
  type InstrumentProps,
} from '../InstrumentView.tsx'
import { usePlotArea, type PlotArea } from '../plotAreaView.tsx'
import { pixels as imageSize } from '../../shapes.ts'
import { entropyFloor } from './lines.ts'
import type { ObjectivePart } from './measure.ts'
import {
  bottomOf,
  stepPlace,
  stepRange,
  stripsOf,
  thinned,
  topOf,
  valueOf,
  type Point,
  type Strip,
} from './strips.ts'
import styles from './View.module.css'
import { title } from './title.ts'
import { words as text } from './words.ts'

const margins = { left: 3.4, right: 0.6, top: 0.8, bottom: 3.2 }
/** Between strips, in heights of the axis numbers. */
const gap = 1.5
/** The reconstruction's strip is taller than the others by this. */
const taller = 1.7
const mostBatches = 300
/** Heights of a strip, in heights of the axis numbers: below them two lines of text have no room, and two numbers touch. */
const low = 2.6
const touching = 1.35
const known = terms.map((term) => term.id)

type Words = ReturnType<typeof useWords<typeof text.en>>

/** A run whose curves are drawn: the only one, or a side of a comparison. */
interface Drawn {
  readonly side: Side | null
  readonly bench: Bench
}

/** The quantities of one strip: one curve, or in a comparison that of each side which has it, in the same unit. */
interface Row {
  readonly id: string
  readonly unit: string
  readonly curves: readonly { readonly side: Side | null; readonly strip: Strip }[]
}

function useDrawn(): readonly Drawn[] {
  const bench = useBench()
  const against = use(AgainstContext)
  if (against === null) return [{ side: null, bench }]
  return [
    { side: 'A', bench },
    { side: 'B', bench: against },
  ]
}

/** What does not change with the shown step alone. */
function useRows(drawn: readonly Drawn[]): readonly Row[] {
  const [{ bench, side }, other] = [drawn[0]!, drawn[1]]
  const own = useStrips(bench)
  const its = useStrips((other ?? drawn[0]!).bench)
  const isCompared = other !== undefined
  return useMemo(() => {
    const rows = new Map<string, Row>()
    const sides = isCompared
      ? [
          { side, strips: own },
          { side: 'B' as const, strips: its },
        ]
      : [{ side, strips: own }]
    for (const { side: of, strips } of sides) {
      for (const { unit, ...strip } of strips) {
        const key = `${strip.id} ${unit}`
        const curves = [...(rows.get(key)?.curves ?? []), { side: of, strip }]
        rows.set(key, { id: strip.id, unit, curves })
      }
    }
    return [...rows.values()].toSorted((one, two) => placeOf(one.id) - placeOf(two.id))
  }, [own, its, side, isCompared])
}

function useStrips({ history, batchLosses, recipe }: Bench): readonly (Strip & { unit: string })[] {
  return useMemo(
    () =>
      stripsOf(history, batchLosses, known).map((strip) => ({ ...strip, unit: unitOf(strip.id, recipe) })),
    [history, batchLosses, recipe],
  )
}

/** Reconstruction first, total last. */
function placeOf(id: string): number {
  return ['reconstruction', ...known, 'total'].indexOf(id)
}

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
          places?.map(({ row: { id, unit, curves }, top, height }) => (
            <span
              key={`${id} ${unit}`}
              className={styles.value}
              data-one-line={isLow(height, area) || undefined}
              style={{
                color: `var(--${inkOf(id)})`,
                top: top + height / 2 - area.text * (isLow(height, area) ? 0.63 : 1.25),
              }}
            >
              <strong>{nameOfStrip(id, words)}</strong>{' '}
              {curves.map(({ side }) => valueAt(side, id)).join(' · ')}
            </span>
          ))}
      </div>
    </div>
  )
}

/** Of the step that is shown; null where it has no frame. */
function evaluationOf({ history, step }: Bench): Evaluation | null {
  return history.find((measured) => measured.step === step)?.evaluation ?? null
}

/** `A 148.2` in a comparison. */
function nameOn(side: Side | null, name: string): string {
  return side === null ? name : `${side} ${name}`
}

/** Is a strip too low for two lines of text beside it? */
function isLow(height: number, { text: size }: PlotArea): boolean {
  return height < size * low
}

/** Values as the curves show them: one decimal below a thousand. */
function written(value: number): string {
  return Math.abs(value) < 1000 ? formatNumber(value, Math.abs(value) < 10 ? 2 : 1) : formatCount(value)
}

function nameOfStrip(id: string, words: Words): string {
  if (id === 'reconstruction') return words.reconstruction
  return terms.find((term) => term.id === id)?.label.en ?? words.total
}

/** The unit of a term, or the reconstruction's, which is the total's, too. */
function unitOf(id: string, recipe: AutoencoderRecipe): string {
  return terms.find((term) => term.id === id)?.unit.en ?? writtenReconstruction(recipe).unit.en
}

function colourOf(id: string): ColourName {
  if (id === 'reconstruction') return 'reconstruction'
  return terms.find((term) => term.id === id)?.colour ?? 'ink'
}

function inkOf(id: string): ColourName {
  const colour = colourOf(id)
  return colour === 'ink' ? 'ink' : (`${colour}-ink` as ColourName)
}

/** The line in the reconstruction's strip; null until it is known, or where there is none. */
interface Line {
  readonly kind: 'entropy' | 'pca'
  readonly value: number
  readonly of: AutoencoderRecipe
}

/** Of both sides of a comparison; one where they have the same. */
function useLines(drawn: readonly Drawn[]): readonly Line[] {
  const one = useLine(drawn[0]!.bench)
  const other = useLine(drawn.at(-1)!.bench)
  return useMemo(() => {
    const lines = [one, other].filter((line) => line !== null)
    return lines.filter(({ value }, i) => lines.findIndex((line) => line.value === value) === i)
  }, [one, other])
}

function useLine({ recipe, test, pca }: Bench): Line | null {
  const { output } = recipe.decode
  const { pixels } = recipe.data
  // behind a Gaussian code the reconstruction is in nats, and no squared error stands beside it
  const isSquared = output === 'gaussian' && recipe.code.kind === 'point'
  const floor = useMemo(
    () => (output === 'bernoulli' && test ? entropyFloor(test, pixels) : null),
    [output, test, pixels],
  )
  const error = useMemo(
    () => (isSquared && pca ? pca.testErrors[Math.min(recipe.code.size, imageSize)]! : null),
    [isSquared, pca, recipe.code.size],
  )
  return useMemo(() => {
    if (floor !== null) return { kind: 'entropy', value: floor, of: recipe }
    return error === null ? null : { kind: 'pca', value: error, of: recipe }
  }, [floor, error, recipe])
}

/** A strip in the plot's area: from `top` down, in pixels, its scale from `start` to `end`. */
interface PlacedStrip {
  readonly row: Row
  readonly top: number
  readonly height: number
  readonly start: number
  readonly end: number
  /** as plotly says it: shares of the area, from below */
  readonly domain: [number, number]
}

function placed(rows: readonly Row[], lines: readonly Line[], from: number, area: PlotArea): PlacedStrip[] {
  const between = rows.length > 1 ? Math.min(gap * area.text, area.height / rows.length / 2) : 0
  const unit = (area.height - between * (rows.length - 1)) / (rows.length - 1 + taller)
  let top = 0
  return rows.map((row, i) => {
    const height = i === 0 ? unit * taller : unit
    const domain: [number, number] = [Math.max(0, 1 - (top + height) / area.height), 1 - top / area.height]
    const values = row.id === 'reconstruction' ? lines.map(({ value }) => value) : []
    const strips = row.curves.map(({ strip }) => strip)
    const place = {
      row,
      top: area.top + top,
      height,
      domain,
      start: Math.min(...strips.map(bottomOf)),
      end: Math.max(...strips.map((strip) => topOf(strip, values, from))),
    }
    top += height + between
    return place
  })
}

function useFigure(
  rows: readonly Row[],
  places: readonly PlacedStrip[] | null,
  lines: readonly Line[],
  axis: Axis,
  area: PlotArea | null,
): { traces: PlotTrace[]; layout: PlotLayout } {
  const palette = usePalette()
  const words = useWords(text)
  const traces = useMemo(
    () =>
      rows.flatMap(({ id, unit, curves }, i) =>
        curves.flatMap(({ side, strip }): PlotTrace[] => {
          const name = nameOn(side, nameOfStrip(id, words))
          const common = {
            type: 'scatter' as const,
            hoverinfo: 'text' as const,
            yaxis: axisOf(i),
          }
          const color = palette.colour(colourOf(id))
          const isShort = strip.test.length < 3
          const test: PlotTrace = {
            ...common,
            ...coordinates(strip.test, name, unit, words),
            mode: isShort ? 'lines+markers' : 'lines',
            line: { color, width: 2, dash: side === 'B' ? 'dash' : 'solid' },
            marker: { color, size: 6 },
          }
          // of two runs the batches would hide each other
          if (side !== null) return [test]
          const batches: PlotTrace = {
            ...common,
            ...coordinates(thinned(strip.batches, mostBatches), words.batch(name), unit, words),
            mode: 'lines',
            line: { color, width: 1 },
            opacity: 0.35,
          }
          return [batches, test]
        }),
      ),
    [rows, palette, words],
  )
  const layout = useMemo<PlotLayout>(() => {
    if (!places || !area) return {}
    const every = axis.from < 1 ? [0, ...logTicks(1, axis.to)] : logTicks(axis.from, axis.to)
    // a number whose middle is too near the right edge would be cut there
    const right = area.left + area.width + margins.right * area.text
    const ticks = every.filter(
      (step) => acrossArea(step, axis, area) + formatSignificant(step).length * 0.3 * area.text < right,
    )
    const result: PlotLayout = {
      margin: area.margin,
      xaxis: {
        ...linearAxis(words.steps, undefined, [stepPlace(axis.from), stepPlace(axis.to)]),
        anchor: axisOf(places.length - 1) as 'y',
        tickmode: 'array',
        tickvals: ticks.map((step) => stepPlace(step)),
        ticktext: ticks.map((step) => formatSignificant(step)),
      },
      shapes: lines.map(({ kind, value }) => ({
        type: 'line',
        xref: 'paper',
        x0: 0,
        x1: 1,
        y0: value,
        y1: value,
        layer: 'below',
        line: { color: palette.colour('muted'), width: 1, dash: kind === 'pca' ? 'dash' : 'dot' },
      })),
    }
    places.forEach(({ domain, start, end, height }, i) => {
      const count = Math.max(1, Math.floor(height / (area.text * 4)))
      const wanted = [1, 2, 4].findLast((parts) => parts <= count)!
      const values = Array.from({ length: wanted + 1 }, (_, tick) => start + ((end - start) * tick) / wanted)
      // the last strip says where all of them begin, unless its two numbers would touch
      const least = i < places.length - 1 ? low : touching
      const written = height < area.text * least ? [end] : values
      result[`yaxis${i === 0 ? '' : i + 1}` as 'yaxis2'] = {
        ...linearAxis('', undefined, [start, end]),
        domain,
        tickmode: 'array',
        tickvals: written,
        ticktext: written.map((value) => formatSignificant(value)),
      }
    })
    return result
  }, [places, area, lines, axis, palette, words])
  return { traces, layout }
}

function axisOf(strip: number): 'y' | 'y2' {
  return (strip === 0 ? 'y' : `y${strip + 1}`) as 'y2'
}

function coordinates(points: readonly Point[], name: string, unit: string, words: Words) {
  return {
    x: points.map(({ step }) => stepPlace(step)),
    y: points.map(({ value }) => value),
    text: points.map(({ step, value }) => words.hover(name, formatCount(step), written(value), unit)),
  }
}

/** From which step to which the axis goes. */
interface Axis {
  readonly from: number
  readonly to: number
}

/** Pixels from the left; what lies before the axis stands at its beginning. */
function acrossArea(step: number, { from, to }: Axis, area: PlotArea): number {
  const share = (stepPlace(step) - stepPlace(from)) / (stepPlace(to) - stepPlace(from))
  return area.left + Math.min(1, Math.max(0, share)) * area.width
}

function cursorAt(step: number, axis: Axis, area: PlotArea): CSSProperties {
  return { left: acrossArea(step, axis, area), top: area.top, height: area.height }
}

/** What the line in the reconstruction's strip is, in full and in few words. */
interface LineText {
  readonly full: string
  readonly short: string
}

function nameOfLine({ kind, value, of: recipe }: Line, words: Words): LineText {
  const written = formatNumber(value, 1)
  if (kind === 'pca') {
    const size = formatCount(recipe.code.size)
    return { full: words.pca(size, written), short: words.pcaShort(size, written) }
  }
  const isBlackOrWhite = recipe.data.pixels !== 'grey'
  return { full: isBlackOrWhite ? words.floorZero : words.floor(written), short: words.floorShort(written) }
}

interface LineKeyProps {
  readonly kind: Line['kind']
  readonly texts: readonly LineText[]
  readonly area: PlotArea
}

/** The line's name with a piece of it, below the axis of steps, left of its title: no curve comes there. */
function LineKey({ kind, texts, area }: LineKeyProps) {
  const words = useWords(text)
  const short = texts.map((each) => each.short).join(' · ')
  const full = texts.length === 1 ? texts[0]!.full : short
  const room = area.left + area.width - area.text * (4 + 0.6 * words.steps.length)
  const fits = (written: string) => written.length * area.text * 0.52 < room
  const shown = [full, short].find(fits)
  // its sentence is still in the picture's name
  if (shown === undefined) return null
  return (
    <span className={styles.line} style={{ top: area.top + area.height + area.text * 1.9 }}>
      <svg width={sample} height="6">
        <line x1="0" y1="3" x2={sample} y2="3" strokeDasharray={dashes[kind]} />
      </svg>
      {shown}
    </span>
  )
}

/** Width of the piece, in CSS pixels, and its dashes, those of the line. */
const sample = 21
const dashes: Record<Line['kind'], string> = { entropy: '3 3', pca: '9 3' }

/** Where the recipe was changed while the run went on. */
function Changes({ drawn: { side, bench }, axis, area }: { drawn: Drawn; axis: Axis; area: PlotArea }) {
  const words = useWords(text)
  return bench.recipe.changes
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

function nameOfPath(path: string, words: Words): string {
  if (path === 'optimise.rate') return words.rate
  if (path === 'optimise.batch') return words.batchSize
  return terms.find((term) => path.includes(term.id))?.label.en ?? path
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
