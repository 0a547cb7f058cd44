// Traversal: rows of images along which one coordinate of the code goes from −3 to 3 units, the worthiest coordinate first.

import { useMemo, useRef, useState } from 'react'
import { Choice } from '../../../../ui/Choice.tsx'
import type { Table } from '../../../../ui/csv.ts'
import { formatCount, formatNumber, formatSignificant } from '../../../../ui/format.ts'
import { ImageGrid } from '../../../../ui/ImageGrid.tsx'
import { Message } from '../../../../ui/Message.tsx'
import { useBox } from '../../../../ui/useBox.ts'
import { useWords } from '../../../../ui/words.tsx'
import { side } from '../../shapes.ts'
import { useAsked } from '../askedView.tsx'
import { classNameOf } from '../classNames.ts'
import { coordinateName } from '../coordinateName.ts'
import { defineInstrument, useBench, type InstrumentProps } from '../InstrumentView.tsx'
import layout from '../Layout.module.css'
import { descending } from '../posteriorMoments.ts'
import { useTextSize } from '../plotAreaView.tsx'
import { Waiting } from '../WaitingView.tsx'
import type { TraversalAnswer, TraversalPart, TraversalQuestion } from './measure.ts'
import { offsets } from './offsets.ts'
import styles from './View.module.css'
import { title } from './title.ts'
import { words as text } from './words.ts'

const gap = 2
/** The names of the rows, in text heights. */
const named = 6.5
/** The line of offsets above the rows, in text heights. */
const head = 1.6
/** CSS pixels per image pixel: below the least the rows scroll. */
const scales = { least: 0.85, most: 3 }

function Traversal({ part }: InstrumentProps<TraversalPart>) {
  const bench = useBench()
  const words = useWords(text)
  const [around, setAround] = useState<'chosen' | 'centre'>('chosen')
  const { chosen, recipe } = bench
  const question = useMemo<TraversalQuestion>(
    () => ({ around: around === 'centre' ? { kind: 'centre' } : chosen, part }),
    [around, chosen, part],
  )
  const asked = useAsked<TraversalAnswer, TraversalQuestion>('traversal', question)
  const answer = asked.answer?.base.length === part.worth.length ? asked.answer : null
  const isGaussian = recipe.code.kind === 'gaussian'
  const size = part.worth.length
  const sentences = [
    isGaussian ? words.unitPrior : words.unitCodes,
    isGaussian ? words.byKl : words.byVariance,
    ...(answer && answer.rows.length < size
      ? [words.firstOf(formatCount(answer.rows.length), formatCount(size))]
      : []),
    ...(answer && recipe.code.condition === 'label'
      ? [answer.label === null ? words.toldAll : words.told(classNameOf(recipe.data, answer.label))]
      : []),
  ]
  const centre = isGaussian ? words.origin : words.meanCode
  return (
    <div className={layout.view}>
      <div className={layout.controls}>
        <Choice
          label={words.around}
          value={around}
          options={[
            { value: 'chosen', label: words.chosen },
            { value: 'centre', label: centre },
          ]}
          onChange={setAround}
        />
      </div>
      {answer === null || asked.question === null ? (
        <Waiting sentence={asked.sentence} />
      ) : (
        <>
          <Rows
            answer={answer}
            part={asked.question.part}
            isPale={!asked.isCurrent}
            base={around === 'centre' ? centre : words.chosen}
          />
          {asked.sentence !== undefined && <Message kind="warning">{asked.sentence}</Message>}
        </>
      )}
      <p className={layout.footer}>{sentences.join(' ')}</p>
    </div>
  )
}

interface RowsProps {
  readonly answer: TraversalAnswer
  /** of the model that answered */
  readonly part: TraversalPart
  readonly isPale: boolean
  readonly base: string
}

function Rows({ answer, part, isPale, base }: RowsProps) {
  const bench = useBench()
  const words = useWords(text)
  const box = useRef<HTMLDivElement>(null)
  const { width, height } = useBox(box)
  const textSize = useTextSize()
  const [scrolled, setScrolled] = useState(0)
  const { rows, images } = answer
  const { worth, dead, centre, unit } = part
  const columns = offsets.length
  const isGaussian = bench.recipe.code.kind === 'gaussian'
  const across = (width - named * textSize - 14) / (columns * (side + gap))
  const down = (height - head * textSize) / (rows.length * (side + gap))
  const scale = Math.min(across, scales.most, Math.max(down, scales.least))
  const step = (side + gap) * scale
  const hidden = head * textSize + rows.length * step - height - scrolled
  const below = step > 0 ? Math.max(0, Math.round(hidden / step)) : 0

  const codeAt = (index: number) => {
    const j = rows[Math.floor(index / columns)]!
    const code = answer.base.slice()
    code[j] = centre[j]! + offsets[index % columns]! * unit[j]!
    return { j, code }
  }
  const describe = (index: number) => {
    const { j, code } = codeAt(index)
    return words.cell(coordinateName(j), formatNumber(code[j]!, 2), dead[j] ? words.deadState : '')
  }
  return (
    <div className={styles.frame}>
      <div
        className={styles.box}
        ref={box}
        data-pale={isPale || undefined}
        onScroll={(event) => setScrolled(event.currentTarget.scrollTop)}
      >
        {scale > 0 && (
          <div className={styles.rows} style={{ gridTemplateColumns: `${named * textSize}px auto` }}>
            <div className={styles.across} aria-hidden="true">
              {offsets.map((offset, i) => (
                <span key={offset} style={{ width: step }}>
                  {(i % 2 === 0 || step > 3 * textSize) && formatSignificant(offset)}
                </span>
              ))}
            </div>
            <div className={styles.names}>
              {Array.from(rows, (j) => (
                <span key={j} style={{ height: step }} data-dead={dead[j] || undefined}>
                  <strong>{coordinateName(j)}</strong>{' '}
                  {dead[j]
                    ? words.dead
                    : isGaussian
                      ? words.worthKl(formatNumber(worth[j]!, 2))
                      : words.worthVariance(formatSignificant(worth[j]!, 2))}
                </span>
              ))}
            </div>
            <div className={styles.images}>
              <ImageGrid
                images={images}
                columns={columns}
                gap={gap}
                pixel={scale}
                label={words.label(formatCount(rows.length), base)}
                describe={describe}
                onPick={(index) => bench.choose({ kind: 'code', code: codeAt(index).code })}
              />
              {Array.from(rows, (j, row) =>
                dead[j] ? (
                  <div
                    key={j}
                    className={styles.dead}
                    style={{ top: row * step, height: step - gap * scale }}
                  />
                ) : null,
              )}
            </div>
          </div>
        )}
      </div>
      {below > 0 && <p className={styles.more}>{words.below(formatCount(below))}</p>}
    </div>
  )
}

function useNote(): string {
  return useWords(text).note
}

function useTable(part: TraversalPart): () => Table {
  const words = useWords(text)
  const { recipe } = useBench()
  return () => {
    const isGaussian = recipe.code.kind === 'gaussian'
    return {
      columns: [
        { label: words.coordinate },
        isGaussian ? { label: words.kl, unit: words.nats } : { label: words.variance },
        { label: words.centre },
        { label: words.unit },
        { label: words.state },
      ],
      rows: descending(part.worth).map((j) => [
        coordinateName(j),
        part.worth[j]!,
        part.centre[j]!,
        part.unit[j]!,
        part.dead[j] ? words.dead : words.alive,
      ]),
    }
  }
}

export const view = defineInstrument<TraversalPart>({
  id: 'traversal',
  title,
  useNote,
  View: Traversal,
  useTable,
})
