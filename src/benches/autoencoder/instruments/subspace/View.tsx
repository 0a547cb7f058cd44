// The same subspace: put an invertible C between decoder and encoder, and see that only the weights change.

import { useMemo, useRef, useState } from 'react'
import { Button } from '../../../../ui/Button.tsx'
import { Choice } from '../../../../ui/Choice.tsx'
import type { Table } from '../../../../ui/csv.ts'
import { formatCount, formatNumber } from '../../../../ui/format.ts'
import { ImageGrid } from '../../../../ui/ImageGrid.tsx'
import { Message } from '../../../../ui/Message.tsx'
import { Slider } from '../../../../ui/Slider.tsx'
import { Tex } from '../../../../ui/Tex.tsx'
import { useBox } from '../../../../ui/useBox.ts'
import { useWords } from '../../../../ui/words.tsx'
import { multiply, transpose } from '../../../../numerics/matrices.ts'
import { pixelValue } from '../../../../numerics/moments.ts'
import type { Pca } from '../../../../numerics/pca.ts'
import { applyC, subspaceAffinity } from '../../../../numerics/subspace.ts'
import { pixels, side } from '../../shapes.ts'
import { bestColumns, evenScale } from '../arrange.ts'
import { defineInstrument, useBench, type Bench, type InstrumentProps } from '../InstrumentView.tsx'
import { largestMagnitude, roundUpClosely } from '../niceNumbers.ts'
import { useTextSize } from '../plotAreaView.tsx'
import { SignedScale } from '../SignedScaleView.tsx'
import { useSharedEnd } from '../sharedAxesView.tsx'
import type { SubspaceAnswer, SubspacePart } from './measure.ts'
import {
  identity,
  largestDifference,
  reconstructWith,
  scientific,
  turnMatrix,
  turnModel,
  type LinearModel,
  type Turn,
} from './turn.ts'
import styles from './View.module.css'
import { title } from './title.ts'
import { words as text } from './words.ts'

const gap = 2
const angles = { kind: 'linear', min: -180, max: 180, step: 1 } as const
const stretches = { kind: 'log', min: 0.25, max: 4, perDecade: 40 } as const
/** Test images that are reconstructed. */
const examples = 5
/** Narrower than this, in text heights, controls stand above the images. */
const narrow = 38

function Subspace({ part }: InstrumentProps<SubspacePart>) {
  // another size of the code is another C
  return <Between key={part.size} part={part} />
}

function Between({ part }: InstrumentProps<SubspacePart>) {
  const bench = useBench()
  const words = useWords(text)
  const box = useRef<HTMLDivElement>(null)
  const size = useBox(box)
  const textSize = useTextSize()
  const { size: k } = part
  const unturned: Turn = { first: 0, second: Math.min(1, k - 1), angle: 0, stretch: 1 }
  const [base, setBase] = useState(() => identity(k))
  const [turn, setTurn] = useState(unturned)
  const [rotation, setRotation] = useState<{ asking: boolean; sentence?: string }>({ asking: false })

  const before = useMemo(() => applyC(part.decoder, part.encoder, base, k), [part, base, k])
  const turned = useMemo(() => turnModel(before, turn), [before, turn])

  const turnOthers = (pair: Partial<Turn>) => {
    setBase(multiply(base, turnMatrix(turn, k), k, k, k))
    setTurn({ ...turn, ...pair, angle: 0, stretch: 1 })
  }
  const rotate = async (pca: Pca) => {
    setRotation({ asking: true })
    try {
      const answer = (await bench.ask('subspace', { pca })) as SubspaceAnswer
      if (answer.C.length === k * k) {
        setBase(Float64Array.from(answer.C))
        setTurn({ ...turn, angle: 0, stretch: 1 })
      }
      setRotation({ asking: false })
    } catch (error) {
      setRotation({ asking: false, sentence: error instanceof Error ? error.message : String(error) })
    }
  }
  const units = Array.from({ length: k }, (_, i) => ({ value: String(i), label: formatCount(i + 1) }))
  const isNarrow = size.width < narrow * textSize

  return (
    <div className={styles.view} ref={box} data-narrow={isNarrow || undefined}>
      <div className={styles.bar}>
        <Tex
          tex="\hat x = b + (\term{decoder}{D}\,C)(C^{-1}\,\term{encoder}{E})\,x"
          plain="x̂ = b + (D C)(C⁻¹ E) x"
        />
        {k > 1 && (
          <div className={styles.pair}>
            <Choice
              label={words.pair}
              name={words.first}
              value={String(turn.first)}
              options={units.filter(({ value }) => Number(value) !== turn.second)}
              onChange={(value) => turnOthers({ first: Number(value) })}
            />
            <Choice
              label={words.and}
              name={words.second}
              value={String(turn.second)}
              options={units.filter(({ value }) => Number(value) !== turn.first)}
              onChange={(value) => turnOthers({ second: Number(value) })}
            />
          </div>
        )}
        <div className={styles.buttons}>
          <Button
            disabled={bench.pca === null || rotation.asking}
            onClick={() => bench.pca && void rotate(bench.pca)}
          >
            {rotation.asking ? words.rotating : words.toPca}
          </Button>
          <Button
            onClick={() => {
              setBase(identity(k))
              setTurn({ ...turn, angle: 0, stretch: 1 })
            }}
          >
            {words.reset}
          </Button>
        </div>
      </div>
      <div className={styles.controls}>
        <div className={styles.sliders}>
          {k > 1 && (
            <Slider
              label={words.angle}
              value={turn.angle}
              scale={angles}
              format={(angle) => words.degrees(formatNumber(angle, 0))}
              onChange={(angle) => setTurn({ ...turn, angle })}
            />
          )}
          <Slider
            label={words.stretch}
            value={turn.stretch}
            scale={stretches}
            format={(factor) => words.times(formatNumber(factor, 2))}
            onChange={(stretch) => setTurn({ ...turn, stretch })}
          />
        </div>
        {rotation.sentence !== undefined && <Message kind="warning">{rotation.sentence}</Message>}
        <Affinity part={part} pca={bench.pca} />
        <Same part={part} turned={turned} bench={bench} />
      </div>
      <Images
        part={part}
        turned={turned.D}
        before={before.D}
        pca={bench.pca}
        narrowWidth={isNarrow ? size.width : null}
      />
    </div>
  )
}

/** How nearly the decoder's columns span the principal components. */
function Affinity({ part, pca }: { part: SubspacePart; pca: Pca | null }) {
  const words = useWords(text)
  const affinity = useMemo(
    () =>
      pca && part.decoder.every(Number.isFinite) ? subspaceAffinity(part.decoder, part.size, pca) : null,
    [part, pca],
  )
  if (affinity === null) return <p className={styles.small}>{words.waiting}</p>
  return (
    <div>
      <div className={styles.line}>
        <span>{words.affinity}</span>
        <strong>{formatNumber(affinity, 3)}</strong>
      </div>
      <div
        className={styles.meter}
        // eslint-disable-next-line jsx-a11y/prefer-tag-over-role -- drawn by elements
        role="meter"
        aria-label={words.affinity}
        aria-valuemin={0}
        aria-valuemax={1}
        aria-valuenow={Number(affinity.toFixed(3))}
      >
        <span style={{ width: `${100 * affinity}%` }} />
      </div>
      <p className={styles.small}>
        {part.size === 1 ? words.affinityHowOne : words.affinityHow(formatCount(part.size))}
      </p>
    </div>
  )
}

interface SameProps {
  readonly part: SubspacePart
  readonly turned: LinearModel
  readonly bench: Bench
}

/** A few test images, reconstructed with and without C. */
function Same({ part, turned, bench: { test, recipe } }: SameProps) {
  const words = useWords(text)
  const { pixels: mode } = recipe.data
  const x = useMemo(() => {
    if (!test) return null
    const bytes = Array.from(test.indices.subarray(0, examples), (index) =>
      test.pixels.subarray(index * pixels, (index + 1) * pixels),
    )
    return Float32Array.from(bytes.flatMap((image) => Array.from(image, (byte) => pixelValue(byte, mode))))
  }, [test, mode])
  const plain = useMemo(() => {
    const model = { D: Float64Array.from(part.decoder), E: Float64Array.from(part.encoder) }
    return x && reconstructWith(model, part.offset, x)
  }, [part, x])
  const other = useMemo(() => x && reconstructWith(turned, part.offset, x), [turned, part.offset, x])
  const images = useMemo(
    () => plain && other && { plain: Float32Array.from(plain), other: Float32Array.from(other) },
    [plain, other],
  )
  if (!x || !plain || !other || !images) return null
  const difference = scientific(largestDifference(plain, other))
  const row = { columns: examples, gap, pixel: 1 }
  return (
    <div className={styles.same}>
      <ImageGrid images={x} {...row} label={words.inputLabel} />
      <span className={styles.small}>{words.input}</span>
      <ImageGrid images={images.plain} {...row} label={words.plainLabel} />
      <span className={styles.small}>{words.plain}</span>
      <ImageGrid images={images.other} {...row} label={words.turnedLabel} />
      <span className={styles.small}>{words.turned}</span>
      <div className={styles.line}>
        <span>{words.same}</span>
        <strong>
          {difference ? (
            <>
              {formatNumber(difference[0], 1)} · 10<sup>{formatNumber(difference[1], 0)}</sup>
            </>
          ) : (
            words.none
          )}
        </strong>
      </div>
    </div>
  )
}

interface ImagesProps {
  readonly part: SubspacePart
  /** D C before the present turn */
  readonly before: Float64Array
  /** D C (784 × k) */
  readonly turned: Float64Array
  readonly pca: Pca | null
  /** where controls stand above, the width there is; the images are then as high as they need */
  readonly narrowWidth: number | null
}

/** The columns of D C, and beneath them the principal components. */
function Images({ part, before, turned, pca, narrowWidth }: ImagesProps) {
  const words = useWords(text)
  const box = useRef<HTMLDivElement>(null)
  const size = useBox(box)
  const { size: k } = part
  const columns = useMemo(() => Float32Array.from(transpose(turned, pixels, k)), [turned, k])
  const eigendigits = useMemo(() => pca && pca.components.slice(0, k * pixels), [pca, k])
  // one scale for both, of the columns before the present turn, so that a stretch is seen
  const own = useMemo(() => {
    const most = Math.max(largestMagnitude(before), eigendigits ? largestMagnitude(eigendigits) : 0)
    return roundUpClosely(most || 1)
  }, [before, eigendigits])
  const limit = useSharedEnd('subspace', own)
  const room = narrowWidth === null ? size : { width: narrowWidth, height: narrowWidth / 2 }
  const arranged = bestColumns({ count: k, height: side, width: side, gap, box: room })
  const grid = { columns: arranged.columns, gap, pixel: Math.min(6, evenScale(arranged.scale)) }
  return (
    <div className={styles.images}>
      <div className={styles.heading}>
        <span className={styles.small}>{words.features}</span>
        <SignedScale limit={limit} what={words.scale} />
      </div>
      <div className={styles.grid} ref={box}>
        {arranged.scale > 0 && (
          <ImageGrid images={columns} {...grid} limit={limit} label={words.featuresLabel} />
        )}
      </div>
      <div className={styles.heading}>
        <span className={styles.small}>{eigendigits ? words.eigendigits : words.waiting}</span>
      </div>
      <div className={styles.grid}>
        {eigendigits && arranged.scale > 0 && (
          <ImageGrid images={eigendigits} {...grid} limit={limit} label={words.eigendigitsLabel} />
        )}
      </div>
    </div>
  )
}

function useNote(): string {
  return useWords(text).note
}

function useTable(part: SubspacePart): () => Table {
  const words = useWords(text)
  const { pca } = useBench()
  return () => {
    const { size: k, decoder, encoder } = part
    const columns = transpose(decoder, pixels, k)
    const rows = Array.from({ length: k }, (_, i) => {
      const column = columns.subarray(i * pixels, (i + 1) * pixels)
      const length = Math.hypot(...column)
      const along = pca
        ? column.reduce((sum, entry, j) => sum + entry * pca.components[i * pixels + j]!, 0)
        : Number.NaN
      const row = encoder.subarray(i * pixels, (i + 1) * pixels)
      return [i + 1, length, Math.hypot(...row), along / length, pca ? pca.values[i]! : Number.NaN]
    })
    return {
      columns: [
        { label: words.unit },
        { label: words.decoderLength },
        { label: words.encoderLength },
        { label: words.cosine },
        { label: words.variance, unit: words.varianceUnit },
      ],
      rows,
    }
  }
}

export const view = defineInstrument<SubspacePart>({
  id: 'subspace',
  title,
  useNote,
  View: Subspace,
  useTable,
})
