// Rows: clean, noisy, restored by the net and by the linear denoiser, with what each gains.

import { useMemo } from 'react'
import { formatCount, formatNumber, formatSignificant } from '../../../../ui/format.ts'
import { Message } from '../../../../ui/Message.tsx'
import { useWords } from '../../../../ui/words.tsx'
import { gainDb, meanSquaredError, psnr } from '../../pixelErrors.ts'
import type { CorruptRecipe } from '../../recipe.ts'
import { useAsked } from '../askedView.tsx'
import { useBench } from '../InstrumentView.tsx'
import { useChoosing } from '../chosenView.tsx'
import { useClippedSentence } from '../clippedView.tsx'
import { useLinearDenoiser, useLinearFigures, useLinearlyRestored } from '../linearDenoiserView.tsx'
import type { DenoisingPart, DenoisingQuestion, LinearVerdict, VerdictAnswer } from './measure.ts'
import { noiseOf } from '../noise.ts'
import { PictureLines, type PictureLine } from '../PictureLinesView.tsx'
import type { DenoisingViewProps } from './View.tsx'
import layout from '../Layout.module.css'
import { thresholds, verdictOf } from './verdict.ts'
import { words as text } from './words.ts'

export function Rows({ part: measured, draw }: DenoisingViewProps) {
  const bench = useBench()
  const words = useWords(text)
  const question = useMemo<DenoisingQuestion | null>(
    () => (draw === 0 ? null : { kind: 'rows', draw }),
    [draw],
  )
  const asked = useAsked<DenoisingPart, DenoisingQuestion>('denoising', question)
  const part = draw === 0 ? measured : (asked.answer ?? measured)
  const noise = noiseOf(bench.recipe)
  const linear = useLinearDenoiser(noise)
  const linearly = useLinearlyRestored(linear.answer, part.corrupted)

  const named = (name: string, images: Float32Array | null) => (
    <>
      {name}{' '}
      {images && (
        <>
          <br />
          <strong>{words.decibels(formatNumber(psnr(meanSquaredError(images, part.clean)), 1))}</strong>
        </>
      )}
    </>
  )
  const choosing = useChoosing(part.indices)
  const clipped = useClippedSentence()
  const lines: PictureLine[] = [
    {
      id: 'clean',
      name: words.clean,
      label: words.cleanLabel,
      images: part.clean,
      ...choosing,
    },
    {
      id: 'noisy',
      name: named(words.noisy, part.corrupted),
      label: words.noisyLabel,
      images: part.corrupted,
    },
    { id: 'net', name: named(words.net, part.restored), label: words.netLabel, images: part.restored },
    {
      id: 'linear',
      name: named(words.linear, linearly),
      label: words.linearLabel,
      images: linearly,
      waiting: linear.sentence ?? words.computingLinear,
    },
  ]
  return (
    <>
      <PictureLines
        columns={part.indices.length}
        lines={lines}
        isPale={question !== null && asked.question !== question}
      />
      <p className={layout.footer}>
        {words.psnr(formatCount(part.indices.length))} {clipped}
      </p>
      <VerdictLine noise={noise} />
      {asked.sentence !== undefined && <Message kind="warning">{asked.sentence}</Message>}
    </>
  )
}

const writtenThresholds = {
  clear: formatSignificant(thresholds.clear),
  small: formatSignificant(thresholds.small),
  hardly: formatSignificant(thresholds.hardly),
}
const verdictQuestion = { kind: 'verdict' } as const

/** The gains over the fixed test images, and what they say. */
function VerdictLine({ noise }: { noise: CorruptRecipe }) {
  const words = useWords(text)
  const asked = useAsked<VerdictAnswer, DenoisingQuestion>('denoising', verdictQuestion)
  const linearFigures = useLinearFigures<LinearVerdict>('denoising', noise, { kind: 'linear' })
  const { answer } = asked
  if (answer === null) return <p className={layout.figures}>{asked.sentence ?? words.asking}</p>
  const { noisy, restored } = answer
  const linear = linearFigures.answer?.linear ?? Number.NaN
  const overLinear = gainDb({ noisyMse: linear, restoredMse: restored })
  const written = (name: string, value: number, isGain = false) => (
    <span data-main={isGain || undefined}>
      {name}{' '}
      <strong>
        {isGain && value > 0 ? '+' : ''}
        {formatNumber(value, 1)}
      </strong>
    </span>
  )
  return (
    <p className={layout.figures} data-pale={!asked.isCurrent || undefined}>
      <span>{words.overMany(formatCount(answer.images))}</span>
      {written(words.noisyColumn, psnr(noisy))}
      {written(words.netColumn, psnr(restored))}
      {written(words.linear, psnr(linear))}
      {written(words.gainOverNoisy, gainDb({ noisyMse: noisy, restoredMse: restored }), true)}
      {written(words.gainOverLinear, overLinear, true)}
      {Number.isFinite(overLinear) && <span>{words.verdict(verdictOf(overLinear), writtenThresholds)}</span>}
    </p>
  )
}
