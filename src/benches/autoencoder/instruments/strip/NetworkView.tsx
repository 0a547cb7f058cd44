// Half of the network as a trapezoid between image and code, with the real activations of every hidden layer in it.

import { useMemo, useRef, type CSSProperties } from 'react'
import { formatCount } from '../../../../ui/format.ts'
import { Heat } from '../../../../ui/Heat.tsx'
import { useBox } from '../../../../ui/useBox.ts'
import { pixels } from '../../shapes.ts'
import { arrange, sideOf, type Block } from './arrangement.ts'
import styles from './Network.module.css'

export interface NetworkProps {
  colour: 'encoder' | 'decoder'
  /** Units of each hidden layer, in the order of the data's flow. */
  widths: readonly number[]
  codeSize: number
  /** Activations of those layers; null while there are none. */
  activations: readonly Float32Array[] | null
  /** What the cells of a layer are, for screen readers. */
  describe: (layer: number, units: number) => string
  /** In the middle, where there is nothing to draw. */
  note?: string
}

/** Below the trapezoid, for the widths. */
const labelHeight = 15

export function Network({ colour, widths, codeSize, activations, describe, note }: NetworkProps) {
  const frame = useRef<HTMLDivElement>(null)
  const { width, height } = useBox(frame)
  const full = Math.max(height - labelHeight, 0)
  const [codeSide, imageSide] = [sideOf(codeSize, pixels) * full, full]
  const [left, right] = colour === 'encoder' ? [imageSide, codeSide] : [codeSide, imageSide]
  const slot = width / Math.max(widths.length, 1)
  const points = [
    [0, (full - left) / 2],
    [width, (full - right) / 2],
    [width, (full + right) / 2],
    [0, (full + left) / 2],
  ]
  return (
    <div ref={frame} className={styles.frame} data-idle={!activations || undefined}>
      {width > 0 && (
        <svg className={styles.shape} width={width} height={height} aria-hidden="true">
          <polygon points={points.join(' ')} fill={`var(--${colour}-tint)`} />
        </svg>
      )}
      {width > 0 &&
        widths.map((units, layer) => {
          const middle = slot * (layer + 0.5)
          const side = left + (right - left) * (middle / width)
          const block = arrange(units, Math.min(slot * 0.6, units > 512 ? 48 : 27), side - 6)
          return (
            <div key={layer} className={styles.layer} style={{ left: middle }}>
              <div className={styles.place} style={{ height: full }}>
                {(activations || !note) && (
                  <Cells
                    block={block}
                    units={units}
                    values={activations?.[layer]?.length === units ? activations[layer] : undefined}
                    colour={colour}
                    label={describe(layer + 1, units)}
                  />
                )}
              </div>
              <span className={styles.width} style={{ top: (full + side) / 2 + 1 }}>
                {formatCount(units)}
              </span>
            </div>
          )
        })}
      {note && <p className={styles.note}>{note}</p>}
    </div>
  )
}

interface CellsProps {
  block: Block
  units: number
  values: Float32Array | undefined
  colour: 'encoder' | 'decoder'
  label: string
}

/** The units of one layer; a short last row is cut out, so that nothing stands for a unit that is none. */
function Cells({ block, units, values, colour, label }: CellsProps) {
  const { rows, columns, cell } = block
  const size = { width: columns * cell, height: rows * cell }
  const padded = useMemo(() => {
    if (!values) return null
    const all = new Float32Array(rows * columns)
    all.set(values)
    return all
  }, [values, rows, columns])
  if (!padded) return <div className={styles.empty} style={size} />
  const rest = units - (rows - 1) * columns
  const [right, bottom] = [`${rest * cell}px`, `${(rows - 1) * cell}px`]
  const clip: CSSProperties =
    rest === columns
      ? {}
      : { clipPath: `polygon(0 0, 100% 0, 100% ${bottom}, ${right} ${bottom}, ${right} 100%, 0 100%)` }
  const lowest = padded.reduce((low, value) => Math.min(low, value), 0)
  const limit = lowest < 0 ? padded.reduce((most, value) => Math.max(most, Math.abs(value)), 0) : undefined
  return (
    <div style={{ ...size, ...clip }}>
      <Heat values={padded} rows={rows} columns={columns} colour={colour} limit={limit} label={label} />
    </div>
  )
}
