// Lines of images below each other, column by column, with lines of numbers between them; as large as the box allows.

import { useMemo, useRef, type ReactNode } from 'react'
import { ImageGrid } from '../../../ui/ImageGrid.tsx'
import { useBox } from '../../../ui/useBox.ts'
import { pixels, side } from '../shapes.ts'
import { arrangeBlocks, evenScale } from './arrange.ts'
import { useTextSize } from './plotAreaView.tsx'
import styles from './PictureLinesView.module.css'

export interface PictureLine {
  readonly id: string
  readonly name: ReactNode
  /** what the line shows, for screen readers */
  readonly label: string
  /** (columns × 784); null leaves the line's place empty */
  readonly images: Float32Array | null
  /** in the place of images that are not there yet */
  readonly waiting?: ReactNode
  readonly onPick?: (column: number) => void
  readonly selected?: number
  readonly describe?: (column: number) => string
}

export interface TextLine {
  readonly id: string
  readonly name: ReactNode
  readonly values: readonly ReactNode[]
  readonly isStrong?: boolean
  /** heights of text that a value takes; 1 unless told */
  readonly height?: number
  /** left out where the images would be small with it */
  readonly isOptional?: boolean
}

type Line = PictureLine | TextLine

export interface PictureLinesProps {
  readonly columns: number
  readonly lines: readonly Line[]
  /** widths of text: of the lines' names, and the least of a column */
  readonly nameWidth?: number
  readonly columnWidth?: number
  /** between columns, in image pixels */
  readonly gap?: number
  /** an earlier answer, while the next one is on its way */
  readonly isPale?: boolean
  /** CSS pixels per image pixel at most */
  readonly largest?: number
}

const leading = 1.35
const rowGap = 3
/** Below this many CSS pixels per image pixel, optional lines give way. */
const small = 1.6
/** By how much names are wider where they stand in one line with their number. */
const inOneLine = 1.6

function required(lines: readonly Line[]): readonly Line[] {
  return lines.filter((line) => 'images' in line || !line.isOptional)
}

export function PictureLines({
  columns,
  lines: wanted,
  nameWidth = 5.6,
  columnWidth = 2.6,
  gap: leastGap = 2,
  isPale = false,
  largest = 6,
}: PictureLinesProps) {
  const box = useRef<HTMLDivElement>(null)
  const size = useBox(box)
  const text = useTextSize()
  const arrange = (lines: readonly Line[], names = nameWidth) => {
    const textHeight = lines.reduce((sum, line) => sum + ('images' in line ? 0 : (line.height ?? 1)), 0)
    const arranged = arrangeBlocks({
      count: columns,
      side,
      gap: leastGap,
      rows: lines.filter((line) => 'images' in line).length,
      box: size,
      text: {
        width: (names + 0.8) * text,
        height: textHeight * text * leading + lines.length * rowGap,
        column: columnWidth * text,
      },
    })
    return { ...arranged, lines, names }
  }
  const all = arrange(wanted)
  const few = all.scale >= small ? all : arrange(required(wanted))
  // where an image is lower than two lines of text, its name and number stand in one
  const isLow = few.scale * side < 2 * leading * text
  const {
    blocks,
    columns: perBlock,
    scale: largestScale,
    lines,
    names,
  } = isLow ? arrange(required(wanted), nameWidth * inOneLine) : few
  const scale = Math.min(largest, evenScale(largestScale))
  // where the height decides, columns stand as far apart as their numbers are wide
  const gap = Math.max(leastGap, Math.floor((columnWidth * text) / scale - side))
  return (
    <div className={styles.box} ref={box} data-pale={isPale || undefined}>
      {scale > 0 &&
        size.width > 0 &&
        Array.from({ length: blocks }, (_, block) => {
          const from = block * perBlock
          const count = Math.min(perBlock, columns - from)
          if (count <= 0) return null
          return (
            <div
              key={block}
              className={styles.block}
              data-low={isLow || undefined}
              style={{ gridTemplateColumns: `${names * text}px auto`, rowGap }}
            >
              {lines.map((line) =>
                'images' in line ? (
                  <Pictures key={line.id} line={line} {...{ from, count, gap, scale }} />
                ) : (
                  <Texts key={line.id} line={line} {...{ from, count, gap, scale }} />
                ),
              )}
            </div>
          )
        })}
    </div>
  )
}

interface Columns {
  readonly from: number
  readonly count: number
  readonly gap: number
  readonly scale: number
}

function Pictures({ line, from, count, gap, scale }: Columns & { line: PictureLine }) {
  const { images, onPick, describe, selected } = line
  const here = useMemo(
    () => images && images.subarray(from * pixels, (from + count) * pixels),
    [images, from, count],
  )
  const width = (count * (side + gap) - gap) * scale
  return (
    <>
      <div className={styles.name}>{line.name}</div>
      {here ? (
        <ImageGrid
          images={here}
          columns={count}
          gap={gap}
          pixel={scale}
          label={line.label}
          onPick={onPick && ((column) => onPick(from + column))}
          selected={selected === undefined ? undefined : selected - from}
          describe={describe && ((column) => describe(from + column))}
        />
      ) : (
        <div className={styles.waiting} style={{ width, height: side * scale }}>
          {line.waiting}
        </div>
      )}
    </>
  )
}

function Texts({ line, from, count, gap, scale }: Columns & { line: TextLine }) {
  return (
    <>
      <div className={styles.name}>{line.name}</div>
      <div
        className={styles.values}
        data-strong={line.isStrong || undefined}
        style={{
          // a value may be as wide as its image and the gaps half to both sides
          gridTemplateColumns: `repeat(${count}, ${(side + gap) * scale}px)`,
          marginInline: (-gap * scale) / 2,
          minHeight: `${(line.height ?? 1) * leading}em`,
        }}
      >
        {line.values.slice(from, from + count).map((value, i) => (
          <span key={i}>{value}</span>
        ))}
      </div>
    </>
  )
}
