// The code as signed bars that can be moved: moving one decodes another code, and the encoder has no part in it. A Gaussian
// one has its spread, one σ to each side, over them.

import { useMemo, useState, type CSSProperties } from 'react'
import { Bars } from '../../../../ui/Bars.tsx'
import { formatNumber, formatSignificant } from '../../../../ui/format.ts'
import { Heat } from '../../../../ui/Heat.tsx'
import { Tex } from '../../../../ui/Tex.tsx'
import { defineWords, useWords } from '../../../../ui/words.tsx'
import { useBench, type Bench } from '../InstrumentView.tsx'
import { SignedScale } from '../SignedScaleView.tsx'
import { arrange, limitOf } from './arrangement.ts'
import styles from './Code.module.css'

const words = defineWords({
  en: {
    codeOf: (size: number) => `The code: ${size} numbers`,
    meansOf: (size: number) => `The means μ of the code: ${size} numbers`,
    deviationsOf: (size: number) => `The standard deviations σ of the code: ${size} numbers`,
    value: (place: number, size: number) => `Code value ${place} of ${size}`,
    hint: 'Drag a bar: it is decoded as it moves',
  },
  de: {
    codeOf: (size: number) => `Der Code: ${size} Zahlen`,
    value: (place: number, size: number) => `Codewert ${place} von ${size}`,
    hint: 'Ziehen Sie an einem Balken: Er wird dabei dekodiert',
  },
})

export const mostBars = 20
const mostNumbers = 4
/** Of these there is room for σ in figures, too. */
const mostDeviations = 2
const room = { width: 120, height: 92 }
/** Below a block, for its scale. */
const scaleHeight = 18

/** @param lower how much of the drawing's height stands for something else, in CSS pixels */
export function CodeBars({ lower }: { lower: number }) {
  const bench = useBench()
  const code = shownCode(bench)
  const size = code?.length ?? bench.edited.code.size
  const deviations = useDeviations(bench, size)
  const height = room.height - lower
  if (size <= mostBars) return <MovableBars code={code} size={size} deviations={deviations} height={height} />
  if (bench.edited.code.kind === 'point') return <CodeBlock code={code} size={size} height={height} />
  return <GaussianBlocks code={code} size={size} deviations={deviations} height={height} />
}

/** The code that is being moved at once; else what the model has made of the image. */
function shownCode({ chosen, passage, edited }: Bench): Float32Array | null {
  if (chosen.kind === 'code' && chosen.code.length === edited.code.size) return chosen.code
  return passage?.code.length === edited.code.size ? passage.code : null
}

/** σ of a Gaussian code; null for a point, and for a bare code, which is a point itself. */
function useDeviations({ chosen, passage, edited }: Bench, size: number): Float32Array | null {
  const logVariance =
    chosen.kind !== 'code' && edited.code.kind === 'gaussian' ? (passage?.logVariance ?? null) : null
  return useMemo(
    () => (logVariance?.length === size ? logVariance.map((value) => Math.exp(value / 2)) : null),
    [logVariance, size],
  )
}

interface CodeProps {
  code: Float32Array | null
  size: number
  /** CSS pixels. */
  height: number
}

interface GaussianProps extends CodeProps {
  deviations: Float32Array | null
}

function MovableBars({ code, size, deviations, height }: GaussianProps) {
  const bench = useBench()
  const t = useWords(words)
  const values = useMemo(() => code ?? new Float32Array(size), [code, size])
  const ends = useMemo(
    () => (deviations ? values.map((value, at) => Math.abs(value) + deviations[at]!) : values),
    [values, deviations],
  )
  // While a bar is held, the scale under it stays.
  const [held, setHeld] = useState<number>()
  const limit = useCalmLimit(ends, held)
  // where a σ stands below each number, a bar has the height of both
  const thickest = bench.edited.code.kind === 'gaussian' && size <= mostDeviations ? 16 : 12
  const thickness = Math.max(1, Math.min(thickest, Math.floor(height / (1.5 * size))))
  const move = (at: number, value: number) => {
    const next = Float32Array.from(values)
    next[at] = value
    bench.choose({ kind: 'code', code: next })
  }
  return (
    <div
      className={styles.code}
      data-numbers={size <= mostNumbers || undefined}
      style={{ '--thickness': `${thickness}px` } as CSSProperties}
    >
      <div className={styles.tracks} title={code ? t.hint : undefined}>
        <div aria-hidden="true">
          <Bars values={values} limit={limit} label="" height={thickness} />
        </div>
        {deviations && <Whiskers means={values} deviations={deviations} limit={limit} />}
        <div className={styles.handles}>
          {code &&
            Array.from(values, (value, at) => (
              <input
                key={at}
                type="range"
                min={-limit}
                max={limit}
                step={limit / 100}
                value={value}
                aria-label={t.value(at + 1, size)}
                aria-valuetext={valueText(value, deviations?.[at])}
                onPointerDown={() => setHeld(limit)}
                onPointerUp={() => setHeld(undefined)}
                onPointerCancel={() => setHeld(undefined)}
                onChange={(event) => move(at, event.currentTarget.valueAsNumber)}
              />
            ))}
        </div>
      </div>
      {size <= mostNumbers && (
        <div className={styles.numbers} aria-hidden="true">
          {Array.from(values, (value, at) => (
            <span key={at}>
              {formatNumber(code ? value : Number.NaN, 2)}
              {deviations && size <= mostDeviations && <small>±{formatNumber(deviations[at]!, 2)}</small>}
            </span>
          ))}
        </div>
      )}
      <div className={styles.axis} aria-hidden="true">
        <span>{formatSignificant(-limit)}</span>
        <span>0</span>
        <span>{formatSignificant(limit)}</span>
      </div>
    </div>
  )
}

function valueText(mean: number, deviation: number | undefined): string {
  const text = formatNumber(mean, 2)
  return deviation === undefined ? text : `${text} ± ${formatNumber(deviation, 2)}`
}

/** From μ − σ to μ + σ, over the bar of each dimension. */
function Whiskers({
  means,
  deviations,
  limit,
}: {
  means: Float32Array
  deviations: Float32Array
  limit: number
}) {
  const place = (value: number) => 50 + 50 * Math.max(-1, Math.min(1, value / limit))
  return (
    <div className={styles.whiskers} aria-hidden="true">
      {Array.from(means, (mean, at) => {
        const [from, to] = [place(mean - deviations[at]!), place(mean + deviations[at]!)]
        return (
          <div key={at}>
            <span style={{ left: `${from}%`, width: `${to - from}%` }} />
          </div>
        )
      })}
    </div>
  )
}

/** A scale this many times too large is made smaller. */
const loose = 3

/** The end of the scale: it grows at once, shrinks only when it is far too large, and stays while a bar is held. */
export function useCalmLimit(values: Float32Array, held?: number): number {
  const [kept, setKept] = useState(0)
  const [size, setSize] = useState(values.length)
  const wanted = limitOf(values)
  const isKept = size === values.length && wanted <= kept && wanted * loose > kept
  if (held !== undefined || isKept) return held ?? kept
  if (size !== values.length) setSize(values.length)
  if (kept !== wanted) setKept(wanted)
  return wanted
}

/** More Gaussians than bars could show: their means, and below them their deviations. */
function GaussianBlocks({ code, size, deviations, height }: GaussianProps) {
  const t = useWords(words)
  return (
    <div className={styles.blocks}>
      <Tex tex="\mu" />
      <CodeBlock code={code} size={size} height={height / 2} label={t.meansOf(size)} />
      <Tex tex="\sigma" />
      <CodeBlock code={deviations} size={size} height={height / 2} label={t.deviationsOf(size)} />
    </div>
  )
}

/** More numbers than bars could show: signed cells. */
function CodeBlock({ code, size, height, label }: CodeProps & { label?: string }) {
  const t = useWords(words)
  const { rows, columns, cell } = arrange(size, room.width - (label ? 16 : 0), height - scaleHeight, 8)
  const cells = useMemo(() => {
    const all = new Float32Array(rows * columns)
    if (code) all.set(code)
    return all
  }, [code, rows, columns])
  const end = useCalmLimit(cells)
  const isSigned = cells.some((value) => value < 0)
  return (
    <div className={styles.block}>
      {code ? (
        <div style={{ width: columns * cell, height: rows * cell }}>
          <Heat
            values={cells}
            rows={rows}
            columns={columns}
            colour="code"
            limit={isSigned ? end : undefined}
            high={end}
            label={label ?? t.codeOf(size)}
          />
        </div>
      ) : (
        <div className={styles.empty} style={{ width: columns * cell, height: rows * cell }} />
      )}
      {code && isSigned && <SignedScale limit={end} />}
      {code && !isSigned && (
        <div className={styles.scale} aria-hidden="true">
          <span>0</span>
          <span className={styles.band} />
          <span>{formatSignificant(end)}</span>
        </div>
      )}
    </div>
  )
}
