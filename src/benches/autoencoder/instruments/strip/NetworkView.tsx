// Half of the network as a trapezoid between image and code, with the real activations of every hidden layer in it.

import { useMemo, useRef, type CSSProperties } from 'react'
import { formatCount } from '../../../../ui/format.ts'
import { Heat } from '../../../../ui/Heat.tsx'
import { useBox } from '../../../../ui/useBox.ts'
import { defineWords, useWords } from '../../../../ui/words.tsx'
import { pixels, sizeOf, type Shape } from '../../shapes.ts'
import { arrange, arrangeMaps, mapsOf, sideOf } from './arrangement.ts'
import { shapeText } from './layerPlaces.ts'
import styles from './Network.module.css'

const words = defineWords({
  en: {
    activations: (half: string, layer: number, units: number) =>
      `${half} layer ${layer}: ${units} activations`,
    maps: (half: string, layer: number, shape: string) =>
      `${half} layer ${layer}: ${shape}, a map for each channel`,
    some: (shown: number, maps: number) => `the first ${shown} of ${maps} maps`,
    encoder: 'Encoder',
    decoder: 'Decoder',
  },
})

export interface NetworkProps {
  colour: 'encoder' | 'decoder'
  /** What comes out of each hidden layer, in the order of the data's flow. */
  shapes: readonly Shape[]
  codeSize: number
  /** Activations of those layers; null while there are none. */
  activations: readonly Float32Array[] | null
  /** In the middle, where there is nothing to draw. */
  note?: string
}

/** Below the trapezoid, for the widths. */
const labelHeight = 15
/** Width of a figure below a layer, in CSS pixels. */
const figure = 5.9

export function Network({ colour, shapes, codeSize, activations, note }: NetworkProps) {
  const frame = useRef<HTMLDivElement>(null)
  const { width, height } = useBox(frame)
  const full = Math.max(height - labelHeight, 0)
  const [codeSide, imageSide] = [sideOf(codeSize, pixels) * full, full]
  const [left, right] = colour === 'encoder' ? [imageSide, codeSide] : [codeSide, imageSide]
  const slot = width / Math.max(shapes.length, 1)
  const texts = layerTexts(shapes, slot)
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
        shapes.map((shape, layer) => {
          const middle = slot * (layer + 0.5)
          const side = left + (right - left) * (middle / width)
          const values = activations?.[layer]
          return (
            <HiddenLayer
              key={layer}
              colour={colour}
              layer={layer + 1}
              shape={shape}
              text={texts[layer]!}
              values={values?.length === sizeOf(shape) ? values : undefined}
              isDrawn={activations !== null || note === undefined}
              place={{ middle, side, full, slot }}
            />
          )
        })}
      {note && <p className={styles.note}>{note}</p>}
    </div>
  )
}

interface HiddenLayerProps {
  colour: 'encoder' | 'decoder'
  /** From 1. */
  layer: number
  shape: Shape
  /** Its size, below it. */
  text: string
  values: Float32Array | undefined
  isDrawn: boolean
  /** Where it stands and how high the trapezoid is there, in CSS pixels. */
  place: { middle: number; side: number; full: number; slot: number }
}

function HiddenLayer({ colour, layer, shape, text, values, isDrawn, place }: HiddenLayerProps) {
  const t = useWords(words)
  const { middle, side, full, slot } = place
  const [height, width, channels] = shape
  const isPicture = height * width > 1
  const maps = isPicture ? arrangeMaps(shape, slot * 0.92, side - 6) : null
  const isCut = maps !== null && maps.shown < channels
  const name = isPicture
    ? t.maps(t[colour], layer, shapeText(shape))
    : t.activations(t[colour], layer, channels)
  const label = isCut ? `${name}; ${t.some(maps.shown, channels)}` : name
  return (
    <div className={styles.layer} style={{ left: middle }} title={isPicture ? label : undefined}>
      <div className={styles.place} style={{ height: full }}>
        {isDrawn &&
          (maps ? (
            <MapTiles shape={shape} maps={maps} values={values} colour={colour} label={label} />
          ) : (
            <Cells
              block={arrange(channels, Math.min(slot * 0.6, channels > 512 ? 48 : 27), side - 6)}
              units={channels}
              values={values}
              colour={colour}
              label={label}
            />
          ))}
      </div>
      <span className={styles.width} style={{ top: (full + side) / 2 + 1 }}>
        {text}
      </span>
    </div>
  )
}

/** What stands below the layers, the same kind of text below all of them: 16×14² as filters are written, 14², or nothing. */
function layerTexts(shapes: readonly Shape[], slot: number): readonly string[] {
  const ways = [
    ([height, , channels]: Shape) => `${channels}×${height}²`,
    ([height]: Shape) => `${height}²`,
    () => '',
  ]
  const written = ways.map((way) =>
    shapes.map((shape) => (shape[0] * shape[1] > 1 ? way(shape) : formatCount(shape[2]))),
  )
  return written.find((texts) => texts.every((text) => text.length * figure <= slot)) ?? written.at(-1)!
}

interface MapTilesProps {
  shape: Shape
  maps: ReturnType<typeof arrangeMaps>
  values: Float32Array | undefined
  colour: 'encoder' | 'decoder'
  label: string
}

/** The maps of a convolutional layer, one tile for each channel, all on one scale. */
function MapTiles({ shape, maps, values, colour, label }: MapTilesProps) {
  const [height, width] = shape
  const { rows, columns, cell, shown } = maps
  const tiles = useMemo(() => values && mapsOf(values, shape, shown), [values, shape, shown])
  const size = { width: (columns * (width + 1) - 1) * cell, height: (rows * (height + 1) - 1) * cell }
  if (!tiles) return <div className={styles.empty} style={size} />
  return (
    <div style={size}>
      <Heat
        values={tiles}
        rows={rows}
        columns={columns}
        map={{ height, width }}
        colour={colour}
        limit={limitOfSigned(tiles)}
        label={label}
      />
    </div>
  )
}

interface CellsProps {
  block: ReturnType<typeof arrange>
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
  return (
    <div style={{ ...size, ...clip }}>
      <Heat
        values={padded}
        rows={rows}
        columns={columns}
        colour={colour}
        limit={limitOfSigned(padded)}
        label={label}
      />
    </div>
  )
}

/** The end of a signed scale; undefined where no value is negative. */
function limitOfSigned(values: Float32Array): number | undefined {
  if (!values.some((value) => value < 0)) return undefined
  return values.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
}
