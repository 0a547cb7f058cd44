// Many small images on one canvas, in rows and columns: ink on paper, or signed numbers in blue and orange.

/* eslint-disable jsx-a11y/prefer-tag-over-role -- a canvas is no img, and no table lies over a picture */

import {
  memo,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type CSSProperties,
  type KeyboardEvent,
  type SyntheticEvent,
} from 'react'
import { usePalette } from './colours.ts'
import { formatSignificant } from './format.ts'
import styles from './ImageGrid.module.css'
import { divergingScale, gridSize, paintGrid, sequentialScale, type GridShape } from './raster.ts'
import { uiWords } from './uiWords.ts'
import { useBox } from './useBox.ts'
import { useWords } from './words.tsx'

export interface ImageGridProps {
  /**
   * The images one after the other, each row after row; floats with 0 paper and 1 ink, or bytes from 0 to 255.
   * A new picture is a new array: what is written into the same array later is not seen.
   */
  images: Float32Array | Uint8Array
  columns: number
  /** As many as the images need, unless told. */
  rows?: number
  /** Height and width of one image; 28 × 28 unless told. */
  height?: number
  width?: number
  /** What the picture shows, for screen readers. */
  label: string
  /** Given, the values are signed and this is the end of the scale on both sides, blue below 0 and orange above. */
  limit?: number
  /** Below a signed picture: its scale, with the limit in numbers. */
  legend?: boolean
  /** Between images, in image pixels; 2 unless told. */
  gap?: number
  /** CSS pixels per image pixel; without it the grid fits its container: its `width`, or its whole `box`. */
  pixel?: number
  fit?: 'width' | 'box'
  /** Given, images can be chosen, by pointer or by keyboard. */
  onPick?: (index: number) => void
  /** The image under the pointer or in focus; undefined when none is. Needs `onPick`. */
  onPoint?: (index: number | undefined) => void
  /** Marked as chosen. */
  selected?: number
  /** The name of one image, for screen readers; its row and column unless told. */
  describe?: (index: number) => string
  className?: string
}

export function ImageGrid(props: ImageGridProps) {
  const {
    images,
    columns,
    height = 28,
    width = 28,
    label,
    limit,
    legend,
    gap = 2,
    fit = 'width',
    className,
  } = props
  const count = Math.floor(images.length / (height * width))
  const rows = props.rows ?? Math.max(1, Math.ceil(count / columns))
  const words = useWords(uiWords)
  const palette = usePalette()
  const frame = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const box = useBox(frame)
  const shape = useMemo<GridShape>(
    () => ({ rows, columns, height, width, gap }),
    [rows, columns, height, width, gap],
  )
  const whole = gridSize(shape)

  // The canvas has one pixel per image pixel, and the browser enlarges it: one putImageData draws everything.
  useLayoutEffect(() => {
    const context = canvas.current?.getContext('2d')
    if (!context) return
    const picture = context.createImageData(whole.width, whole.height)
    const paper = palette.rgb('image-paper')
    const unknown = palette.rgb('unknown')
    const scale =
      limit === undefined
        ? sequentialScale(paper, palette.rgb('image-ink'), unknown)
        : divergingScale(palette.rgb('negative'), paper, palette.rgb('positive'), unknown)
    const whiteLevel = images instanceof Uint8Array ? 255 : 1
    const range = limit === undefined ? { low: 0, high: whiteLevel } : { low: -limit, high: limit }
    paintGrid(new Uint32Array(picture.data.buffer), images, shape, scale, range)
    context.putImageData(picture, 0, 0)
  }, [images, shape, whole.width, whole.height, limit, palette])

  const size = displayedSize(whole, box, props.pixel, fit)
  const limitText = limit === undefined ? '' : formatSignificant(limit)
  return (
    <div
      ref={frame}
      className={[styles.frame, className].filter(Boolean).join(' ')}
      data-fit={props.pixel ? 'pixel' : fit}
    >
      <div className={styles.picture} style={{ width: size.width, height: size.height }}>
        <canvas
          ref={canvas}
          className={styles.canvas}
          data-sharp={size.sharp || undefined}
          width={whole.width}
          height={whole.height}
          role="img"
          aria-label={limit === undefined ? label : `${label}; ${words.signedScale(limitText)}`}
        />
        {props.onPick && (
          <Cells
            shape={shape}
            count={count}
            label={label}
            onPick={props.onPick}
            onPoint={props.onPoint}
            selected={props.selected}
            describe={props.describe}
          />
        )}
      </div>
      {legend && limit !== undefined && (
        <div className={styles.legend} aria-hidden="true">
          −{limitText}
          <span />
          {limitText}
        </div>
      )}
    </div>
  )
}

/**
 * How large the grid is shown. Enlarged, an image pixel covers a whole number of device pixels, so that all are
 * equally large; reduced, the browser averages.
 */
function displayedSize(
  whole: { width: number; height: number },
  box: { width: number; height: number },
  pixel: number | undefined,
  fit: 'width' | 'box',
): { width: number; height: number; sharp: boolean } {
  const density = globalThis.devicePixelRatio || 1
  const acrossFit = box.width / whole.width
  const wanted = pixel ?? (fit === 'box' ? Math.min(acrossFit, box.height / whole.height) : acrossFit)
  const enlarged = wanted * density >= 1
  const scale = pixel === undefined && enlarged ? Math.floor(wanted * density + 1e-6) / density : wanted
  return { width: whole.width * scale, height: whole.height * scale, sharp: enlarged }
}

interface CellsProps extends Pick<ImageGridProps, 'onPoint' | 'selected' | 'describe' | 'label'> {
  shape: GridShape
  count: number
  onPick: (index: number) => void
}

/** The images as things to choose: one of them is in the tab order, arrow keys walk from there. */
const Cells = memo(function Cells({ shape, count, label, onPick, onPoint, selected, describe }: CellsProps) {
  const words = useWords(uiWords)
  const grid = useRef<HTMLDivElement>(null)
  const [walked, setWalked] = useState<number>()
  const current = Math.min(walked ?? selected ?? 0, count - 1)
  const whole = gridSize(shape)

  const indexOf = (event: SyntheticEvent): number | undefined => {
    const cell = (event.target as HTMLElement).closest<HTMLElement>('[data-index]')
    return cell ? Number(cell.dataset.index) : undefined
  }

  const onKeyDown = (event: KeyboardEvent) => {
    const at = indexOf(event)
    if (at === undefined) return
    const rowStart = at - (at % shape.columns)
    const rowEnd = Math.min(rowStart + shape.columns, count) - 1
    const steps: Record<string, number> = {
      ArrowRight: at + 1,
      ArrowLeft: at - 1,
      ArrowDown: at + shape.columns,
      ArrowUp: at - shape.columns,
      Home: event.ctrlKey ? 0 : rowStart,
      End: event.ctrlKey ? count - 1 : rowEnd,
    }
    const next = steps[event.key]
    if (event.key === 'Enter' || event.key === ' ') onPick(at)
    else if (next === undefined) return
    else if (next >= 0 && next < count) {
      setWalked(next)
      grid.current?.querySelector<HTMLElement>(`[data-index="${next}"]`)?.focus()
    }
    event.preventDefault()
  }

  const point = (event: SyntheticEvent) => onPoint?.(indexOf(event))
  const layout = {
    gridTemplateColumns: `repeat(${shape.columns}, 1fr)`,
    gridTemplateRows: `repeat(${shape.rows}, 1fr)`,
    columnGap: `${(100 * shape.gap) / whole.width}%`,
    rowGap: `${(100 * shape.gap) / whole.height}%`,
  } satisfies CSSProperties

  return (
    <div
      ref={grid}
      role="grid"
      tabIndex={-1}
      aria-label={label}
      className={styles.cells}
      style={layout}
      onClick={(event) => {
        const index = indexOf(event)
        if (index !== undefined) onPick(index)
      }}
      onKeyDown={onKeyDown}
      onPointerOver={point}
      onPointerLeave={() => onPoint?.(undefined)}
      onFocus={point}
      onBlur={() => onPoint?.(undefined)}
    >
      {Array.from({ length: shape.rows }, (_, row) => (
        <div key={row} role="row" className={styles.row}>
          {Array.from({ length: Math.min(shape.columns, count - row * shape.columns) }, (_unused, column) => {
            const index = row * shape.columns + column
            return (
              <div
                key={column}
                role="gridcell"
                data-index={index}
                className={styles.cell}
                tabIndex={index === current ? 0 : -1}
                aria-selected={index === selected}
                aria-label={describe?.(index) ?? words.cell(row + 1, column + 1)}
              />
            )
          })}
        </div>
      ))}
    </div>
  )
})
