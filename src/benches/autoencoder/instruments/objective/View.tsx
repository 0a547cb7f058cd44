// Objective, term by term: every quantity on its own scale over the steps, with what nothing can go below.

import { useCallback, useMemo, useRef, type CSSProperties } from 'react'
import { usePalette, type ColourName } from '../../../../ui/colours.ts'
import type { Table } from '../../../../ui/csv.ts'
import { formatCount, formatNumber, formatSignificant } from '../../../../ui/format.ts'
import { Plot, type PlotTrace } from '../../../../ui/Plot.tsx'
import { linearAxis, logTicks, type PlotLayout } from '../../../../ui/plotLayout.ts'
import { useWords } from '../../../../ui/words.tsx'
import { terms } from '../../objective/terms.ts'
import { writtenReconstruction } from '../../objective/reconstruction.ts'
import { defineInstrument, useBench, type Bench, type InstrumentProps } from '../InstrumentView.tsx'
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

function Objective({ part }: InstrumentProps<ObjectivePart>) {
  const bench = useBench()
  const words = useWords(text)
  const box = useRef<HTMLDivElement>(null)
  const area = usePlotArea(box, margins)
  const strips = useMemo(
    () => stripsOf(bench.history, bench.batchLosses, known),
    [bench.history, bench.batchLosses],
  )
  const line = useLine(bench)
  const [from, to] = stepRange(bench.history.at(-1)?.step ?? 0, bench.recipe.optimise.steps)
  const places = useMemo(() => area && placed(strips, line, from, area), [strips, line, from, area])
  const axis = useMemo<Axis>(() => ({ from, to }), [from, to])
  const unitOf = useUnitOf()
  const { traces, layout } = useFigure(strips, places, line, axis, area, unitOf)

  const lineText = line && nameOfLine(line, bench, words)
  const nameOf = (id: string) => nameOfStrip(id, words)
  const values = strips
    .map(({ id }) => words.value(nameOf(id), written(valueOf(part, id)), unitOf(id)))
    .join(', ')
  return (
    <div className={styles.view}>
      <div className={styles.plot} ref={box}>
        {area && (
          <Plot
            traces={traces}
            layout={layout}
            label={[words.label(values, formatCount(bench.step)), lineText?.full].filter(Boolean).join('; ')}
          />
        )}
        {area && places && (
          <div className={styles.overlay} aria-hidden="true">
            <div className={styles.cursor} style={cursorAt(bench.step, axis, area)} />
            {line && lineText && <LineKey kind={line.kind} text={lineText} area={area} />}
            <Changes bench={bench} axis={axis} area={area} />
          </div>
        )}
      </div>
      <div className={styles.values}>
        {area &&
          places?.map(({ id, top, height }) => (
            <span
              key={id}
              className={styles.value}
              data-one-line={isLow(height, area) || undefined}
              style={{
                color: `var(--${inkOf(id)})`,
                top: top + height / 2 - area.text * (isLow(height, area) ? 0.63 : 1.25),
              }}
            >
              <strong>{nameOf(id)}</strong> {written(valueOf(part, id))}
            </span>
          ))}
      </div>
    </div>
  )
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
function useUnitOf(): (id: string) => string {
  const { recipe } = useBench()
  const unit = writtenReconstruction(recipe).unit.en
  return useCallback((id) => terms.find((term) => term.id === id)?.unit.en ?? unit, [unit])
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
    if (floor !== null) return { kind: 'entropy', value: floor }
    return error === null ? null : { kind: 'pca', value: error }
  }, [floor, error])
}

/** A strip in the plot's area: from `top` down, in pixels, its scale from `start` to `end`. */
interface PlacedStrip {
  readonly id: string
  readonly top: number
  readonly height: number
  readonly start: number
  readonly end: number
  /** as plotly says it: shares of the area, from below */
  readonly domain: [number, number]
}

function placed(strips: readonly Strip[], line: Line | null, from: number, area: PlotArea): PlacedStrip[] {
  const between = strips.length > 1 ? Math.min(gap * area.text, area.height / strips.length / 2) : 0
  const unit = (area.height - between * (strips.length - 1)) / (strips.length - 1 + taller)
  let top = 0
  return strips.map((strip, i) => {
    const height = i === 0 ? unit * taller : unit
    const domain: [number, number] = [Math.max(0, 1 - (top + height) / area.height), 1 - top / area.height]
    const place = {
      id: strip.id,
      top: area.top + top,
      height,
      domain,
      start: bottomOf(strip),
      end: topOf(strip, linesIn(strip, line), from),
    }
    top += height + between
    return place
  })
}

function linesIn(strip: Strip, line: Line | null): number[] {
  return strip.id === 'reconstruction' && line !== null ? [line.value] : []
}

function useFigure(
  strips: readonly Strip[],
  places: readonly PlacedStrip[] | null,
  line: Line | null,
  axis: Axis,
  area: PlotArea | null,
  unitOf: (id: string) => string,
): { traces: PlotTrace[]; layout: PlotLayout } {
  const palette = usePalette()
  const words = useWords(text)
  const traces = useMemo(
    () =>
      strips.flatMap((strip, i): PlotTrace[] => {
        const name = nameOfStrip(strip.id, words)
        const unit = unitOf(strip.id)
        const common = {
          type: 'scatter' as const,
          hoverinfo: 'text' as const,
          yaxis: axisOf(i),
        }
        const color = palette.colour(colourOf(strip.id))
        const isShort = strip.test.length < 3
        const batches = thinned(strip.batches, mostBatches)
        return [
          {
            ...common,
            ...coordinates(batches, words.batch(name), unit, words),
            mode: 'lines',
            line: { color, width: 1 },
            opacity: 0.35,
          },
          {
            ...common,
            ...coordinates(strip.test, name, unit, words),
            mode: isShort ? 'lines+markers' : 'lines',
            line: { color, width: 2 },
            marker: { color, size: 6 },
          },
        ]
      }),
    [strips, unitOf, palette, words],
  )
  const layout = useMemo<PlotLayout>(() => {
    if (!places || !area) return {}
    const ticks = axis.from < 1 ? [0, ...logTicks(1, axis.to)] : logTicks(axis.from, axis.to)
    const result: PlotLayout = {
      margin: area.margin,
      xaxis: {
        ...linearAxis(words.steps, undefined, [stepPlace(axis.from), stepPlace(axis.to)]),
        anchor: axisOf(places.length - 1) as 'y',
        tickmode: 'array',
        tickvals: ticks.map((step) => stepPlace(step)),
        ticktext: ticks.map((step) => formatSignificant(step)),
      },
      shapes:
        line === null
          ? []
          : [
              {
                type: 'line',
                xref: 'paper',
                x0: 0,
                x1: 1,
                y0: line.value,
                y1: line.value,
                layer: 'below',
                line: {
                  color: palette.colour('muted'),
                  width: 1,
                  dash: line.kind === 'pca' ? 'dash' : 'dot',
                },
              },
            ],
    }
    places.forEach(({ domain, start, end, height }, i) => {
      const count = Math.max(1, Math.floor(height / (area.text * 4)))
      const wanted = [1, 2, 4].findLast((parts) => parts <= count)!
      const every = Array.from({ length: wanted + 1 }, (_, tick) => start + ((end - start) * tick) / wanted)
      // the last strip says where all of them begin, unless its two numbers would touch
      const least = i < places.length - 1 ? low : touching
      const values = height < area.text * least ? [end] : every
      result[`yaxis${i === 0 ? '' : i + 1}` as 'yaxis2'] = {
        ...linearAxis('', undefined, [start, end]),
        domain,
        tickmode: 'array',
        tickvals: values,
        ticktext: values.map((value) => formatSignificant(value)),
      }
    })
    return result
  }, [places, area, line, axis, palette, words])
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

function nameOfLine({ kind, value }: Line, { recipe }: Bench, words: Words): LineText {
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
  readonly text: LineText
  readonly area: PlotArea
}

/** The line's name with a piece of it, below the axis of steps, left of its title: no curve comes there. */
function LineKey({ kind, text: { full, short }, area }: LineKeyProps) {
  const words = useWords(text)
  const room = area.left + area.width - area.text * (4 + 0.6 * words.steps.length)
  return (
    <span className={styles.line} style={{ top: area.top + area.height + area.text * 1.9 }}>
      <svg width={sample} height="6">
        <line x1="0" y1="3" x2={sample} y2="3" strokeDasharray={dashes[kind]} />
      </svg>
      {full.length * area.text * 0.52 < room ? full : short}
    </span>
  )
}

/** Width of the piece, in CSS pixels, and its dashes, those of the line. */
const sample = 21
const dashes: Record<Line['kind'], string> = { entropy: '3 3', pca: '9 3' }

/** Where the recipe was changed while the run went on. */
function Changes({ bench, axis, area }: { bench: Bench; axis: Axis; area: PlotArea }) {
  const words = useWords(text)
  return bench.recipe.changes
    .filter(({ step }) => step >= axis.from && step <= axis.to)
    .map(({ step, path, value }) => (
      <div
        key={`${step} ${path}`}
        className={styles.change}
        style={{ left: acrossArea(step, axis, area), top: area.top, height: area.height }}
      >
        {area.width > 380 && <span>{words.change(nameOfPath(path, words), formatSignificant(value))}</span>}
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
  const batches =
    recipe.objective.reconstruction.over === 'masked'
      ? words.hiddenPixels
      : recipe.corrupt.kind === 'none'
        ? words.batches
        : words.corruptedBatches
  return words.note(writtenReconstruction(recipe).unit.en, batches)
}

function useTable(): () => Table {
  const { history, batchLosses } = useBench()
  const unitOf = useUnitOf()
  const words = useWords(text)
  return () => {
    const strips = stripsOf(history, batchLosses, known)
    const columns = [
      { label: words.step },
      { label: words.set },
      ...strips.map(({ id }) => ({
        label: nameOfStrip(id, words),
        unit: unitOf(id),
      })),
    ]
    const row = (step: number, set: string, objective: Parameters<typeof valueOf>[0]) => [
      step,
      set,
      ...strips.map(({ id }) => valueOf(objective, id)),
    ]
    const rows = [
      ...history.map(({ step, evaluation }) => row(step, words.testSet, evaluation)),
      ...batchLosses.map((loss) => row(loss.step, words.batchSet, loss)),
    ]
    return { columns, rows }
  }
}

export const view = defineInstrument<ObjectivePart>({
  id: 'objective',
  title,
  useNote,
  View: Objective,
  useTable,
})
