// Decoded map: what the decoder draws on a grid over the range of the codes; press a cell to send its code through.

import { useRef } from 'react'
import type { Table } from '../../../../ui/csv.ts'
import { formatNumber, formatSignificant } from '../../../../ui/format.ts'
import { ImageGrid } from '../../../../ui/ImageGrid.tsx'
import { useBox } from '../../../../ui/useBox.ts'
import { useWords } from '../../../../ui/words.tsx'
import { pixels, side } from '../../shapes.ts'
import { defineInstrument, useBench, type InstrumentProps } from '../InstrumentView.tsx'
import { useTextSize } from '../plotAreaView.tsx'
import { cellOfCode, codeOfCell } from './grid.ts'
import type { DecodedMapPart } from './measure.ts'
import styles from './View.module.css'
import { words as text } from './words.ts'

/** Room for the labels, in heights of their text. */
const labels = { across: 4.2, down: 1.8 }
const gap = 1

function DecodedMap({ part }: InstrumentProps<DecodedMapPart>) {
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

  // as many decimals at all four ends, whatever the numbers are
  const span = Math.max(part.first[1] - part.first[0], part.second[1] - part.second[0])
  const written = (value: number) => formatNumber(value, span < 2 ? 2 : 1)

  return (
    <div className={styles.view} ref={box}>
      {width > 0 && (
        <div className={styles.map}>
          <div className={styles.up} aria-hidden="true">
            <span>{written(part.second[1])}</span>
            <span>{words.z2}</span>
            <span>{written(part.second[0])}</span>
          </div>
          <ImageGrid
            images={part.images}
            columns={part.columns}
            gap={gap}
            pixel={pixel}
            label={words.label(range(part.first), range(part.second))}
            onPick={(index) =>
              bench.choose({ kind: 'code', code: Float32Array.from(codeOfCell(part, index)) })
            }
            selected={selected}
            describe={describe}
          />
          <div className={styles.across} aria-hidden="true">
            <span>{written(part.first[0])}</span>
            <span>{words.z1}</span>
            <span>{written(part.first[1])}</span>
          </div>
        </div>
      )}
    </div>
  )
}

function useNote(): string {
  return useWords(text).note('98')
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
  words: text,
  useNote,
  View: DecodedMap,
  useTable,
})
