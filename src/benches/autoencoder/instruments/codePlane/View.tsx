// Code plane: where the encoder puts every test image; press anywhere to see what the decoder makes of that place.

import { useEffect, useMemo, useRef, useState } from 'react'
import { Choice } from '../../../../ui/Choice.tsx'
import { usePalette } from '../../../../ui/colours.ts'
import type { Table } from '../../../../ui/csv.ts'
import { formatCount, formatNumber } from '../../../../ui/format.ts'
import { ImageGrid } from '../../../../ui/ImageGrid.tsx'
import { Message } from '../../../../ui/Message.tsx'
import { NumberField } from '../../../../ui/NumberField.tsx'
import { Plot, type PlotPoint, type PlotTrace } from '../../../../ui/Plot.tsx'
import { linearAxis, type PlotLayout } from '../../../../ui/plotLayout.ts'
import { Toggle } from '../../../../ui/Toggle.tsx'
import { useBox } from '../../../../ui/useBox.ts'
import { useWords } from '../../../../ui/words.tsx'
import { pixels } from '../../shapes.ts'
import { classNameOf } from '../classNames.ts'
import { coordinateName } from '../coordinateName.ts'
import { defineInstrument, useBench, type InstrumentProps, type TestImages } from '../InstrumentView.tsx'
import { usePlotArea, useTextSize, type PlotArea } from '../plotAreaView.tsx'
import { countBeyond, equalScales, limitsAround, type Limits } from './limits.ts'
import type { Axes, CodePlanePart, CodePlaneQuestion } from './measure.ts'
import {
  byClass,
  codeAt,
  coordinateOf,
  nearestPoint,
  placeOf,
  pushedApart,
  type ClassPoints,
  type Place,
} from './plane.ts'
import styles from './View.module.css'
import { title } from './title.ts'
import { words as text } from './words.ts'

const margins = { left: 3, right: 1.2, top: 2.4, bottom: 3.2 }
/** A press within this many pixels of a point means its image; a movement beyond `still` means the place. */
const reach = 7
const still = 4
/** The width, in text heights, from which the axes are named in whole words. */
const roomForWords = 33
/** Image pixels of the card at the pointer, enlarged. */
const enlarged = 3

function CodePlane({ part: measured }: InstrumentProps<CodePlanePart>) {
  const bench = useBench()
  const words = useWords(text)
  const box = useRef<HTMLDivElement>(null)
  const { width } = useBox(box)
  const textSize = useTextSize()
  const [wanted, setQuestion] = useState<CodePlaneQuestion | null>(null)
  const size = measured.origin.length
  const question = wanted !== null && size > 2 && Math.max(wanted.first, wanted.second) < size ? wanted : null
  const asked = useAskedPlane(measured, question)
  const part = asked.part ?? measured
  const test = matching(bench.test, part)
  const share = measured.axes.kind === 'principal' ? formatNumber(100 * measured.axes.share, 0) : ''
  const hasRoom = width > roomForWords * textSize
  return (
    <div className={styles.view} ref={box}>
      <Plane part={part} test={test} />
      {asked.sentence !== undefined && <Message kind="warning">{asked.sentence}</Message>}
      <div className={styles.footer}>
        {size > 2 && (
          <div className={styles.axes}>
            <Choice
              label={words.axes}
              value={question === null ? 'principal' : 'coordinates'}
              options={[
                { value: 'principal', label: hasRoom ? words.principal(share) : words.principalShort(share) },
                { value: 'coordinates', label: words.coordinates },
              ]}
              onChange={(value) => setQuestion(value === 'principal' ? null : { first: 0, second: 1 })}
            />
            {question !== null && (
              <>
                <NumberField
                  label={words.across}
                  value={question.first + 1}
                  min={1}
                  max={size}
                  integer
                  onCommit={(value) => setQuestion({ ...question, first: value - 1 })}
                />
                <NumberField
                  label={words.up}
                  value={question.second + 1}
                  min={1}
                  max={size}
                  integer
                  onCommit={(value) => setQuestion({ ...question, second: value - 1 })}
                />
                {asked.part === null && asked.sentence === undefined && <span>{words.asking}</span>}
                {asked.part !== null && asked.step !== bench.step && (
                  <span>{words.asOf(formatCount(asked.step))}</span>
                )}
              </>
            )}
          </div>
        )}
        <Toggle
          label={words.colour}
          checked={bench.colourByClass}
          disabled={test === null}
          onChange={(on) => bench.setColourByClass(on)}
        />
      </div>
    </div>
  )
}

/** The test images, where they are those whose codes are shown. */
function matching(test: TestImages | null, part: CodePlanePart): TestImages | null {
  return test !== null && test.indices.length * 2 === part.points.length ? test : null
}

interface AskedPlane {
  /** null while nothing is answered, or nothing asked */
  readonly part: CodePlanePart | null
  readonly step: number
  readonly sentence?: string
}

/** The plane of two chosen coordinates: asked anew for every shown frame, one question at a time. */
function useAskedPlane(measured: CodePlanePart, question: CodePlaneQuestion | null): AskedPlane {
  const bench = useBench()
  const { step } = bench
  const [answer, setAnswer] = useState<
    (AskedPlane & { readonly to: CodePlaneQuestion; readonly of: CodePlanePart }) | null
  >(null)
  const asking = useRef(false)
  useEffect(() => {
    if (question === null || asking.current) return
    if (answer !== null && answer.to === question && answer.of === measured) return
    asking.current = true
    const settle = (found: AskedPlane) => {
      asking.current = false
      setAnswer({ ...found, to: question, of: measured })
    }
    bench.ask('codePlane', question).then(
      (part) => settle({ part: part as CodePlanePart, step }),
      (error: unknown) =>
        settle({ part: null, step, sentence: error instanceof Error ? error.message : String(error) }),
    )
  }, [question, measured, answer, bench, step])
  const fits = question !== null && answer?.to === question
  const sameSize = !answer?.part || answer.part.origin.length === measured.origin.length
  return fits && sameSize ? answer : { part: null, step }
}

interface PlaneProps {
  readonly part: CodePlanePart
  readonly test: TestImages | null
}

function Plane({ part, test }: PlaneProps) {
  const bench = useBench()
  const words = useWords(text)
  const box = useRef<HTMLDivElement>(null)
  const keys = useRef<HTMLInputElement>(null)
  const pressed = useRef<Place | null>(null)
  const moved = useRef(false)
  const area = usePlotArea(box, margins)
  const limits = useLimits(part)
  const [hovered, setHovered] = useState<number | null>(null)

  const labels = useMemo(() => test && labelsOf(test), [test])
  const classes = useMemo(
    () => (bench.colourByClass && labels ? byClass(part.points, labels) : null),
    [bench.colourByClass, part.points, labels],
  )
  const shown = useMemo(() => area && shownRange(part, limits, area), [part, limits, area])
  const { traces, layout } = useFigure(part, classes, shown, area)
  const beyond = useMemo(() => (shown ? countBeyond(part.points, shown) : 0), [part, shown])

  const images = formatCount(part.points.length / 2)
  const [across, up] = axisNames(part.axes, words)
  const label = part.axes.kind === 'line' ? words.labelLine(images) : words.label(images, across, up)
  const chosenAt = test && bench.chosen.kind === 'test' ? test.indices.indexOf(bench.chosen.index) : -1
  const describe = (at: number) =>
    words.image(formatCount(test!.indices[at]!), classNameOf(bench.recipe.data.set, labels![at]!))

  const pick = (at: number) => test && bench.choose({ kind: 'test', index: test.indices[at]! })

  const onPlace = ({ x, y, phase }: Place & { phase: 'press' | 'drag' | 'release' }) => {
    if (!shown || phase === 'release') return
    const place = { x, y }
    if (phase === 'press') {
      pressed.current = place
      moved.current = false
      setHovered(null)
      keys.current?.focus({ preventScroll: true })
      const near = test && nearestPoint(part.points, place, shown.scales, reach)
      if (near !== null) return pick(near)
    } else if (!moved.current) {
      const from = pressed.current!
      const way = Math.hypot((x - from.x) * shown.scales.x, (y - from.y) * shown.scales.y)
      if (way < still) return
      moved.current = true
    }
    bench.choose({ kind: 'code', code: codeAt(part, place) })
  }

  const onHover = (point: PlotPoint | undefined) => {
    if (!point || !test) return setHovered(null)
    setHovered(classes ? (classes[point.trace]?.indices[point.index] ?? null) : point.index)
  }

  return (
    <div className={styles.plane} ref={box} onPointerLeave={() => setHovered(null)}>
      {area && <Plot traces={traces} layout={layout} label={label} onHover={onHover} onPlace={onPlace} />}
      {area && shown && (
        <svg className={styles.overlay} width="100%" height="100%" aria-hidden="true">
          {classes && <Centres classes={classes} part={part} shown={shown} area={area} />}
          <Ring part={part} rank={chosenAt} shown={shown} area={area} />
        </svg>
      )}
      {test && (
        <>
          <input
            ref={keys}
            className={styles.keys}
            type="range"
            min={0}
            max={test.indices.length - 1}
            step={1}
            value={Math.max(0, chosenAt)}
            aria-label={words.chosenImage}
            aria-valuetext={chosenAt < 0 ? words.noImage : describe(chosenAt)}
            onChange={(event) => pick(event.currentTarget.valueAsNumber)}
          />
          <div className={styles.focus} />
        </>
      )}
      {test && area && shown && hovered !== null && hovered < test.indices.length && (
        <HoverCard
          at={pixelOf({ x: part.points[hovered * 2]!, y: part.points[hovered * 2 + 1]! }, shown, area)}
          area={area}
          image={test.pixels.subarray(test.indices[hovered]! * pixels, (test.indices[hovered]! + 1) * pixels)}
          caption={describe(hovered)}
        />
      )}
      {beyond > 0 && area && (
        <span className={styles.beyond} style={{ right: area.margin.r, top: 0 }}>
          {words.beyond(formatCount(beyond))}
        </span>
      )}
    </div>
  )
}

interface CentresProps {
  readonly classes: readonly ClassPoints[]
  readonly part: CodePlanePart
  readonly shown: Shown
  readonly area: PlotArea
}

/** The name of every class at its centre, or beside it on a thin line where names would cover each other. */
function Centres({ classes, part, shown, area }: CentresProps) {
  const { recipe } = useBench()
  const centres = classes.map((group) => pixelOf(centreOf(group, part.axes), shown, area))
  const names = classes.map(({ label }) => classNameOf(recipe.data.set, label))
  const places = pushedApart(
    centres.map((centre, i) => ({
      ...centre,
      width: area.text * (0.75 * names[i]!.length + 0.4),
      height: area.text * 1.45,
    })),
  )
  return (
    <>
      {centres.map(({ x, y }, i) => (
        <line key={names[i]} className={styles.leader} x1={x} y1={y} x2={places[i]!.x} y2={places[i]!.y} />
      ))}
      {places.map((place, i) => (
        <text key={names[i]} className={styles.centre} {...place}>
          {names[i]}
        </text>
      ))}
    </>
  )
}

function labelsOf(test: TestImages): Uint8Array {
  return Uint8Array.from(test.indices, (index) => test.labels[index]!)
}

/** The limits of the picture: those before, while they do. */
function useLimits(part: CodePlanePart): Limits {
  const [kept, setKept] = useState(() => ({ part, limits: limitsAround(part.points, null) }))
  if (kept.part === part) return kept.limits
  const same = JSON.stringify(axisKey(kept.part)) === JSON.stringify(axisKey(part))
  const limits = limitsAround(part.points, same ? kept.limits : null)
  setKept({ part, limits })
  return limits
}

/** On a line, where height has no meaning, the centres stand below each other, so that all can be read. */
function centreOf({ x, y, label }: ClassPoints, { kind }: Axes): Place {
  return { x, y: kind === 'line' ? 0.45 - label / 10 : y }
}

/** Two pictures with the same key have the same axes. */
function axisKey({ axes, origin }: CodePlanePart): unknown {
  return axes.kind === 'coordinates' ? [axes.first, axes.second, origin.length] : [axes.kind, origin.length]
}

interface Shown extends Limits {
  /** distance of the grid's lines */
  readonly step: number
  /** pixels per unit */
  readonly scales: { readonly x: number; readonly y: number }
}

/** What the area shows. On a line the height is no coordinate, and has a scale of its own. */
function shownRange(part: CodePlanePart, limits: Limits, area: PlotArea): Shown {
  const onLine = part.axes.kind === 'line'
  const wanted = equalScales(onLine ? { x: limits.x, y: [0, 0] } : limits, area.width, area.height)
  const y = onLine ? ([-0.55, 0.55] as const) : wanted.y
  const perUnit = (range: readonly [number, number], length: number) => length / (range[1] - range[0])
  return { ...wanted, y, scales: { x: perUnit(wanted.x, area.width), y: perUnit(y, area.height) } }
}

function pixelOf({ x, y }: Place, shown: Shown, area: PlotArea): Place {
  return {
    x: area.left + (x - shown.x[0]) * shown.scales.x,
    y: area.top + area.height - (y - shown.y[0]) * shown.scales.y,
  }
}

function useFigure(
  part: CodePlanePart,
  classes: readonly ClassPoints[] | null,
  shown: Shown | null,
  area: PlotArea | null,
): { traces: PlotTrace[]; layout: PlotLayout } {
  const palette = usePalette()
  const words = useWords(text)
  const size = area && Math.min(area.width, area.height) > 420 ? 4 : 3
  const traces = useMemo(() => {
    const trace = (colour: string, opacity: number, indices?: readonly number[]): PlotTrace => ({
      type: 'scattergl',
      mode: 'markers',
      x: coordinateOf(part.points, 0, indices),
      y: coordinateOf(part.points, 1, indices),
      marker: { color: colour, size, opacity },
      hoverinfo: 'none',
    })
    if (classes === null) return [trace(palette.colour('muted'), 0.4)]
    return classes.map(({ label, indices }) => trace(palette.colour(`class-${label}`), 0.7, indices))
  }, [part, classes, palette, size])
  const layout = useMemo<PlotLayout>(() => {
    if (!shown || !area) return {}
    const [across, up] = axisNames(part.axes, words)
    const onLine = part.axes.kind === 'line'
    return {
      margin: area.margin,
      xaxis: { ...linearAxis(across, undefined, shown.x), dtick: shown.step },
      yaxis: onLine
        ? { ...linearAxis('', undefined, shown.y), showgrid: false, showticklabels: false }
        : { ...linearAxis(up, undefined, shown.y), dtick: shown.step },
    }
  }, [part.axes, shown, area, words])
  return { traces, layout }
}

/** Names of the axis across and the one upwards. */
function axisNames(axes: Axes, words: ReturnType<typeof useWords<typeof text.en>>): [string, string] {
  if (axes.kind === 'line') return [coordinateName(0), words.order]
  if (axes.kind === 'principal') return [words.component(1), words.component(2)]
  return [coordinateName(axes.first), coordinateName(axes.second)]
}

/** Around the code of what goes through the strip, at the edge where it lies beyond. */
function Ring({
  part,
  rank,
  shown,
  area,
}: {
  part: CodePlanePart
  rank: number
  shown: Shown
  area: PlotArea
}) {
  const { passage } = useBench()
  const place = passage && placeOf(part, passage.code)
  if (!place) return null
  const y = part.axes.kind === 'line' && rank >= 0 ? part.points[rank * 2 + 1]! : place.y
  const at = pixelOf({ x: place.x, y }, shown, area)
  const centre = {
    cx: Math.min(area.left + area.width, Math.max(area.left, at.x)),
    cy: Math.min(area.top + area.height, Math.max(area.top, at.y)),
  }
  return (
    <>
      <circle className={styles.halo} r={6} {...centre} />
      <circle className={styles.ring} r={6} {...centre} data-ring={`${place.x},${place.y}`} />
    </>
  )
}

interface HoverCardProps {
  readonly at: Place
  readonly area: PlotArea
  readonly image: Uint8Array
  readonly caption: string
}

/** A test image beside the pointer, on the side where there is room. */
function HoverCard({ at, area, image, caption }: HoverCardProps) {
  const away = 12
  const across =
    at.x > area.left + area.width / 2 ? { right: `calc(100% - ${at.x - away}px)` } : { left: at.x + away }
  const down =
    at.y > area.top + area.height / 2 ? { bottom: `calc(100% - ${at.y - away}px)` } : { top: at.y + away }
  return (
    <div className={styles.card} style={{ ...across, ...down }}>
      <ImageGrid images={image} columns={1} pixel={enlarged} label={caption} />
      <span>{caption}</span>
    </div>
  )
}

function useNote(part: CodePlanePart): string {
  const words = useWords(text)
  const images = formatCount(part.points.length / 2)
  return part.axes.kind === 'line' ? words.noteLine(images) : words.note(images)
}

function useTable(part: CodePlanePart): () => Table {
  const { test: images, recipe } = useBench()
  const words = useWords(text)
  return () => {
    const test = matching(images, part)
    const names = axisNames(part.axes, words).slice(0, part.axes.kind === 'line' ? 1 : 2)
    const rows = Array.from({ length: part.points.length / 2 }, (_, i) => {
      const index = test?.indices[i] ?? i
      const name = test ? classNameOf(recipe.data.set, test.labels[index]!) : ''
      return [index, name, ...names.map((_name, axis) => part.points[i * 2 + axis]!)]
    })
    const columns = [words.fileIndex, words.classColumn, ...names].map((label) => ({ label }))
    return { columns, rows }
  }
}

export const view = defineInstrument<CodePlanePart>({
  id: 'codePlane',
  title,
  useNote,
  View: CodePlane,
  useTable,
})
