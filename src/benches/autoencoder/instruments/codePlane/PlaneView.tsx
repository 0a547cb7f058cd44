// The plane itself: its points, what stands over them, and what a press, a movement or a key on it means.

import { useId, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import { wayOf } from '../../../../ui/arrows.ts'
import { formatCount, formatNumber } from '../../../../ui/format.ts'
import { Plot, type PlotPoint } from '../../../../ui/Plot.tsx'
import { useWords } from '../../../../ui/words.tsx'
import { pixels } from '../../shapes.ts'
import { classNameOf } from '../classNames.ts'
import { useBench, type TestImages } from '../InstrumentView.tsx'
import { usePlotArea } from '../plotAreaView.tsx'
import { axisNames, useFigure, useLimits } from './figureView.tsx'
import { countBeyond } from './limits.ts'
import { Centres, HoverCard, Prior, Ring } from './marksView.tsx'
import type { CodePlanePart } from './measure.ts'
import { byClass, codeAt, nearestPoint, placeOf, type Place } from './plane.ts'
import { priorCentre } from './prior.ts'
import { pixelOf, shownRange } from './shown.ts'
import points from '../Points.module.css'
import styles from './View.module.css'
import { words as text } from './words.ts'

const margins = { left: 3, right: 1.2, top: 2.4, bottom: 3.2 }
/** A press within this many pixels of a point means its image; a movement beyond `still` means the place. */
const reach = 7
const still = 4
/** An arrow key goes this many pixels. */
const stride = 10

interface PlaneProps {
  readonly part: CodePlanePart
  readonly test: TestImages | null
}

export function Plane({ part, test }: PlaneProps) {
  const bench = useBench()
  const words = useWords(text)
  const box = useRef<HTMLDivElement>(null)
  const keys = useRef<HTMLInputElement>(null)
  const help = useId()
  const pressed = useRef<Place | null>(null)
  const moved = useRef(false)
  const area = usePlotArea(box, margins)
  const isVariational = bench.recipe.code.kind === 'gaussian'
  const prior = useMemo(() => (isVariational ? priorCentre(part) : null), [isVariational, part])
  const limits = useLimits(part, prior)
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
    words.image(formatCount(test!.indices[at]!), classNameOf(bench.recipe.data, labels![at]!))

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

  const [walked, setWalked] = useState('')
  const walk = (event: KeyboardEvent) => {
    const way = event.shiftKey ? wayOf(event.key) : undefined
    if (!way || !shown) return
    event.preventDefault()
    // a place that was asked for stands before its answer
    const code = bench.chosen.kind === 'code' ? bench.chosen.code : bench.passage?.code
    const { x, y } = (code && placeOf(part, code)) ?? { x: 0, y: 0 }
    const place = { x: x + (way[0] * stride) / shown.scales.x, y: y - (way[1] * stride) / shown.scales.y }
    bench.choose({ kind: 'code', code: codeAt(part, place) })
    setWalked(words.place(formatNumber(place.x, 2), formatNumber(place.y, 2)))
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
          {prior && <Prior centre={prior} part={part} shown={shown} area={area} />}
          {classes && <Centres classes={classes} part={part} shown={shown} area={area} />}
          <Ring part={part} rank={chosenAt} shown={shown} area={area} />
        </svg>
      )}
      {test && (
        <>
          <input
            ref={keys}
            className={points.keys}
            type="range"
            min={0}
            max={test.indices.length - 1}
            step={1}
            value={Math.max(0, chosenAt)}
            aria-label={words.chosenImage}
            aria-valuetext={chosenAt < 0 ? words.noImage : describe(chosenAt)}
            aria-describedby={help}
            onKeyDown={walk}
            onChange={(event) => pick(event.currentTarget.valueAsNumber)}
          />
          <div className={points.focus} />
          <span id={help} className="visually-hidden">
            {words.walk}
          </span>
          <output className="visually-hidden">{walked}</output>
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

function labelsOf(test: TestImages): Uint8Array {
  return Uint8Array.from(test.indices, (index) => test.labels[index]!)
}
