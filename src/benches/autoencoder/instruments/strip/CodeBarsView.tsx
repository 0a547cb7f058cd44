// The code as signed bars that can be moved: moving one decodes another code, and the encoder has no part in it.

import { useMemo, useState, type CSSProperties } from 'react'
import { Bars } from '../../../../ui/Bars.tsx'
import { formatNumber, formatSignificant } from '../../../../ui/format.ts'
import { Heat } from '../../../../ui/Heat.tsx'
import { defineWords, useWords } from '../../../../ui/words.tsx'
import { useBench, type Bench } from '../InstrumentView.tsx'
import { SignedScale } from '../SignedScaleView.tsx'
import { arrange, limitOf } from './arrangement.ts'
import styles from './Code.module.css'

const words = defineWords({
  en: {
    codeOf: (size: number) => `The code: ${size} numbers`,
    value: (place: number, size: number) => `Code value ${place} of ${size}`,
    hint: 'Drag a bar: it is decoded as it moves',
  },
  de: {
    codeOf: (size: number) => `Der Code: ${size} Zahlen`,
    value: (place: number, size: number) => `Codewert ${place} von ${size}`,
    hint: 'Ziehen Sie an einem Balken: Er wird dabei dekodiert',
  },
})

const mostBars = 16
const mostNumbers = 4
const room = { width: 120, height: 92 }
/** Below a block, for its scale. */
const scaleHeight = 18

export function CodeBars() {
  const bench = useBench()
  const code = shownCode(bench)
  const size = code?.length ?? bench.edited.code.size
  if (size > mostBars) return <CodeBlock code={code} size={size} />
  return <MovableBars code={code} size={size} />
}

/** The code that is being moved at once; else what the model has made of the image. */
function shownCode({ chosen, passage, edited }: Bench): Float32Array | null {
  if (chosen.kind === 'code' && chosen.code.length === edited.code.size) return chosen.code
  return passage?.code.length === edited.code.size ? passage.code : null
}

function MovableBars({ code, size }: { code: Float32Array | null; size: number }) {
  const bench = useBench()
  const t = useWords(words)
  const values = useMemo(() => code ?? new Float32Array(size), [code, size])
  // While a bar is held, the scale under it stays.
  const [held, setHeld] = useState<number>()
  const limit = useCalmLimit(values, held)
  const thickness = Math.max(2, Math.min(12, Math.floor(room.height / (1.5 * size))))
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
                aria-valuetext={formatNumber(value, 2)}
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
            <span key={at}>{formatNumber(code ? value : Number.NaN, 2)}</span>
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

/** A scale this many times too large is made smaller. */
const loose = 3

/** The end of the scale: it grows at once, shrinks only when it is far too large, and stays while a bar is held. */
function useCalmLimit(values: Float32Array, held?: number): number {
  const [kept, setKept] = useState(0)
  const [size, setSize] = useState(values.length)
  const wanted = limitOf(values)
  const isKept = size === values.length && wanted <= kept && wanted * loose > kept
  if (held !== undefined || isKept) return held ?? kept
  if (size !== values.length) setSize(values.length)
  if (kept !== wanted) setKept(wanted)
  return wanted
}

/** More numbers than bars could show: signed cells. */
function CodeBlock({ code, size }: { code: Float32Array | null; size: number }) {
  const t = useWords(words)
  const { rows, columns, cell } = arrange(size, room.width, room.height - scaleHeight, 8)
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
            label={t.codeOf(size)}
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
