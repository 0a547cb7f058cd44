// The posterior as a shaded square with axes, the prior's circles, the encoder's q and the reader's q, which can be dragged.

import { useId, useMemo, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react'
import { magnified, type DiagonalGaussian, type GridPosterior } from '../../../../numerics/gridPosterior.ts'
import { wayOf } from '../../../../ui/arrows.ts'
import { Heat } from '../../../../ui/Heat.tsx'
import { formatNumber, formatSignificant } from '../../../../ui/format.ts'
import { useBox } from '../../../../ui/useBox.ts'
import { useWords } from '../../../../ui/words.tsx'
import { roundUp } from '../niceNumbers.ts'
import { useTextSize } from '../plotAreaView.tsx'
import layout from '../Layout.module.css'
import styles from './View.module.css'
import { words as dictionary } from './words.ts'

/** What the square shows. */
export interface Window {
  readonly middle: readonly [number, number]
  readonly half: number
}

export type Shading = 'density' | 'logarithm'

interface QFieldProps {
  readonly posterior: GridPosterior
  readonly window: Window
  readonly shading: Shading
  readonly encoderQ: DiagonalGaussian
  readonly q: DiagonalGaussian
  readonly onChange: (q: DiagonalGaussian) => void
  /** the smallest and the largest deviation */
  readonly limits: readonly [number, number]
  readonly label: string
  readonly old: boolean
}

/** Cells of the picture along each side. */
const cells = 200
/** Room for the axes, in text heights. */
const room = { left: 2.9, bottom: 2.5, top: 0.7, right: 0.9 }
/** nats below the mode at which the logarithmic shading ends */
const depth = 20
const reach = 12

type Grip = 'mean' | 'first' | 'second'

export function QField(props: QFieldProps) {
  const { posterior, window, shading, encoderQ, q, onChange, limits, label, old } = props
  const words = useWords(dictionary)
  const id = useId()
  // a screen reader is told where the keys have brought q; of a pointer's way it would be too much
  const [spoken, say] = useState('')
  const box = useRef<HTMLDivElement>(null)
  const size = useBox(box)
  const textSize = useTextSize()
  const held = useRef<{
    grip: Grip
    from: readonly [number, number]
    mean: readonly [number, number]
  } | null>(null)
  const side = Math.max(
    0,
    Math.floor(
      Math.min(
        size.width - (room.left + room.right) * textSize,
        size.height - (room.bottom + room.top) * textSize,
      ),
    ),
  )
  const values = useMemo(() => shaded(posterior, window, shading), [posterior, window, shading])
  const scale = side / (2 * window.half)
  const left = (size.width - side + (room.left - room.right) * textSize) / 2
  const top = (size.height - side + (room.top - room.bottom) * textSize) / 2
  const x = (z: number) => (z - window.middle[0] + window.half) * scale
  const y = (z: number) => (window.middle[1] + window.half - z) * scale

  const placeOf = (event: PointerEvent): [number, number] => {
    const frame = event.currentTarget.getBoundingClientRect()
    return [
      (event.clientX - frame.left) / scale + window.middle[0] - window.half,
      window.middle[1] + window.half - (event.clientY - frame.top) / scale,
    ]
  }
  const clamped = (deviation: number) => Math.min(limits[1], Math.max(limits[0], deviation))

  const press = (event: PointerEvent) => {
    const at = placeOf(event)
    const near = (z1: number, z2: number) => Math.hypot(x(z1) - x(at[0]), y(z2) - y(at[1])) < reach
    const [m1, m2] = q.mean
    const grip = near(m1 + q.deviation[0], m2) ? 'first' : near(m1, m2 + q.deviation[1]) ? 'second' : 'mean'
    const inside =
      Math.hypot(at[0] - m1, at[1] - m2) * scale < Math.max(reach, Math.max(...q.deviation) * scale)
    held.current = { grip, from: at, mean: inside ? q.mean : at }
    if (grip === 'mean' && !inside) onChange({ ...q, mean: at })
    if (event.nativeEvent.isTrusted) event.currentTarget.setPointerCapture(event.pointerId)
  }
  const drag = (event: PointerEvent) => {
    const grip = held.current
    if (grip === null) return
    const at = placeOf(event)
    const [s1, s2] = q.deviation
    if (grip.grip === 'first') onChange({ ...q, deviation: [clamped(at[0] - q.mean[0]), s2] })
    else if (grip.grip === 'second') onChange({ ...q, deviation: [s1, clamped(at[1] - q.mean[1])] })
    else onChange({ ...q, mean: [grip.mean[0] + at[0] - grip.from[0], grip.mean[1] + at[1] - grip.from[1]] })
  }
  const position = ([z1, z2]: readonly [number, number]) =>
    words.position(formatNumber(z1, 2), formatNumber(z2, 2))
  const walk = (event: KeyboardEvent) => {
    const way = wayOf(event.key)
    if (!way) return
    event.preventDefault()
    const length = (window.half / 100) * (event.shiftKey ? 10 : 1)
    const mean = [q.mean[0] + way[0] * length, q.mean[1] - way[1] * length] as const
    onChange({ ...q, mean })
    say(position(mean))
  }

  return (
    <div className={`${layout.picture} ${styles.field}`} ref={box} data-old={old || undefined}>
      {side > 20 && (
        <>
          <div className={styles.heat} style={{ left, top, width: side, height: side }}>
            <Heat values={values} rows={cells} columns={cells} colour="code" high={1} label={words.heat} />
          </div>
          <svg className={styles.axes} width="100%" height="100%" aria-hidden="true">
            <g transform={`translate(${left}, ${top})`}>
              <Axes window={window} side={side} text={textSize} />
              <svg width={side} height={side} overflow="hidden">
                {[1, 2].map((radius) => (
                  <circle key={radius} className={layout.prior} cx={x(0)} cy={y(0)} r={radius * scale} />
                ))}
                <Ellipse q={encoderQ} x={x} y={y} scale={scale} of="encoder" />
                <Ellipse q={q} x={x} y={y} scale={scale} of="reader" />
                <circle className={layout.mean} cx={x(q.mean[0])} cy={y(q.mean[1])} r={2.5} />
                <circle className={styles.grip} cx={x(q.mean[0] + q.deviation[0])} cy={y(q.mean[1])} r={4} />
                <circle className={styles.grip} cx={x(q.mean[0])} cy={y(q.mean[1] + q.deviation[1])} r={4} />
              </svg>
            </g>
          </svg>
          <button
            type="button"
            className={styles.handle}
            style={{ left, top, width: side, height: side }}
            aria-label={label}
            aria-describedby={id}
            onPointerDown={press}
            onPointerMove={drag}
            onPointerUp={() => (held.current = null)}
            onPointerCancel={() => (held.current = null)}
            onKeyDown={walk}
          />
          <span id={id} className="visually-hidden">
            {position(q.mean)}
          </span>
          <output className="visually-hidden">{spoken}</output>
        </>
      )}
    </div>
  )
}

/** Shares of the mode's density, or of `depth` nats below it, 0 to 1. */
function shaded(posterior: GridPosterior, { middle, half }: Window, shading: Shading): Float32Array {
  let most = -Infinity
  for (const value of posterior.logPosterior) if (value > most) most = value
  const log = magnified(posterior, middle, half, cells)
  return shading === 'density'
    ? Float32Array.from(log, (value) => Math.exp(value - most))
    : Float32Array.from(log, (value) => Math.max(0, 1 + (value - most) / depth))
}

interface EllipseProps {
  readonly q: DiagonalGaussian
  readonly x: (z: number) => number
  readonly y: (z: number) => number
  readonly scale: number
  readonly of: 'encoder' | 'reader'
}

/** q at one and two deviations, over a halo that keeps it readable on the shading. */
function Ellipse({ q, x, y, scale, of }: EllipseProps) {
  return [1, 2].map((radius) => {
    const shape = {
      cx: x(q.mean[0]),
      cy: y(q.mean[1]),
      rx: radius * q.deviation[0] * scale,
      ry: radius * q.deviation[1] * scale,
    }
    return (
      <g key={radius}>
        <ellipse className={styles.halo} {...shape} />
        <ellipse className={styles.ellipse} data-of={of} data-radius={radius} {...shape} />
      </g>
    )
  })
}

function Axes({ window, side, text }: { window: Window; side: number; text: number }) {
  const words = useWords(dictionary)
  const step = roundUp((2 * window.half * text * 3.6) / side)
  const ticks = (middle: number) => {
    const first = Math.ceil((middle - window.half) / step - 1e-9)
    const last = Math.floor((middle + window.half) / step + 1e-9)
    return Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(6)))
  }
  const along = (z: number, axis: 0 | 1) =>
    ((z - window.middle[axis] + window.half) / (2 * window.half)) * side
  return (
    <>
      <rect className={layout.frame} width={side} height={side} />
      {ticks(window.middle[0]).map((z) => (
        <text key={z} className={layout.tick} x={along(z, 0)} y={side + text * 1.15} textAnchor="middle">
          {formatSignificant(z)}
        </text>
      ))}
      {ticks(window.middle[1])
        .filter((z) => side - along(z, 1) > 3 * text)
        .map((z) => (
          <text
            key={z}
            className={layout.tick}
            x={-text * 0.4}
            y={side - along(z, 1) + text * 0.35}
            textAnchor="end"
          >
            {formatSignificant(z)}
          </text>
        ))}
      <text className={layout.tick} x={side} y={side + text * 2.3} textAnchor="end">
        {words.z1}
      </text>
      <text className={layout.tick} x={-text * 2.7} y={text * 1.9}>
        {words.z2}
      </text>
    </>
  )
}
