// First-layer features: the weights of each unit of the first layer, drawn as the image that it looks for.

import { useMemo, useRef } from 'react'
import type { Table } from '../../../../ui/csv.ts'
import { formatCount } from '../../../../ui/format.ts'
import { ImageGrid } from '../../../../ui/ImageGrid.tsx'
import { useBox } from '../../../../ui/useBox.ts'
import { useWords } from '../../../../ui/words.tsx'
import { pixels, side } from '../../shapes.ts'
import { bestColumns, evenScale } from '../arrange.ts'
import { defineInstrument, type InstrumentProps } from '../InstrumentView.tsx'
import { largestMagnitude, roundUpClosely } from '../niceNumbers.ts'
import { SignedScale } from '../SignedScaleView.tsx'
import { useSharedEnd } from '../sharedAxesView.tsx'
import type { FeaturesPart } from './measure.ts'
import styles from './View.module.css'
import { title } from './title.ts'
import { words as text } from './words.ts'

const gap = 2

function Features({ part }: InstrumentProps<FeaturesPart>) {
  const words = useWords(text)
  const box = useRef<HTMLDivElement>(null)
  const size = useBox(box)
  const here = part.kernels.length / pixels
  const own = useMemo(() => roundUpClosely(largestMagnitude(part.kernels) || 1), [part.kernels])
  const limit = useSharedEnd('features', own)
  const { columns, scale } = bestColumns({ count: here, height: side, width: side, gap, box: size })
  const units = formatCount(part.units)
  const caption = here < part.units ? words.caption(formatCount(here), units) : words.captionAll(units)
  return (
    <div className={styles.view}>
      <div className={styles.box} ref={box}>
        {scale > 0 && (
          <ImageGrid
            images={part.kernels}
            columns={columns}
            gap={gap}
            pixel={evenScale(scale)}
            limit={limit}
            label={words.label(caption)}
          />
        )}
      </div>
      <div className={styles.footer}>
        <span>{caption}</span>
        <SignedScale limit={limit} what={words.scale} />
      </div>
    </div>
  )
}

function useNote(): string {
  return useWords(text).note
}

function useTable(part: FeaturesPart): () => Table {
  const words = useWords(text)
  return () => ({
    columns: [words.unit, words.norm, words.least, words.most].map((label) => ({ label })),
    rows: Array.from({ length: part.kernels.length / pixels }, (_, unit) => {
      const kernel = part.kernels.subarray(unit * pixels, (unit + 1) * pixels)
      return [unit + 1, Math.hypot(...kernel), Math.min(...kernel), Math.max(...kernel)]
    }),
  })
}

export const view = defineInstrument<FeaturesPart>({
  id: 'features',
  title,
  useNote,
  View: Features,
  useTable,
})
