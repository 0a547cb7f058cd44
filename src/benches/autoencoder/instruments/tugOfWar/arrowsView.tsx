// The code plane around the origin with one image's q on it, and the pull of each term as an arrow from its mean.

import { useRef } from 'react'
import { formatSignificant } from '../../../../ui/format.ts'
import { useBox } from '../../../../ui/useBox.ts'
import { useWords } from '../../../../ui/words.tsx'
import { coordinateName } from '../coordinateName.ts'
import layout from '../Layout.module.css'
import { roundUp, roundUpClosely } from '../niceNumbers.ts'
import { useTextSize } from '../plotAreaView.tsx'
import { useSharedEnd } from '../sharedAxesView.tsx'
import type { Pull, Pulls } from './measure.ts'
import type { PullingTerm } from './View.tsx'
import styles from './View.module.css'
import { words as text } from './words.ts'

interface ArrowsProps {
  readonly pulls: Pulls
  readonly terms: readonly PullingTerm[]
  readonly total: Pull
  readonly axes: readonly [number, number]
  readonly unit: string
  readonly image: string
  readonly old: boolean
}

/** Room for the axes and the scale, in text heights. */
const room = { left: 2.9, bottom: 2.4, top: 1.8, right: 0.9 }
/** The part of the side that the longest arrow may take. */
const longest = 0.4

/** Arrows have a scale of their own, a round number of nats per unit, drawn above the plane. */
export function Arrows({ pulls, terms, total, axes, unit, image, old }: ArrowsProps) {
  const words = useWords(text)
  const box = useRef<HTMLDivElement>(null)
  const size = useBox(box)
  const textSize = useTextSize()
  const isLine = axes[0] === axes[1]
  const two = (values: Float32Array): [number, number] => [values[axes[0]]!, isLine ? 0 : values[axes[1]]!]
  const [m1, m2] = two(pulls.means)
  const [s1, s2] = two(pulls.deviations)
  const half = useSharedEnd(
    'tugOfWar plane',
    roundUpClosely(Math.max(2.4, Math.abs(m1) + 1, Math.abs(m2) + 1)),
  )
  const side = Math.floor(
    Math.min(
      size.width - (room.left + room.right) * textSize,
      size.height - (room.top + room.bottom) * textSize,
    ),
  )
  // the sum below the others, so that none is hidden where they point the same way
  const arrows = [
    { id: 'sum', colour: 'ink', to: two(total.onMean) },
    ...terms.map(({ id, colour, pull }) => ({ id, colour, to: two(pull.onMean) })),
  ]
  const strongest = useSharedEnd(
    'tugOfWar arrows',
    roundUp(Math.max(1e-6, ...arrows.map(({ to }) => Math.hypot(...to)))),
  )
  const left = (size.width - side + (room.left - room.right) * textSize) / 2
  const top = (size.height - side + (room.top - room.bottom) * textSize) / 2
  const scale = side / (2 * half)
  const x = (z: number) => (z + half) * scale
  const y = (z: number) => (half - z) * scale
  const perNat = (longest * side) / strongest
  const step = roundUp((2 * half * textSize * 3.6) / Math.max(side, 1))
  const ticks = Array.from({ length: 2 * Math.floor(half / step + 1e-9) + 1 }, (_, i) =>
    Number(((i - Math.floor(half / step + 1e-9)) * step).toPrecision(6)),
  )
  const names = axes.map(coordinateName)
  return (
    <div
      className={`${layout.picture} ${styles.plane}`}
      ref={box}
      data-old={old || undefined}
      // eslint-disable-next-line jsx-a11y/prefer-tag-over-role -- an svg with its name
      role="img"
      aria-label={words.plot(image, names[0]!, names[1]!)}
    >
      {side > 40 && (
        <svg width="100%" height="100%" aria-hidden="true">
          <g transform={`translate(${left}, ${top})`}>
            <g transform={`translate(0, ${-textSize * 0.7})`}>
              <Arrow colour="muted" from={[side - longest * side, 0]} to={[side, 0]} />
              <text
                className={layout.tick}
                x={side - longest * side - textSize * 0.5}
                y={textSize * 0.35}
                textAnchor="end"
              >
                {words.arrow(formatSignificant(strongest), words.unit(unit))}
              </text>
            </g>
            <rect className={layout.frame} width={side} height={side} />
            {ticks.map((z) => (
              <g key={z}>
                <text className={layout.tick} x={x(z)} y={side + textSize * 1.2} textAnchor="middle">
                  {formatSignificant(z)}
                </text>
                {!isLine && y(z) > 2.4 * textSize && (
                  <text
                    className={layout.tick}
                    x={-textSize * 0.4}
                    y={y(z) + textSize * 0.35}
                    textAnchor="end"
                  >
                    {formatSignificant(z)}
                  </text>
                )}
              </g>
            ))}
            <text className={layout.tick} x={side} y={side + textSize * 2.2} textAnchor="end">
              {names[0]}
            </text>
            {!isLine && (
              <text className={layout.tick} x={-textSize * 0.4} y={textSize * 0.9} textAnchor="end">
                {names[1]}
              </text>
            )}
            {[1, 2].map((radius) => (
              <circle key={radius} className={layout.prior} cx={x(0)} cy={y(0)} r={radius * scale} />
            ))}
            <ellipse
              className={styles.q}
              cx={x(m1)}
              cy={y(m2)}
              rx={s1 * scale}
              ry={(isLine ? s1 : s2) * scale}
            />
            {arrows.map(({ id, colour, to }) => (
              <Arrow
                key={id}
                id={id}
                colour={colour}
                from={[x(m1), y(m2)]}
                to={[x(m1) + to[0] * perNat, y(m2) - to[1] * perNat]}
              />
            ))}
            <circle className={layout.mean} cx={x(m1)} cy={y(m2)} r={2.5} />
          </g>
        </svg>
      )}
    </div>
  )
}

interface ArrowProps {
  readonly id?: string
  readonly colour: string
  readonly from: readonly [number, number]
  readonly to: readonly [number, number]
}

/** A line with a head; nothing where it has no length. */
function Arrow({ id, colour, from, to }: ArrowProps) {
  const [across, down] = [to[0] - from[0], to[1] - from[1]]
  const length = Math.hypot(across, down)
  if (length < 1) return null
  const head = Math.min(id === 'sum' ? 15 : 8, length)
  const [u, v] = [across / length, down / length]
  const foot = [to[0] - u * head, to[1] - v * head] as const
  const wing = head * 0.42
  const path = `M${to[0]} ${to[1]}L${foot[0] - v * wing} ${foot[1] + u * wing}L${foot[0] + v * wing} ${foot[1] - u * wing}Z`
  return (
    <g className={styles.arrow} data-colour={colour} data-arrow={id}>
      <line x1={from[0]} y1={from[1]} x2={foot[0]} y2={foot[1]} />
      <path d={path} />
    </g>
  )
}
