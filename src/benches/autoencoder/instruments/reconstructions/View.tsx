// Reconstructions: what comes out for a test image of every class, what is missing, and what PCA of the same size makes of it.

import { useMemo, useRef, useState, type CSSProperties } from 'react'
import type { Table } from '../../../../ui/csv.ts'
import { formatCount, formatNumber } from '../../../../ui/format.ts'
import { ImageGrid } from '../../../../ui/ImageGrid.tsx'
import { useBox } from '../../../../ui/useBox.ts'
import { useWords } from '../../../../ui/words.tsx'
import { pixels, side } from '../../shapes.ts'
import { arrangeBlocks, evenScale } from '../arrange.ts'
import { classNameOf } from '../classNames.ts'
import { defineInstrument, useBench, type InstrumentProps } from '../InstrumentView.tsx'
import { useTextSize } from '../plotAreaView.tsx'
import { sameImages } from '../sameImages.ts'
import { SignedScale } from '../SignedScaleView.tsx'
import { differenceOf, squaredErrors, throughPca } from './errors.ts'
import type { ReconstructionsPart } from './measure.ts'
import styles from './View.module.css'
import { title } from './title.ts'
import { words as text } from './words.ts'

const gap = 2
/** The ends of the scale of errors: as far apart as black and white. */
const limit = 1

interface Row {
  readonly id: string
  readonly name: string
  readonly label: string
  readonly images: Float32Array
  readonly limit?: number
}

function Reconstructions({ part }: InstrumentProps<ReconstructionsPart>) {
  const bench = useBench()
  const words = useWords(text)
  const box = useRef<HTMLDivElement>(null)
  const size = useBox(box)
  const textSize = useTextSize()
  const { difference, errors, pca } = useComparison(part)
  const k = formatCount(bench.recipe.code.size)
  const rows: Row[] = [
    { id: 'input', name: words.input, label: words.inputLabel, images: part.inputs },
    { id: 'output', name: words.output, label: words.outputLabel, images: part.outputs },
    { id: 'error', name: words.error, label: words.errorLabel, images: difference, limit },
    ...(pca ? [{ id: 'pca', name: words.pca, label: words.pcaLabel(k), images: pca.images }] : []),
  ]
  const count = part.indices.length
  const lines = pca ? 2 : 1
  const arranged = arrangeBlocks({
    count,
    side,
    gap,
    // a place for PCA from the beginning, so that nothing moves when it comes
    rows: 4,
    box: size,
    text: { width: textSize * 3.8, height: textSize * 1.4 * 2 + 12, column: textSize * 2.5 },
  })
  const scale = evenScale(arranged.scale)
  const describe = (i: number) => {
    const index = part.indices[i]!
    const error = formatNumber(errors[i]!, 1)
    if (!bench.test) return words.plainImage(formatCount(index), error)
    const name = classNameOf(bench.recipe.data, bench.test.labels[index]!)
    if (!pca) return words.image(formatCount(index), name, error)
    return words.imageWithPca(formatCount(index), name, error, formatNumber(pca.errors[i]!, 1))
  }

  return (
    <div className={styles.view}>
      <div className={styles.box} ref={box}>
        {scale > 0 &&
          Array.from({ length: arranged.blocks }, (_, block) => {
            const from = block * arranged.columns
            const here = Math.min(arranged.columns, count - from)
            if (here <= 0) return null
            const width = (here * (side + gap) - gap) * scale
            const columns: CSSProperties = {
              gridTemplateColumns: `repeat(${here}, 1fr)`,
              columnGap: gap * scale,
              width,
            }
            return (
              <div
                key={block}
                className={styles.block}
                style={{ gridTemplateColumns: `${textSize * 3.2}px auto` }}
              >
                {rows.map((row, i) => (
                  <Line key={row.id} row={row} place={i} from={from} count={here} scale={scale} />
                ))}
                <Numbers
                  name={words.ofNetwork}
                  row={rows.length + 1}
                  colour="reconstruction"
                  columns={columns}
                >
                  {errors.slice(from, from + here)}
                </Numbers>
                {pca && (
                  <Numbers name={words.ofPca} row={rows.length + 2} colour="muted" columns={columns}>
                    {pca.errors.slice(from, from + here)}
                  </Numbers>
                )}
                <fieldset
                  className={styles.columns}
                  aria-label={words.choose}
                  style={{ ...columns, gridRow: `1 / ${rows.length + lines + 1}` }}
                >
                  {Array.from({ length: here }, (_unused, i) => {
                    const index = part.indices[from + i]!
                    const isChosen = bench.chosen.kind === 'test' && bench.chosen.index === index
                    return (
                      <button
                        key={index}
                        type="button"
                        className={styles.column}
                        aria-label={describe(from + i)}
                        aria-pressed={isChosen}
                        onClick={() => bench.choose({ kind: 'test', index })}
                      />
                    )
                  })}
                </fieldset>
              </div>
            )
          })}
      </div>
      <div className={styles.footer}>
        <span>
          {words.unitBelow} {pca ? words.footer(k) : words.footerWaiting(k)}
        </span>
        <SignedScale limit={limit} what={words.error} />
      </div>
    </div>
  )
}

interface LineProps {
  readonly row: Row
  readonly place: number
  readonly from: number
  readonly count: number
  readonly scale: number
}

function Line({ row, place, from, count, scale }: LineProps) {
  const images = useMemo(
    () => row.images.subarray(from * pixels, (from + count) * pixels),
    [row.images, from, count],
  )
  return (
    <>
      <span className={styles.label} style={{ gridRow: place + 1, gridColumn: 1 }}>
        {row.name}
      </span>
      <div style={{ gridRow: place + 1, gridColumn: 2 }}>
        <ImageGrid
          images={images}
          columns={count}
          gap={gap}
          pixel={scale}
          label={row.label}
          limit={row.limit}
        />
      </div>
    </>
  )
}

interface NumbersProps {
  readonly name: string
  readonly row: number
  readonly colour: 'reconstruction' | 'muted'
  readonly columns: CSSProperties
  readonly children: readonly number[]
}

/** Squared errors under their images; screen readers hear them with the columns. */
function Numbers({ name, row, colour, columns, children }: NumbersProps) {
  return (
    <>
      <span className={styles.label} style={{ gridRow: row, gridColumn: 1 }} aria-hidden="true">
        {name}
      </span>
      <div
        className={styles.numbers}
        data-colour={colour}
        style={{ ...columns, gridRow: row, gridColumn: 2 }}
        aria-hidden="true"
      >
        {children.map((error, i) => (
          <span key={i}>{formatNumber(error, 1)}</span>
        ))}
      </div>
    </>
  )
}

interface Comparison {
  readonly difference: Float32Array
  readonly errors: readonly number[]
  readonly pca: { readonly images: Float32Array; readonly errors: readonly number[] } | null
}

/** The network's errors and those of PCA, which is computed once for the same images. */
function useComparison(part: ReconstructionsPart): Comparison {
  const { pca, recipe } = useBench()
  const { size } = recipe.code
  const [inputs, setInputs] = useState(part.inputs)
  if (!sameImages(inputs, part.inputs)) setInputs(part.inputs)
  const linear = useMemo(() => {
    if (pca === null) return null
    const images = throughPca(pca, inputs, size)
    return { images, errors: squaredErrors(differenceOf(inputs, images)) }
  }, [pca, inputs, size])
  const difference = useMemo(() => differenceOf(part.inputs, part.outputs), [part])
  const errors = useMemo(() => squaredErrors(difference), [difference])
  return { difference, errors, pca: linear }
}

function useNote(): string {
  return useWords(text).note
}

function useTable(part: ReconstructionsPart): () => Table {
  const words = useWords(text)
  const { test, recipe, pca } = useBench()
  return () => {
    const errors = squaredErrors(differenceOf(part.inputs, part.outputs))
    const linear =
      pca && squaredErrors(differenceOf(part.inputs, throughPca(pca, part.inputs, recipe.code.size)))
    const columns = [
      { label: words.fileIndex },
      { label: words.classColumn },
      { label: words.network, unit: words.unit },
      { label: words.pcaColumn(formatCount(recipe.code.size)), unit: words.unit },
    ]
    const rows = Array.from(part.indices, (index, i) => [
      index,
      test ? classNameOf(recipe.data, test.labels[index]!) : '',
      errors[i]!,
      linear ? linear[i]! : Number.NaN,
    ])
    return { columns, rows }
  }
}

export const view = defineInstrument<ReconstructionsPart>({
  id: 'reconstructions',
  title,
  useNote,
  View: Reconstructions,
  useTable,
})
