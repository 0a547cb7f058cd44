// One image encoded once and decoded many times: the mean's reconstruction beside those of samples of the code.

import { useRef } from 'react'
import { formatCount, formatNumber } from '../../../../ui/format.ts'
import { ImageGrid } from '../../../../ui/ImageGrid.tsx'
import { useBox } from '../../../../ui/useBox.ts'
import { useWords } from '../../../../ui/words.tsx'
import { pixels, side } from '../../shapes.ts'
import { bestColumns, evenScale } from '../arrange.ts'
import { useBench } from '../InstrumentView.tsx'
import { squaredDistance } from '../../../../numerics/matrices.ts'
import { useUnlabelled } from '../unlabelledView.tsx'
import { Instead, Waiting } from '../WaitingView.tsx'
import type { SamplesAnswer } from './measure.ts'
import styles from './View.module.css'
import { words as text } from './words.ts'

const gap = 2

interface SamplesProps {
  readonly answer: SamplesAnswer | null
  readonly isCurrent: boolean
  /** why there is no answer */
  readonly sentence: string | undefined
}

export function SamplesView({ answer, isCurrent, sentence }: SamplesProps) {
  const words = useWords(text)
  const { chosen } = useBench()
  const unlabelled = useUnlabelled()
  if (chosen.kind === 'code') return <Instead>{words.noImage}</Instead>
  if (unlabelled !== null) return <Instead>{unlabelled}</Instead>
  if (answer === null) return <Waiting sentence={sentence} />
  return <Sampled answer={answer} isCurrent={isCurrent} />
}

function Sampled({ answer, isCurrent }: Pick<SamplesProps, 'isCurrent'> & { answer: SamplesAnswer }) {
  const words = useWords(text)
  const box = useRef<HTMLDivElement>(null)
  const size = useBox(box)
  const { input, ofMean, images } = answer
  const count = images.length / pixels
  const { columns, scale } = bestColumns({ count, height: side, width: side, gap, box: size })
  const ofSamples = Array.from({ length: count }, (_, i) =>
    squaredDistance(images.subarray(i * pixels, (i + 1) * pixels), input),
  )
  const average = ofSamples.reduce((sum, error) => sum + error, 0) / count
  return (
    <div className={styles.samples} data-pale={!isCurrent || undefined}>
      <div className={styles.pair}>
        <figure>
          <figcaption>{words.x}</figcaption>
          <ImageGrid images={input} columns={1} pixel={2} label={words.xLabel} />
        </figure>
        <figure>
          <figcaption>{words.ofMean}</figcaption>
          <ImageGrid images={ofMean} columns={1} pixel={2} label={words.ofMeanLabel} />
        </figure>
        <p className={styles.small}>
          {words.errors(formatNumber(squaredDistance(ofMean, input), 1), formatNumber(average, 1))}
        </p>
      </div>
      <p className={styles.small}>{words.ofSamples(formatCount(count))}</p>
      <div className={styles.grid} ref={box}>
        {scale > 0 && (
          <ImageGrid
            images={images}
            columns={columns}
            gap={gap}
            pixel={evenScale(scale)}
            label={words.ofSamplesLabel(formatCount(count))}
          />
        )}
      </div>
    </div>
  )
}
