// A small disc of images and its image in code space: contraction shrinks it across what images do, and keeps it along.

import { useRef, useState, type ReactNode } from 'react'
import { Choice } from '../../../../ui/Choice.tsx'
import { formatCount, formatNumber, formatSignificant } from '../../../../ui/format.ts'
import { ImageGrid } from '../../../../ui/ImageGrid.tsx'
import { useBox } from '../../../../ui/useBox.ts'
import { useWords } from '../../../../ui/words.tsx'
import { largestMagnitude, roundUpClosely } from '../niceNumbers.ts'
import { useTextSize } from '../plotAreaView.tsx'
import { SignedScale } from '../SignedScaleView.tsx'
import { Waiting } from '../WaitingView.tsx'
import { useAsked } from '../askedView.tsx'
import { radii, type DiscAnswer } from './measure.ts'
import { useQuestion } from './questionView.tsx'
import { enlargementOf, gainsOf } from './disc.ts'
import styles from './View.module.css'
import { words as text } from './words.ts'

export function DiscView() {
  const words = useWords(text)
  const question = useQuestion('disc')
  const { answer, isCurrent, sentence } = useAsked<DiscAnswer>('contraction', question)
  const [radius, setRadius] = useState<number>(1)
  if (answer === null || sentence !== undefined) return <Waiting sentence={sentence} />

  const gains = gainsOf(answer)
  const [along, across] = gains.map((gain) => formatSignificant(gain)) as [string, string]
  const { image } = question
  const name = image.kind === 'test' ? words.ofTest(formatCount(image.index)) : words.ofDrawing
  return (
    <div className={styles.body}>
      <div className={styles.head}>
        <Choice
          label={words.radius}
          value={String(radius)}
          options={radii.map((value) => ({
            value: String(value),
            label: words.radiusOf(formatSignificant(value)),
          }))}
          onChange={(value) => setRadius(Number(value))}
        />
        <Axes axes={answer.axes} />
      </div>
      <div className={styles.pair} data-stale={!isCurrent || undefined} aria-busy={!isCurrent}>
        <Inputs radius={radius} />
        <Codes answer={answer} radius={radius} />
      </div>
      <p className={styles.small}>
        {name}. {words.gains(along, across, formatNumber(gains[0] / gains[1], 1))} {words.discNote}
      </p>
    </div>
  )
}

/** The disc's two axes as images. */
function Axes({ axes }: { axes: DiscAnswer['axes'] }) {
  const words = useWords(text)
  const limit = roundUpClosely(Math.max(...axes.map(largestMagnitude)) || 1)
  return (
    <div className={styles.images} style={{ alignItems: 'center' }}>
      <span className={styles.small}>
        <Sample kind="shift" /> {words.shift}
      </span>
      <ImageGrid images={axes[0]} columns={1} pixel={1} limit={limit} label={words.shiftImage} />
      <span className={styles.small}>
        <Sample kind="noise" /> {words.noise}
      </span>
      <ImageGrid images={axes[1]} columns={1} pixel={1} limit={limit} label={words.noiseImage} />
      <SignedScale limit={limit} />
    </div>
  )
}

/** The arrow that stands for it in both planes. */
function Sample({ kind }: { kind: 'shift' | 'noise' }) {
  return (
    <svg className={styles.sample} width="26" height="8" viewBox="0 -4 26 8" aria-hidden="true">
      <Arrow to={[26, 0]} kind={kind} />
    </svg>
  )
}

/** The half-width of the picture of images, in radii. */
const reach = 1.3

function Inputs({ radius }: { radius: number }) {
  const words = useWords(text)
  return (
    <Plane
      unit={words.pixelUnits}
      half={reach * radius}
      tick={radius}
      label={words.inputsLabel(formatSignificant(radius))}
    >
      {(perUnit) => (
        <>
          <circle className={styles.disc} r={radius * perUnit} />
          <Arrow to={[radius * perUnit, 0]} kind="shift" />
          <Arrow to={[0, radius * perUnit]} kind="noise" />
        </>
      )}
    </Plane>
  )
}

function Codes({ answer, radius }: { answer: DiscAnswer; radius: number }) {
  const words = useWords(text)
  const circle = answer.circles[radii.indexOf(radius as (typeof radii)[number])]!
  const { halfAxes, ends } = answer
  const times = enlargementOf(halfAxes[0], largestMagnitude(circle) / radius)
  const half = (reach * radius) / times
  const gains = gainsOf(answer).map((gain) => formatSignificant(gain)) as [string, string]
  const dots = Array.from(
    { length: circle.length / 2 },
    (_, i) => [circle[2 * i]!, circle[2 * i + 1]!] as const,
  )
  return (
    <Plane
      unit={times === 1 ? words.sameScale : words.enlarged(formatSignificant(times))}
      half={half}
      tick={radius / times}
      label={words.codesLabel(...gains)}
    >
      {(perUnit) => (
        <>
          <ellipse
            className={styles.ellipse}
            rx={halfAxes[0] * radius * perUnit}
            ry={halfAxes[1] * radius * perUnit}
          />
          {dots.map(([x, y], i) => (
            <circle key={i} className={styles.dot} cx={x * perUnit} cy={-y * perUnit} r={1.5} />
          ))}
          {ends.map(([x, y], i) => (
            <Arrow
              key={i}
              to={[x * radius * perUnit, y * radius * perUnit]}
              kind={i === 0 ? 'shift' : 'noise'}
            />
          ))}
        </>
      )}
    </Plane>
  )
}

interface PlaneProps {
  readonly unit: string
  /** from the middle to the nearer edges, in units */
  readonly half: number
  readonly tick: number
  readonly label: string
  /** the drawing around the middle, for so many CSS pixels per unit */
  readonly children: (perUnit: number) => ReactNode
}

/** A plane of equal scales in both coordinates with its middle at 0. */
function Plane({ unit, half, tick, label, children }: PlaneProps) {
  const box = useRef<HTMLDivElement>(null)
  const { width, height } = useBox(box)
  const textSize = useTextSize()
  const [x, y] = [width / 2, (height - textSize * 1.4) / 2]
  const perUnit = Math.min(x, y) / half
  const at = tick * perUnit
  const widest = formatSignificant(-tick).length * 0.62 * textSize
  // the numbers that have room beside each other
  const numbers = at > widest ? [-tick, 0, tick] : 2 * at > widest ? [-tick, tick] : [tick]
  return (
    <div className={styles.column}>
      <figure className={styles.drawing} ref={box} aria-label={label}>
        {perUnit > 0 && (
          <svg width={width} height={height} aria-hidden="true">
            {[-at, 0, at].map((place) => (
              <g key={place}>
                <line className={styles.grid} x1={x + place} x2={x + place} y1={0} y2={2 * y} />
                <line
                  className={styles.grid}
                  x1={x - half * perUnit}
                  x2={x + half * perUnit}
                  y1={y + place}
                  y2={y + place}
                />
              </g>
            ))}
            <g transform={`translate(${x} ${y})`}>{children(perUnit)}</g>
            {numbers.map((value) => (
              <text
                key={value}
                className={styles.label}
                x={x + value * perUnit}
                y={height - 3}
                textAnchor="middle"
              >
                {formatSignificant(value)}
              </text>
            ))}
          </svg>
        )}
      </figure>
      <span className={styles.small} style={{ textAlign: 'center' }}>
        {unit}
      </span>
    </div>
  )
}

/** From the middle; y upwards, in CSS pixels. */
function Arrow({ to: [x, up], kind }: { to: readonly [number, number]; kind: 'shift' | 'noise' }) {
  const y = -up
  const length = Math.hypot(x, y)
  const [along, across] = length > 0 ? [x / length, y / length] : [1, 0]
  const head = Math.min(7, length)
  const corner = (sign: number) =>
    `${x - head * along - sign * 0.5 * head * across} ${y - head * across + sign * 0.5 * head * along}`
  return (
    <>
      <line className={styles.arrow} data-kind={kind} x2={x} y2={y} />
      <path d={`M${x} ${y}L${corner(1)}L${corner(-1)}Z`} fill="var(--ink)" />
    </>
  )
}
