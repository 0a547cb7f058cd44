// The singular values of J at the chosen image, the directions that move the code most, and a walk along one of them.

import { useMemo, useRef, useState } from 'react'
import { formatCount, formatNumber, formatSignificant } from '../../../../ui/format.ts'
import { ImageGrid } from '../../../../ui/ImageGrid.tsx'
import { Slider } from '../../../../ui/Slider.tsx'
import { useBox } from '../../../../ui/useBox.ts'
import { useWords } from '../../../../ui/words.tsx'
import { pixels, side } from '../../shapes.ts'
import { evenScale } from '../arrange.ts'
import { largestMagnitude, roundUpClosely } from '../niceNumbers.ts'
import { useTextSize } from '../plotAreaView.tsx'
import { SignedScale } from '../SignedScaleView.tsx'
import { Instead, Waiting } from '../WaitingView.tsx'
import { useAsked } from '../askedView.tsx'
import type { AskedImage } from '../pictureOf.ts'
import { useSharedEnd } from '../sharedAxesView.tsx'
import { walk, type DirectionsAnswer } from './measure.ts'
import { useQuestion } from './questionView.tsx'
import styles from './View.module.css'
import { words as text } from './words.ts'

const gap = 2
const distances = { kind: 'linear', min: walk[0]!, max: walk.at(-1)!, step: walk[1]! - walk[0]! } as const

export function DirectionsView() {
  const words = useWords(text)
  const question = useQuestion('directions')
  const { answer, isCurrent, sentence } = useAsked<DirectionsAnswer>('contraction', question)
  if (answer === null || sentence !== undefined) return <Waiting sentence={sentence} />
  if (answer.directions.length === 0) return <Instead>{words.noDirections}</Instead>
  return <Directions answer={answer} isStale={!isCurrent} image={question.image} />
}

interface DirectionsProps {
  readonly answer: DirectionsAnswer
  readonly isStale: boolean
  readonly image: AskedImage
}

function Directions({ answer, isStale, image }: DirectionsProps) {
  const words = useWords(text)
  const textSize = useTextSize()
  const [chosen, choose] = useState(0)
  const [place, move] = useState(walk.indexOf(4))
  const box = useRef<HTMLDivElement>(null)
  const { width, height } = useBox(box)
  const count = answer.directions.length / pixels
  const direction = Math.min(chosen, count - 1)
  const number = formatCount(direction + 1)
  const own = useMemo(() => roundUpClosely(largestMagnitude(answer.directions) || 1), [answer])
  const limit = useSharedEnd('contraction directions', own)
  const perDirection = Math.min(width / (count * (side + gap) - gap), 3)
  // below the directions: a slider, the three images of the walk, and their names
  const below = height - perDirection * side - textSize * 5.4 - 34
  const perWalk = evenScale(Math.max(0.5, Math.min(below / side, (width - 24) / (3 * side), 8)))
  const distance = walk[place]!
  const moved = useMemo(() => {
    const along = answer.directions.subarray(direction * pixels, (direction + 1) * pixels)
    return answer.image.map((value, i) => value + distance * along[i]!)
  }, [answer, direction, distance])
  const at = (direction * walk.length + place) * pixels
  const reconstruction = useMemo(() => answer.reconstructions.subarray(at, at + pixels), [answer, at])
  const name = image.kind === 'test' ? words.ofTest(formatCount(image.index)) : words.ofDrawing
  const far = formatNumber(distance, 1)

  return (
    <div className={styles.body}>
      <div className={styles.pair} data-directions="" data-stale={isStale || undefined} aria-busy={isStale}>
        <div className={styles.column}>
          <div className={styles.heading}>
            <span>{words.spectrum}</span>
            <span className={styles.small}>{words.spectrumUnit}</span>
          </div>
          <Spectrum values={answer.values} chosen={direction} />
        </div>
        <div className={styles.column} ref={box}>
          <div className={styles.heading}>
            <span>{words.directionsHeading}</span>
            <SignedScale limit={limit} />
          </div>
          <ImageGrid
            images={answer.directions}
            columns={count}
            gap={gap}
            pixel={perDirection}
            limit={limit}
            label={words.directionsLabel}
            onPick={choose}
            selected={direction}
            describe={(i) => words.direction(formatCount(i + 1), formatSignificant(answer.values[i]!))}
          />
          <Slider
            label={words.along(number)}
            value={distance}
            scale={distances}
            format={(value) => words.far(formatNumber(value, 1))}
            onChange={(value) => move(walk.indexOf(value))}
          />
          <figure className={styles.images} aria-label={words.walkLabel(number, far)}>
            <ImageGrid images={answer.image} columns={1} pixel={perWalk} label={name} />
            <ImageGrid images={moved} columns={1} pixel={perWalk} label={words.moved} />
            <ImageGrid images={reconstruction} columns={1} pixel={perWalk} label={words.reconstruction} />
          </figure>
          <div className={styles.images} aria-hidden="true" style={{ gridAutoColumns: perWalk * side }}>
            <span className={styles.small}>{words.image}</span>
            <span className={styles.small}>{words.moved}</span>
            <span className={styles.small}>{words.reconstruction}</span>
          </div>
        </div>
      </div>
      <p className={styles.small}>
        {name}. {words.units}
      </p>
    </div>
  )
}

/** All singular values as bars beside each other, the chosen direction's in full colour. */
function Spectrum({ values, chosen }: { values: Float64Array; chosen: number }) {
  const words = useWords(text)
  const box = useRef<HTMLDivElement>(null)
  const { width, height } = useBox(box)
  const textSize = useTextSize()
  const top = useSharedEnd('contraction spectrum', roundUpClosely(values[0] || 1))
  const [left, below, above] = [textSize * 2.6, textSize * 1.6, textSize * 0.7]
  const inner = { width: width - left - 4, height: height - below - above }
  const each = inner.width / values.length
  const heightOf = (value: number) => (value / top) * inner.height
  const bars = useMemo(
    () =>
      Array.from(values, (value, i) => {
        const y = above + inner.height - (value / top) * inner.height
        const wide = Math.max(each * 0.8, Math.min(each, 1))
        return `M${left + i * each} ${above + inner.height}V${y}h${wide}V${above + inner.height}Z`
      }).join(''),
    [values, left, above, inner.height, each, top],
  )
  const label = words.spectrumLabel(
    formatCount(values.length),
    formatSignificant(values[0]!),
    formatSignificant(values.at(-1)!),
  )
  const base = above + inner.height
  return (
    <figure className={styles.drawing} ref={box} aria-label={label}>
      {inner.width > 0 && inner.height > 0 && (
        <svg width={width} height={height} aria-hidden="true">
          {[0, top / 2, top].map((tick) => (
            <g key={tick}>
              <line
                className={styles.grid}
                x1={left}
                x2={width}
                y1={base - heightOf(tick)}
                y2={base - heightOf(tick)}
              />
              <text
                className={styles.label}
                x={left - 5}
                y={base - heightOf(tick) + textSize * 0.35}
                textAnchor="end"
              >
                {formatSignificant(tick)}
              </text>
            </g>
          ))}
          <path d={bars} fill="var(--code)" opacity={0.55} />
          <rect
            x={left + chosen * each}
            y={base - heightOf(values[chosen]!)}
            width={Math.max(2, each * 0.8)}
            height={heightOf(values[chosen]!)}
            fill="var(--ink)"
          />
          <text className={styles.label} x={left} y={height - 3}>
            1
          </text>
          <text className={styles.label} x={(left + width) / 2} y={height - 3} textAnchor="middle">
            {words.place}
          </text>
          <text className={styles.label} x={width - 4} y={height - 3} textAnchor="end">
            {formatCount(values.length)}
          </text>
        </svg>
      )}
    </figure>
  )
}
