// The same hand: what the label leaves to the code, drawn as one code decoded as every digit.

import { useMemo, useRef, useState } from 'react'
import { Button } from '../../../../ui/Button.tsx'
import type { Table } from '../../../../ui/csv.ts'
import { formatCount, formatNumber, formatSignificant } from '../../../../ui/format.ts'
import { ImageGrid } from '../../../../ui/ImageGrid.tsx'
import { Message } from '../../../../ui/Message.tsx'
import { useBox } from '../../../../ui/useBox.ts'
import { useWords } from '../../../../ui/words.tsx'
import { pixels, side } from '../../shapes.ts'
import { useAsked } from '../askedView.tsx'
import { classNameOf } from '../classNames.ts'
import { defineInstrument, useBench, type InstrumentProps } from '../InstrumentView.tsx'
import layout from '../Layout.module.css'
import { useTextSize } from '../plotAreaView.tsx'
import type { Agreement, Hand, SameHandPart, SameHandQuestion } from './measure.ts'
import { useUnlabelled } from '../unlabelledView.tsx'
import { Waiting } from '../WaitingView.tsx'
import styles from './View.module.css'
import { title } from './title.ts'
import { words as text } from './words.ts'

/** Between images, in image pixels. */
const gap = 2
/** Beside the images: the chosen one and the space after it, CSS pixels. */
const beside = 66
/** Captions and digits above the images, in text heights. */
const lines = 8

function SameHand({ part }: InstrumentProps<SameHandPart>) {
  const words = useWords(text)
  const box = useRef<HTMLDivElement>(null)
  const { width, height } = useBox(box)
  const textSize = useTextSize()
  const columns = part.classes.length
  const across = (width - beside) / (columns * (side + gap) - gap)
  const down = (height - lines * textSize) / ((part.rows + 1) * (side + gap))
  // one size for all grids, so that every digit of the head stands over its column
  const pixel = Math.max(0.5, Math.min(2, across, Math.max(1, down)))
  const fitting = Math.floor((height - lines * textSize) / ((side + gap) * pixel)) - 1
  // whole rows only; the expanded panel has room for all
  const rows = Math.max(2, Math.min(part.rows, fitting))
  const images = useMemo(() => part.images.subarray(0, rows * columns * pixels), [part.images, rows, columns])
  return (
    <div className={layout.view}>
      <div className={styles.hands} ref={box}>
        <ChosenHand classes={part.classes} pixel={pixel} />
        <div className={styles.row}>
          <p className={styles.caption}>{words.prior}</p>
          <Digits classes={part.classes} pixel={pixel} />
          <div className={styles.images}>
            <ImageGrid
              images={images}
              columns={columns}
              gap={gap}
              pixel={pixel}
              label={words.describePrior(formatCount(rows))}
            />
          </div>
        </div>
      </div>
      <AgreementCheck />
    </div>
  )
}

/** The head of the columns: the digit that the decoder is asked for. */
interface DigitsProps {
  readonly classes: readonly number[]
  /** CSS pixels per image pixel */
  readonly pixel: number
  /** that of the chosen image */
  readonly own?: number | undefined
}

function Digits({ classes, pixel, own }: DigitsProps) {
  const { recipe } = useBench()
  return (
    <div
      className={styles.digits}
      style={{
        gridTemplateColumns: `repeat(${classes.length}, ${side * pixel}px)`,
        columnGap: gap * pixel,
      }}
      aria-hidden="true"
    >
      {classes.map((label) => (
        <span key={label} data-own={label === own || undefined} title={classNameOf(recipe.data, label)}>
          {label}
        </span>
      ))}
    </div>
  )
}

function ChosenHand({ classes, pixel }: Omit<DigitsProps, 'own'>) {
  const words = useWords(text)
  const { chosen } = useBench()
  const unlabelled = useUnlabelled()
  const index = chosen.kind === 'test' ? chosen.index : null
  const question = useMemo<SameHandQuestion | null>(
    () => (index === null ? null : { kind: 'hand', index }),
    [index],
  )
  const { answer, isCurrent, sentence } = useAsked<Hand>('sameHand', question)
  if (index === null) {
    return <p className={styles.caption}>{unlabelled ?? words.chooseImage}</p>
  }
  return (
    <div className={styles.row}>
      <p className={styles.caption}>
        <b>{words.chosen}</b> · {words.chosenHint}
      </p>
      <Digits classes={classes} pixel={pixel} own={answer?.label} />
      {answer === null && (
        <div className={styles.images}>
          <Waiting sentence={sentence} />
        </div>
      )}
      {answer && sentence !== undefined && <Message kind="warning">{sentence}</Message>}
      {answer && (
        <>
          <ImageGrid
            images={answer.input}
            columns={1}
            pixel={pixel}
            label={words.describeChosen(String(answer.label))}
          />
          <div className={styles.images} data-stale={!isCurrent || undefined}>
            <ImageGrid
              images={answer.images}
              columns={classes.length}
              gap={gap}
              pixel={pixel}
              label={words.describeHand}
            />
          </div>
        </>
      )}
    </div>
  )
}

const agreementQuestion: SameHandQuestion = { kind: 'agreement' }

/** It costs seconds, so it is asked for, once for each step that is shown when the reader asks. */
function AgreementCheck() {
  const words = useWords(text)
  const { step } = useBench()
  const [askedAt, ask] = useState<number | null>(null)
  const isAsked = askedAt === step
  const { answer, isCurrent, sentence } = useAsked<Agreement>('sameHand', isAsked ? agreementQuestion : null)
  const found = isAsked && isCurrent ? answer : null
  return (
    <div className={styles.check}>
      {/* it stays, so that the keyboard stays where it is */}
      <Button aria-disabled={isAsked || undefined} onClick={() => ask(step)}>
        {words.check}
      </Button>
      {isAsked && sentence && <Message kind="warning">{sentence}</Message>}
      {isAsked && !sentence && found === null && <p>{words.checking}</p>}
      <output>
        {found && (
          <>
            {words.agreement(percent(found.agreement), formatCount(found.samples), formatCount(found.voters))}{' '}
            {words.judge(percent(found.judge), formatCount(found.judged))}
          </>
        )}
      </output>
    </div>
  )
}

const percent = (share: number): string => `${formatNumber(100 * share, 1)} %`

function useNote(): string {
  return useWords(text).note
}

function useTable(part: SameHandPart): () => Table {
  const words = useWords(text)
  return () => ({
    columns: [
      { label: words.row },
      ...part.classes.map((label) => ({ label: words.asDigit(String(label)), unit: words.ink })),
    ],
    rows: Array.from({ length: part.rows }, (_, row) => [
      row + 1,
      ...part.classes.map((_label, column) =>
        formatSignificant(meanInk(part.images, row * part.classes.length + column)),
      ),
    ]),
  })
}

function meanInk(images: Uint8Array, index: number): number {
  const image = images.subarray(index * pixels, (index + 1) * pixels)
  return image.reduce((sum, value) => sum + value, 0) / pixels / 255
}

export const view = defineInstrument<SameHandPart>({
  id: 'sameHand',
  title,
  useNote,
  View: SameHand,
  useTable,
})
