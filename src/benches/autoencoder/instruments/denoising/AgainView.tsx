// Again: the net applied to its own results, from the clean image and from the noisy one: it is no projector.

import { useMemo } from 'react'
import { formatCount, formatNumber } from '../../../../ui/format.ts'
import { Message } from '../../../../ui/Message.tsx'
import { useWords } from '../../../../ui/words.tsx'
import { pixels } from '../../shapes.ts'
import { useAsked } from '../askedView.tsx'
import { useLookedAt } from '../chosenView.tsx'
import { meanSquaredError } from '../../pixelErrors.ts'
import type { AgainAnswer, Chain, DenoisingQuestion } from './measure.ts'
import { PictureLines, type PictureLine, type TextLine } from '../PictureLinesView.tsx'
import type { DenoisingViewProps } from './View.tsx'
import layout from '../Layout.module.css'
import { Waiting } from '../WaitingView.tsx'
import { words as text } from './words.ts'

/** The input and eight passages. */
const columns = 9

export function Again({ part, draw }: DenoisingViewProps) {
  const words = useWords(text)
  const image = useLookedAt(part.indices[0]!)
  const question = useMemo<DenoisingQuestion>(() => ({ kind: 'again', image, draw }), [image, draw])
  const asked = useAsked<AgainAnswer, DenoisingQuestion>('denoising', question)
  const { answer } = asked
  if (answer === null) return <Waiting sentence={asked.sentence} />
  const many = formatCount(answer.images)

  const linesOf = (id: string, name: string, label: string, chain: Chain) => {
    const errors = Array.from({ length: columns }, (_, i) => {
      const one = chain.steps.subarray(i * pixels, (i + 1) * pixels)
      return formatNumber(meanSquaredError(one, answer.clean), 3)
    })
    const means = chain.mean.map((value) => formatNumber(value, 3))
    const lines: (PictureLine | TextLine)[] = [
      { id, name, label, images: chain.steps },
      { id: `${id}-one`, name: words.thisMse, values: errors, isStrong: true },
      { id: `${id}-many`, name: words.manyMse(many), values: means, isOptional: true },
    ]
    return lines
  }

  const lines = [
    {
      id: 'times',
      name: '',
      values: Array.from({ length: columns }, (_, i) => (i === 0 ? words.input : words.time(String(i)))),
    },
    ...linesOf('clean', words.fromClean, words.chainLabelClean, answer.fromClean),
    ...linesOf('noisy', words.fromNoisy, words.chainLabelNoisy, answer.fromNoisy),
  ]
  return (
    <>
      <PictureLines
        columns={columns}
        lines={lines}
        columnWidth={3.1}
        gap={3}
        isPale={asked.question !== question}
      />
      <p className={layout.footer}>
        {words.againFooter(many, lastOf(answer.fromClean), lastOf(answer.fromNoisy))}
      </p>
      {asked.sentence !== undefined && <Message kind="warning">{asked.sentence}</Message>}
    </>
  )
}

function lastOf({ mean }: Chain): string {
  return formatNumber(mean.at(-1)!, 3)
}
