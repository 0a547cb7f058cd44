// One bar per dimension: its KL from the largest down with the cumulated share, and below it the variance of q(z_j) in two parts.

import { useRef } from 'react'
import { formatCount, formatSignificant } from '../../../../ui/format.ts'
import { useWords } from '../../../../ui/words.tsx'
import { coordinateName } from '../coordinateName.ts'
import { largestMagnitude, roundUpClosely } from '../niceNumbers.ts'
import { usePlotArea, type PlotArea } from '../plotAreaView.tsx'
import { activeAbove } from '../posteriorMoments.ts'
import type { DimensionsPart } from './measure.ts'
import points from '../Points.module.css'
import { useSharedEnd } from '../sharedAxesView.tsx'
import styles from './View.module.css'
import { words as text } from './words.ts'

interface BarsProps {
  readonly part: DimensionsPart
  /** the dimensions that are shown, largest KL first */
  readonly order: readonly number[]
  readonly told: number | null
  readonly picked: number | null
  readonly onPoint: (dimension: number | null) => void
  readonly onPick: (dimension: number) => void
}

const margins = { left: 2.8, right: 3, top: 1.7, bottom: 0.6 }
/** Between the two strips, in text heights, and the upper one's share of the rest. */
const between = 3.1
const upper = 0.62
/** Lower than this, in text heights, there is room for the upper one alone. */
const low = 10

/** One of the two strips: its top and height in pixels, and the value at its upper end. */
interface Strip {
  readonly top: number
  readonly height: number
  readonly end: number
}

export function BarsView({ part, order, told, picked, onPoint, onPick }: BarsProps) {
  const words = useWords(text)
  const box = useRef<HTMLDivElement>(null)
  const area = usePlotArea(box, margins)
  const describe = (j: number) =>
    words.tell(
      coordinateName(j),
      formatSignificant(part.kl[j]!),
      formatSignificant(part.varianceOfMeans[j]!),
      formatSignificant(part.meanVariance[j]!),
      part.varianceOfMeans[j]! > activeAbove ? words.isActive : words.isDead,
    )
  const at = picked === null ? 0 : Math.max(0, order.indexOf(picked))
  return (
    <div className={styles.bars} ref={box}>
      {area && (
        <svg
          width="100%"
          height="100%"
          // eslint-disable-next-line jsx-a11y/prefer-tag-over-role -- drawn by elements
          role="img"
          aria-label={words.bars(formatCount(order.length))}
          onPointerLeave={() => onPoint(null)}
        >
          <Drawing part={part} order={order} told={told} area={area} />
          {order.map((j, rank) => (
            <rect
              key={j}
              className={styles.cell}
              x={area.left + (rank * area.width) / order.length}
              y={area.top}
              width={area.width / order.length}
              height={area.height}
              data-told={told === j || undefined}
              onPointerEnter={() => onPoint(j)}
              onPointerDown={() => onPick(j)}
            />
          ))}
        </svg>
      )}
      <input
        className={points.keys}
        type="range"
        min={0}
        max={order.length - 1}
        step={1}
        value={at}
        aria-label={words.keys}
        aria-valuetext={describe(order[at]!)}
        onFocus={() => onPick(order[at]!)}
        onChange={(event) => onPick(order[event.currentTarget.valueAsNumber]!)}
      />
      <div className={points.focus} />
    </div>
  )
}

interface DrawingProps extends Pick<BarsProps, 'part' | 'order' | 'told'> {
  readonly area: PlotArea
}

function Drawing({ part, order, told, area }: DrawingProps) {
  const words = useWords(text)
  const { text: em } = area
  const isLow = area.height < low * em
  const room = area.height - (isLow ? 1.2 : between) * em
  const kl: Strip = {
    top: area.top,
    height: room * (isLow ? 1 : upper),
    end: useSharedEnd('dimensions kl', roundUpClosely(largestMagnitude(part.kl) || 1)),
  }
  const spread = order.map((j) => part.varianceOfMeans[j]! + part.meanVariance[j]!)
  const variance: Strip = {
    top: area.top + room * upper + between * em,
    height: room * (1 - upper),
    end: useSharedEnd('dimensions variance', roundUpClosely(Math.max(1.2, largestMagnitude(spread)))),
  }
  const slot = area.width / order.length
  const bar = { width: Math.max(1, slot * 0.7), offset: slot * 0.15 }
  const right = area.left + area.width
  const isNamed = namedOf(order.length, slot, em)
  const one = heightIn(variance, 1)
  return (
    <>
      <Scale strip={kl} area={area} ticks={[0, kl.end / 2, kl.end]} title={words.nats} />
      {!isLow && <Scale strip={variance} area={area} ticks={[0, 1]} title="" />}
      <text className={styles.tick} x={right} y={kl.top - em * 0.75} textAnchor="end">
        {words.cumulated}
      </text>
      {[50, 100].map((percent) => (
        <text
          key={percent}
          className={styles.tick}
          x={right + em * 0.4}
          y={kl.top + kl.height * (1 - percent / 100)}
          dominantBaseline="central"
        >
          {percent}
        </text>
      ))}
      {!isLow && (
        <text className={styles.tick} x={area.left - em * 2.4} y={variance.top - em * 0.6}>
          {words.varianceParts}
        </text>
      )}
      {order.map((j, rank) => {
        const x = area.left + rank * slot + bar.offset
        const isDead = part.varianceOfMeans[j]! <= activeAbove
        const state = { 'data-dead': isDead || undefined, 'data-told': told === j || undefined }
        const tall = heightIn(kl, part.kl[j]!)
        const ofMeans = heightIn(variance, part.varianceOfMeans[j]!)
        const ofNoise = heightIn(variance, part.meanVariance[j]!)
        const bottom = variance.top + variance.height
        return (
          <g key={j} className={styles.bar} {...state}>
            <rect data-what="kl" x={x} y={kl.top + kl.height - tall} width={bar.width} height={tall} />
            {!isLow && (
              <>
                <rect data-what="means" x={x} y={bottom - ofMeans} width={bar.width} height={ofMeans} />
                <rect
                  data-what="noise"
                  x={x}
                  y={bottom - ofMeans - ofNoise}
                  width={bar.width}
                  height={ofNoise}
                />
              </>
            )}
            {isNamed(rank) && (
              <text x={x + bar.width / 2} y={kl.top + kl.height + em * 1.1} textAnchor="middle">
                {coordinateName(j)}
              </text>
            )}
          </g>
        )
      })}
      {!isLow && (
        <line
          className={styles.one}
          x1={area.left}
          x2={right}
          y1={variance.top + variance.height - one}
          y2={variance.top + variance.height - one}
        />
      )}
      <Cumulated part={part} order={order} strip={kl} area={area} />
    </>
  )
}

function heightIn({ height, end }: Strip, value: number): number {
  return Number.isFinite(value) ? (Math.min(Math.max(value, 0), end) / end) * height : 0
}

/** Which bars are named: all where there is room, else every so many. */
function namedOf(count: number, slot: number, em: number): (rank: number) => boolean {
  const wide = (count > 9 ? 1.9 : 1.4) * em
  const every = Math.max(1, Math.ceil(wide / slot))
  return (rank) => rank % every === 0
}

function Scale({
  strip,
  area,
  ticks,
  title,
}: {
  strip: Strip
  area: PlotArea
  ticks: number[]
  title: string
}) {
  return (
    <>
      {ticks.map((value) => {
        const y = strip.top + strip.height - heightIn(strip, value)
        return (
          <g key={value}>
            <line className={styles.rule} x1={area.left} x2={area.left + area.width} y1={y} y2={y} />
            <text
              className={styles.tick}
              x={area.left - area.text * 0.4}
              y={y}
              textAnchor="end"
              dominantBaseline="central"
            >
              {formatSignificant(value)}
            </text>
          </g>
        )
      })}
      <text className={styles.tick} x={area.left - area.text * 2.4} y={strip.top - area.text * 0.75}>
        {title}
      </text>
    </>
  )
}

/** The share of all dimensions' KL that those so far have. */
function Cumulated({
  part,
  order,
  strip,
  area,
}: Pick<DrawingProps, 'part' | 'order' | 'area'> & { strip: Strip }) {
  const total = part.kl.reduce((sum, value) => sum + value, 0)
  if (!(total > 0)) return null
  const points = runningSums(order.map((j) => part.kl[j]!)).map((sum, rank) => {
    const x = area.left + ((rank + 0.5) * area.width) / order.length
    return `${x},${strip.top + strip.height * (1 - sum / total)}`
  })
  return <polyline className={styles.cumulated} points={points.join(' ')} />
}

function runningSums(values: readonly number[]): number[] {
  let sum = 0
  return values.map((value) => (sum += value))
}
