// Use: one image in training (noisy in, clean as target) and in both uses (clean in for features, noisy in to be cleaned).

import { useMemo, useRef, type ReactNode } from 'react'
import { formatCount, formatNumber } from '../../../../ui/format.ts'
import { ImageGrid } from '../../../../ui/ImageGrid.tsx'
import { Message } from '../../../../ui/Message.tsx'
import { useBox } from '../../../../ui/useBox.ts'
import { useWords } from '../../../../ui/words.tsx'
import { side } from '../../shapes.ts'
import { evenScale } from '../arrange.ts'
import { useAsked } from '../askedView.tsx'
import layout from '../Layout.module.css'
import { largestMagnitude } from '../niceNumbers.ts'
import { useTextSize } from '../plotAreaView.tsx'
import { useLookedAt } from '../chosenView.tsx'
import { meanSquaredError } from '../../pixelErrors.ts'
import type { DenoisingQuestion, UseAnswer } from './measure.ts'
import styles from './UseView.module.css'
import type { DenoisingViewProps } from './View.tsx'
import { Waiting } from '../WaitingView.tsx'
import { words as text } from './words.ts'

export function Use({ part, draw }: DenoisingViewProps) {
  const words = useWords(text)
  const image = useLookedAt(part.indices[0]!)
  const question = useMemo<DenoisingQuestion>(() => ({ kind: 'use', image, draw }), [image, draw])
  const asked = useAsked<UseAnswer, DenoisingQuestion>('denoising', question)
  const box = useRef<HTMLDivElement>(null)
  const { width, height } = useBox(box)
  const textSize = useTextSize()
  const { answer } = asked
  const isNarrow = width < narrow * textSize
  // five pictures and four arrows beside each other, in three rows below a line of names
  const across = (width - (isNarrow ? 0 : labelWidth) * textSize - 4 * arrowWidth * textSize - 6) / 5
  const down = (height - 1.6 * textSize - (isNarrow ? 3 * 1.4 * textSize + 7 * rowGap : 4 * rowGap)) / 3
  const scale = Math.min(4, evenScale(Math.max(0.5, Math.min(across, down) / side)))
  const picture = `${side * scale}px`
  const label = isNarrow ? '0' : `${labelWidth * textSize}px`

  const errorOf = (images: Float32Array) => formatNumber(meanSquaredError(images, answer!.clean), 4)
  const shared = { scale, isNarrow }
  return (
    <div className={styles.use}>
      <div
        className={styles.box}
        ref={box}
        data-pale={(answer !== null && asked.question !== question) || undefined}
      >
        {answer === null && <Waiting sentence={asked.sentence} />}
        {answer && width > 0 && (
          <div
            className={styles.diagram}
            style={{
              gridTemplateColumns: `${label} repeat(4, ${picture} minmax(${arrowWidth}em, ${2 * arrowWidth}em)) ${picture}`,
            }}
          >
            {['x', 'x̃', words.codeCaption(formatCount(answer.code.length)), 'x̂', words.target].map(
              (name, i) => (
                <span key={name} className={styles.name} style={{ gridRow: 1, gridColumn: columnOf(i + 1) }}>
                  {name}
                </span>
              ),
            )}

            <Heading {...shared} row={1}>
              {words.train}
            </Heading>
            <Picture {...shared} row={1} place={1} images={answer.clean} label={words.cleanAlt} />
            <Arrow {...shared} row={1} place={1} name={words.corruptArrow} colour="muted" />
            <Picture {...shared} row={1} place={2} images={answer.corrupted} label={words.noisyAlt} />
            <Arrow {...shared} row={1} place={2} name={words.encodeArrow} colour="encoder" />
            <Code {...shared} row={1} code={answer.code} />
            <Arrow {...shared} row={1} place={3} name={words.decodeArrow} colour="decoder" />
            <Picture {...shared} row={1} place={4} images={answer.restored} label={words.restoredAlt} />
            <Arrow {...shared} row={1} place={4} name={words.lossArrow} colour="reconstruction" isBoth />
            <Picture {...shared} row={1} place={5} images={answer.clean} label={words.targetAlt} />

            <Heading {...shared} row={2}>
              {words.features}
            </Heading>
            <Picture {...shared} row={2} place={1} images={answer.clean} label={words.cleanAlt} />
            <Arrow {...shared} row={2} place={1} to={3} name={words.encodeArrow} colour="encoder" />
            <Code {...shared} row={2} code={answer.features} isTaken />

            <Heading {...shared} row={3}>
              {words.denoiser}
            </Heading>
            <Picture {...shared} row={3} place={2} images={answer.corrupted} label={words.noisyAlt} />
            <Arrow {...shared} row={3} place={2} name={words.encodeArrow} colour="encoder" />
            <Code {...shared} row={3} code={answer.code} />
            <Arrow {...shared} row={3} place={3} name={words.decodeArrow} colour="decoder" />
            <Picture
              {...shared}
              row={3}
              place={4}
              images={answer.restored}
              label={words.restoredAlt}
              isTaken
            />
          </div>
        )}
      </div>
      <p className={layout.footer}>
        {answer && words.footerOfUse(errorOf(answer.restored), errorOf(answer.corrupted))}
      </p>
      {answer && asked.sentence !== undefined && <Message kind="warning">{asked.sentence}</Message>}
    </div>
  )
}

/** In heights of text: below this width the rows' names stand above them; the names; an arrow at the least. */
const narrow = 38
const labelWidth = 9
const arrowWidth = 3.4
/** CSS pixels between rows, as in the style. */
const rowGap = 6

/** Of a picture at place 1 to 5; arrows stand in the columns between. */
function columnOf(place: number): number {
  return 2 * place
}

interface InRow {
  /** 1 to 3 */
  readonly row: number
  /** CSS pixels per image pixel */
  readonly scale: number
  readonly isNarrow: boolean
}

/** The grid's row of pictures, below the line of names; where it is narrow each has its heading before it. */
function rowOf({ row, isNarrow }: InRow): number {
  return isNarrow ? 2 * row + 1 : row + 1
}

function Heading({ children, ...place }: InRow & { children: ReactNode }) {
  const style = place.isNarrow
    ? { gridRow: rowOf(place) - 1, gridColumn: '1 / -1' }
    : { gridRow: rowOf(place), gridColumn: 1 }
  return (
    <h3 className={styles.heading} style={style}>
      {children}
    </h3>
  )
}

interface PictureProps extends InRow {
  /** 1 to 5 */
  readonly place: number
  readonly images: Float32Array
  readonly label: string
  /** what this use is after */
  readonly isTaken?: boolean
}

function Picture({ place, images, label, isTaken, ...inRow }: PictureProps) {
  return (
    <div
      className={styles.picture}
      data-taken={isTaken || undefined}
      style={{ gridRow: rowOf(inRow), gridColumn: columnOf(place) }}
    >
      <ImageGrid images={images} columns={1} pixel={inRow.scale} label={label} />
    </div>
  )
}

/** All units of the code as small squares: from 0 to the largest, or signed. */
function Code({ code, isTaken, ...inRow }: InRow & { code: Float32Array; isTaken?: boolean }) {
  const words = useWords(text)
  const across = Math.ceil(Math.sqrt(code.length))
  const down = Math.ceil(code.length / across)
  const isSigned = code.some((value) => value < 0)
  const squares = useMemo(() => {
    const most = largestMagnitude(code) || 1
    const values = new Float32Array(across * down)
    values.set(code.map((value) => value / most))
    return values
  }, [code, across, down])
  return (
    <div
      className={styles.picture}
      data-taken={isTaken || undefined}
      style={{ gridRow: rowOf(inRow), gridColumn: columnOf(3), height: side * inRow.scale }}
    >
      <ImageGrid
        images={squares}
        columns={1}
        width={across}
        height={down}
        pixel={(side * inRow.scale) / Math.max(across, down)}
        label={words.codeAlt}
        limit={isSigned ? 1 : undefined}
      />
    </div>
  )
}

interface ArrowProps extends InRow {
  /** from the picture at this place, to the next one unless told */
  readonly place: number
  readonly to?: number
  readonly name: string
  readonly colour: 'muted' | 'encoder' | 'decoder' | 'reconstruction'
  readonly isBoth?: boolean
}

function Arrow({ place, to = place + 1, name, colour, isBoth, ...inRow }: ArrowProps) {
  const ink = colour === 'muted' ? 'var(--muted)' : `var(--${colour}-ink)`
  return (
    <div
      className={styles.arrow}
      data-both={isBoth || undefined}
      style={{ gridRow: rowOf(inRow), gridColumn: `${columnOf(place) + 1} / ${columnOf(to)}`, color: ink }}
    >
      <span>{name}</span>
      <i />
    </div>
  )
}
