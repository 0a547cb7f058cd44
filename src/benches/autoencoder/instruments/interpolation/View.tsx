// Interpolation: two images at the ends, nine places between their codes decoded, and beneath them the pixels simply mixed.

import { useMemo, useRef, useState } from 'react'
import { Button } from '../../../../ui/Button.tsx'
import { Choice } from '../../../../ui/Choice.tsx'
import type { Table } from '../../../../ui/csv.ts'
import { formatCount, formatNumber } from '../../../../ui/format.ts'
import { ImageGrid } from '../../../../ui/ImageGrid.tsx'
import { Message } from '../../../../ui/Message.tsx'
import { useBox } from '../../../../ui/useBox.ts'
import { useWords } from '../../../../ui/words.tsx'
import { side } from '../../shapes.ts'
import { useAskedImage } from '../askedImageView.tsx'
import { useAsked } from '../askedView.tsx'
import { classNameOf } from '../classNames.ts'
import type { CodePlanePart } from '../codePlane/measure.ts'
import { defineInstrument, useBench, type Bench, type InstrumentProps } from '../InstrumentView.tsx'
import layout from '../Layout.module.css'
import { useTextSize } from '../plotAreaView.tsx'
import { Instead, Waiting } from '../WaitingView.tsx'
import { nextImage, shares } from './line.ts'
import type { InterpolationAnswer, InterpolationPart, InterpolationQuestion } from './measure.ts'
import { PathView } from './PathView.tsx'
import styles from './View.module.css'
import { title } from './title.ts'
import { words as text } from './words.ts'

const gap = 2
/** The names of the rows, in text heights. */
const named = 4
/** The places on the way, between A and B. */
const fractions = ['', '⅛', '¼', '⅜', '½', '⅝', '¾', '⅞', '']
/** Wider than this, in text heights, the path stands beside the strips. */
const wide = 34
/** Height of both strips with what stands around them: images and text heights. */
const around = { images: 2, text: 5 }

function Interpolation({ part }: InstrumentProps<InterpolationPart>) {
  const bench = useBench()
  const words = useWords(text)
  const { chosen, recipe, test } = bench
  const from = useAskedImage()
  const [picked, setPicked] = useState<number | null>(null)
  const [labels, setLabels] = useState<InterpolationQuestion['labels']>('mixed')
  const second = secondOf(bench, picked)
  const question = useMemo<InterpolationQuestion | null>(
    () => (from === null || second === null ? null : { from, to: { kind: 'test', index: second }, labels }),
    [from, second, labels],
  )
  const asked = useAsked<InterpolationAnswer, InterpolationQuestion>('interpolation', question)
  const fits = asked.answer !== null && asked.answer.codes.length === shares.length * part.size
  const answer = fits ? asked.answer : null
  const classOf = (index: number) => classNameOf(recipe.data, test!.labels[index]!)
  const first =
    chosen.kind === 'test' && test
      ? words.image(formatCount(chosen.index), classOf(chosen.index))
      : words.drawing
  const instead = chosen.kind === 'code' ? words.noImage : test && second === null ? words.onlyOne : null
  const after = (wanted: number, from: number) =>
    test && nextImage(test.indices, test.labels, from, (label) => label === wanted)

  return (
    <div className={layout.view}>
      {test && second !== null && (
        <div className={layout.controls}>
          <Choice
            label={words.to}
            value={String(test.labels[second]!)}
            options={recipe.data.classes
              .toSorted((a, b) => a - b)
              .map((label) => ({ value: String(label), label: classNameOf(recipe.data, label) }))}
            onChange={(label) => setPicked(after(Number(label), chosen.kind === 'test' ? chosen.index : -1))}
          />
          <Button onClick={() => setPicked(after(test.labels[second]!, second) ?? second)}>
            {words.next}
          </Button>
          {recipe.code.condition === 'label' && (
            <Choice
              label={words.labels}
              value={labels}
              options={[
                { value: 'mixed', label: words.mixed },
                {
                  value: 'first',
                  label: words.onlyFirst(chosen.kind === 'test' ? classOf(chosen.index) : words.first),
                },
              ]}
              onChange={setLabels}
            />
          )}
        </div>
      )}
      {instead !== null ? (
        <Instead>{instead}</Instead>
      ) : answer === null ? (
        <Waiting sentence={asked.sentence} />
      ) : (
        <Ways
          answer={answer}
          size={part.size}
          isPale={!asked.isCurrent}
          names={[first, test && second !== null ? words.image(formatCount(second), classOf(second)) : '']}
        />
      )}
      {answer !== null && asked.sentence !== undefined && <Message kind="warning">{asked.sentence}</Message>}
      {test && second !== null && (
        <p className={`${layout.footer} ${styles.ends}`}>
          <strong>{words.first}</strong> {first}; <strong>{words.second}</strong>{' '}
          {words.image(formatCount(second), classOf(second))}
        </p>
      )}
    </div>
  )
}

/** The picked image, or the next one of another class; of a set of one class simply the next one. */
function secondOf({ chosen, test }: Bench, picked: number | null): number | null {
  if (test === null || chosen.kind === 'code') return null
  const first = chosen.kind === 'test' ? chosen.index : -1
  if (picked !== null && picked !== first && test.indices.includes(picked)) return picked
  const own = chosen.kind === 'test' ? test.labels[first] : null
  return (
    nextImage(test.indices, test.labels, first, (label) => label !== own) ??
    nextImage(test.indices, test.labels, first, () => true)
  )
}

interface WaysProps {
  readonly answer: InterpolationAnswer
  readonly size: number
  readonly isPale: boolean
  readonly names: readonly [string, string]
}

function Ways({ answer, size, isPale, names }: WaysProps) {
  const bench = useBench()
  const words = useWords(text)
  const box = useRef<HTMLDivElement>(null)
  const { width, height } = useBox(box)
  const textSize = useTextSize()
  const { partsOf, step } = bench
  const plane = useMemo(() => {
    if (size !== 2) return null
    return (
      (partsOf('codePlane').find((frame) => frame.step === step)?.part as CodePlanePart | undefined) ?? null
    )
  }, [partsOf, step, size])
  const isBeside = plane !== null && width > wide * textSize
  const forStrips = isBeside ? width * 0.6 : width
  const across = (forStrips - named * textSize) / (shares.length * (side + gap))
  const down = (height - around.text * textSize) / (around.images * (side + gap))
  const scale = Math.max(0, Math.min(across, plane && !isBeside ? across : down, 4))
  const place = (side + gap) * scale
  const row = { columns: shares.length, gap, pixel: scale }
  return (
    <div
      className={styles.ways}
      ref={box}
      data-pale={isPale || undefined}
      data-beside={isBeside || undefined}
      title={names.join(' – ')}
    >
      {scale > 0 && (
        <div className={styles.strips} style={{ gridTemplateColumns: `${named * textSize}px auto` }}>
          <span />
          <div className={styles.places} aria-hidden="true">
            {shares.map((t, i) => (
              <span key={t} style={{ width: place }}>
                {i === 0 ? words.first : i === shares.length - 1 ? words.second : fractions[i]}
              </span>
            ))}
          </div>
          <span className={styles.code}>{words.codes}</span>
          <ImageGrid images={answer.decoded} {...row} label={words.codesLabel} />
          <span>{words.pixels}</span>
          <ImageGrid images={answer.pixels} {...row} label={words.pixelsLabel} />
          <p className={styles.errors}>
            {words.errors(formatNumber(answer.errors[0], 1), formatNumber(answer.errors[1], 1))}
          </p>
        </div>
      )}
      {plane && <PathView codes={answer.codes} points={plane.points} />}
    </div>
  )
}

function useNote(): string {
  return useWords(text).note
}

function useTable(part: InterpolationPart): () => Table {
  const words = useWords(text)
  const { history, step } = useBench()
  return () => ({
    columns: [{ label: words.step }, { label: words.sizeColumn }, { label: words.mse, unit: words.mseUnit }],
    rows: [
      [
        step,
        part.size,
        history.findLast((frame) => frame.step === step)?.evaluation.msePerPixel ?? Number.NaN,
      ],
    ],
  })
}

export const view = defineInstrument<InterpolationPart>({
  id: 'interpolation',
  title,
  useNote,
  View: Interpolation,
  useTable,
})
