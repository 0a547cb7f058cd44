// Decoded map: what the decoder draws on a grid over the range of the codes; press a cell to send its code through.

import { useRef, useState } from 'react'
import { Choice } from '../../../../ui/Choice.tsx'
import type { Table } from '../../../../ui/csv.ts'
import { formatNumber, formatSignificant } from '../../../../ui/format.ts'
import { ImageGrid } from '../../../../ui/ImageGrid.tsx'
import { Message } from '../../../../ui/Message.tsx'
import { useBox } from '../../../../ui/useBox.ts'
import { useWords } from '../../../../ui/words.tsx'
import { pixels, side } from '../../shapes.ts'
import { useAsked } from '../askedView.tsx'
import { classNameOf } from '../classNames.ts'
import { defineInstrument, useBench, type InstrumentProps } from '../InstrumentView.tsx'
import { useTextSize } from '../plotAreaView.tsx'
import { cellOfCode, codeOfCell, outermost } from './grid.ts'
import type { DecodedMapPart, DecodedMapQuestion } from './measure.ts'
import styles from './View.module.css'
import { title } from './title.ts'
import { words as text } from './words.ts'

/** Room for the labels, in heights of their text. */
const labels = { across: 4.2, down: 1.8 }
const gap = 1

function DecodedMap({ part: measured }: InstrumentProps<DecodedMapPart>) {
  const bench = useBench()
  const words = useWords(text)
  const { data } = bench.recipe
  const [wanted, setWanted] = useState<DecodedMapQuestion | null>(null)
  const question = measured.label === undefined || wanted?.label === measured.label ? null : wanted
  const asked = useAsked<DecodedMapPart>('decodedMap', question)
  const part = question !== null && asked.answer ? asked.answer : measured
  return (
    <div className={styles.view}>
      {measured.label !== undefined && (
        <div className={styles.told}>
          <Choice
            label={words.told}
            value={String(question?.label ?? measured.label)}
            options={data.classes
              .toSorted((a, b) => a - b)
              .map((label) => ({ value: String(label), label: classNameOf(data, label) }))}
            onChange={(label) => setWanted({ label: Number(label) })}
          />
        </div>
      )}
      {question !== null && asked.sentence !== undefined && (
        <Message kind="warning">{asked.sentence}</Message>
      )}
      <Grid part={part} isPale={question !== null && !asked.isCurrent} />
    </div>
  )
}

function Grid({ part, isPale }: InstrumentProps<DecodedMapPart> & { isPale: boolean }) {
  const bench = useBench()
  const { chosen, passage } = bench
  const words = useWords(text)
  const box = useRef<HTMLDivElement>(null)
  const { width, height } = useBox(box)
  const textSize = useTextSize()
  const whole = part.columns * (side + gap) - gap
  const room = Math.min(width - labels.across * textSize, height - labels.down * textSize)
  const pixel = Math.max(room / whole, 0.1)
  const selected = chosen.kind === 'code' && passage ? cellOfCode(part, passage.code) : undefined

  const describe = (index: number) => {
    const [z1, z2] = codeOfCell(part, index)
    return words.cell(formatNumber(z1, 2), formatNumber(z2, 2))
  }
  const range = (ends: readonly [number, number]) =>
    words.range(formatSignificant(ends[0]), formatSignificant(ends[1]))
  const map = words.label(range(part.first), range(part.second))
  const label =
    part.label === undefined ? map : words.labelTold(map, classNameOf(bench.recipe.data, part.label))

  return (
    <div className={styles.box} ref={box} data-pale={isPale || undefined}>
      {width > 0 && (
        <div className={styles.map}>
          <Ends className={styles.up} part={part} axis="second" pixel={pixel} />
          <ImageGrid
            images={part.images}
            columns={part.columns}
            gap={gap}
            pixel={pixel}
            label={label}
            onPick={(index) =>
              bench.choose({ kind: 'code', code: Float32Array.from(codeOfCell(part, index)) })
            }
            selected={selected}
            describe={describe}
          />
          <Ends className={styles.across} part={part} axis="first" pixel={pixel} />
        </div>
      )}
    </div>
  )
}

interface EndsProps {
  readonly className: string | undefined
  readonly part: DecodedMapPart
  readonly axis: 'first' | 'second'
  readonly pixel: number
}

/** The coordinate's name between the values at the grid's ends; of quantiles every value, where there is room. */
function Ends({ className, part, axis, pixel }: EndsProps) {
  const words = useWords(text)
  const textSize = useTextSize()
  const [low, high] = part[axis]
  const isUp = axis === 'second'
  const name = isUp ? words.z2 : words.z1
  if (part.quantiles) {
    const step = (side + gap) * pixel
    const every = step >= 2.7 * textSize || (isUp && step >= 1.3 * textSize) ? 1 : 5
    const values = isUp ? part.quantiles.toReversed() : part.quantiles
    const last = values.length - 1
    return (
      <div className={className} data-each="" aria-hidden="true">
        {Array.from(values, (value, i) => (
          <span key={value}>
            {i === last / 2 ? `${name} = 0` : i % every === 0 && formatNumber(value, 2)}
          </span>
        ))}
      </div>
    )
  }
  // as many decimals at all four ends, whatever the numbers are
  const span = Math.max(part.first[1] - part.first[0], part.second[1] - part.second[0])
  const written = (value: number) => formatNumber(value, span < 2 ? 2 : 1)
  return (
    <div className={className} aria-hidden="true">
      <span>{written(isUp ? high : low)}</span>
      <span>{name}</span>
      <span>{written(isUp ? low : high)}</span>
    </div>
  )
}

function useNote(part: DecodedMapPart): string {
  const words = useWords(text)
  return part.quantiles
    ? words.noteQuantiles(formatNumber(100 * outermost, 0), formatNumber(100 - 100 * outermost, 0))
    : words.note('98')
}

function useTable(part: DecodedMapPart): () => Table {
  const words = useWords(text)
  return () => ({
    columns: [{ label: words.z1 }, { label: words.z2 }, { label: words.ink, unit: words.inkUnit }],
    rows: Array.from({ length: part.columns * part.rows }, (_, cell) => {
      const image = part.images.subarray(cell * pixels, (cell + 1) * pixels)
      return [...codeOfCell(part, cell), image.reduce((sum, byte) => sum + byte, 0) / (255 * pixels)]
    }),
  })
}

export const view = defineInstrument<DecodedMapPart>({
  id: 'decodedMap',
  title,
  useNote,
  View: DecodedMap,
  useTable,
})
