// Clipping: the same Gaussian noise clipped to [0,1] and not, how large each is, and what this net makes of both and of
// the clean image.

import { useMemo, useState } from 'react'
import { formatCount, formatNumber } from '../../../../ui/format.ts'
import { Message } from '../../../../ui/Message.tsx'
import { Slider } from '../../../../ui/Slider.tsx'
import type { SliderScale } from '../../../../ui/sliderScale.ts'
import { useWords } from '../../../../ui/words.tsx'
import { useAsked } from '../askedView.tsx'
import { useBench } from '../InstrumentView.tsx'
import { useLookedAt } from '../chosenView.tsx'
import type { ClippingAnswer, DenoisingQuestion } from './measure.ts'
import { levelOf } from '../noise.ts'
import { PictureLines, type PictureLine, type TextLine } from '../PictureLinesView.tsx'
import type { DenoisingViewProps } from './View.tsx'
import styles from './View.module.css'
import layout from '../Layout.module.css'
import { Waiting } from '../WaitingView.tsx'
import { words as text } from './words.ts'

const scale: SliderScale = { kind: 'linear', min: 0, max: 2, step: 0.05 }

export function Clipping({ part, draw }: DenoisingViewProps) {
  const { corrupt } = useBench().recipe
  const words = useWords(text)
  const image = useLookedAt(part.indices[0]!)
  const isGaussian = corrupt.kind === 'gaussian'
  const [sigma, setSigma] = useState(() => (isGaussian ? levelOf(corrupt) : 0.5))
  const question = useMemo<DenoisingQuestion>(
    () => ({ kind: 'clipping', image, sigma, draw }),
    [image, sigma, draw],
  )
  const asked = useAsked<ClippingAnswer, DenoisingQuestion>('denoising', question)
  const { answer } = asked
  const trained = isGaussian ? (corrupt['clip'] === true ? 1 : 2) : -1
  const numbers = (values: readonly number[]) => values.map((value) => formatNumber(value, 4))
  const linesOf = (found: ClippingAnswer): (PictureLine | TextLine)[] => [
    { id: 'heads', name: '', values: [words.asItIs, words.clipped, words.unclipped] },
    {
      id: 'trained',
      name: words.trained,
      values: [0, 1, 2].map((i) => words.isTrained(i === trained)),
    },
    {
      id: 'in',
      name: words.comesIn,
      label: words.inputsLabel,
      images: found.inputs,
    },
    { id: 'noise', name: words.noiseLine, values: numbers(found.noise) },
    { id: 'out', name: words.comesOut, label: words.outputsLabel, images: found.outputs },
    { id: 'error', name: words.netLine, values: numbers(found.restored), isStrong: true },
  ]
  return (
    <>
      <div className={styles.split}>
        <div className={styles.controls}>
          <Slider label={words.sigma} value={sigma} scale={scale} onChange={setSigma} />
          <span>{words.clippingHint}</span>
        </div>
        {answer === null ? (
          <Waiting sentence={asked.sentence} />
        ) : (
          <PictureLines
            columns={3}
            lines={linesOf(answer)}
            columnWidth={5.4}
            gap={14}
            isPale={asked.question !== question}
          />
        )}
      </div>
      {answer && <p className={layout.footer}>{words.clippingFooter(formatCount(answer.images))}</p>}
      {answer && asked.sentence !== undefined && <Message kind="warning">{asked.sentence}</Message>}
    </>
  )
}
