// Activations as a small grid of coloured cells, in the hue of what they belong to.

import { useLayoutEffect, useMemo, useRef } from 'react'
import { usePalette, type ModelColour } from './colours.ts'
import { formatSignificant } from './format.ts'
import styles from './Heat.module.css'
import { divergingScale, gridSize, paintGrid, sequentialScale, type GridShape } from './raster.ts'
import { uiWords } from './uiWords.ts'
import { useWords } from './words.tsx'

export interface HeatProps {
  /** rows × columns numbers, row after row. A new picture is a new array. */
  values: Float32Array
  rows: number
  columns: number
  /** The colour at the high end; the low end is the panel. */
  colour: ModelColour
  /** What the cells are, for screen readers. */
  label: string
  /** The value at the high end; the largest of the values unless told. */
  high?: number
  /** Given, the values are signed: blue at −limit, orange at limit. */
  limit?: number
  /** CSS pixels per cell; without it the drawing fills its container. */
  cell?: number
  /**
   * Given, the values are rows × columns small maps of this size, one after the other, with a gap of one cell between
   * them; the last row of maps may be short.
   */
  map?: { readonly height: number; readonly width: number }
}

/** The largest finite value, and at least a hair above 0. */
function largest(values: Float32Array): number {
  let most = 1e-12
  for (const value of values) if (value > most && value < Infinity) most = value
  return most
}

export function Heat({ values, rows, columns, colour, label, high, limit, cell, map }: HeatProps) {
  const words = useWords(uiWords)
  const palette = usePalette()
  const canvas = useRef<HTMLCanvasElement>(null)
  const [height, width] = [map?.height, map?.width]
  const shape = useMemo<GridShape>(
    () =>
      height === undefined || width === undefined
        ? { rows: 1, columns: 1, height: rows, width: columns, gap: 0 }
        : { rows, columns, height, width, gap: 1 },
    [rows, columns, height, width],
  )
  const whole = gridSize(shape)

  useLayoutEffect(() => {
    const context = canvas.current?.getContext('2d')
    if (!context) return
    const picture = context.createImageData(whole.width, whole.height)
    const paper = palette.rgb('image-paper')
    const unknown = palette.rgb('unknown')
    const scale =
      limit === undefined
        ? sequentialScale(paper, palette.rgb(colour), unknown)
        : divergingScale(palette.rgb('negative'), paper, palette.rgb('positive'), unknown)
    const range =
      limit === undefined ? { low: 0, high: high ?? largest(values) } : { low: -limit, high: limit }
    paintGrid(new Uint32Array(picture.data.buffer), values, shape, scale, range)
    context.putImageData(picture, 0, 0)
  }, [values, shape, whole.width, whole.height, colour, high, limit, palette])

  return (
    <canvas
      ref={canvas}
      className={styles.heat}
      width={whole.width}
      height={whole.height}
      style={
        cell ? { width: whole.width * cell, height: whole.height * cell } : { width: '100%', height: '100%' }
      }
      // eslint-disable-next-line jsx-a11y/prefer-tag-over-role -- a canvas is no img
      role="img"
      aria-label={limit === undefined ? label : `${label}; ${words.signedScale(formatSignificant(limit))}`}
    />
  )
}
