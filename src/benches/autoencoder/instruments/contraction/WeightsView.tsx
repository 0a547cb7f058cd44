// The weights' part in the norm of J: tied they cannot cheat, apart the encoder can shrink and the decoder grow.

import { useMemo } from 'react'
import { formatSignificant } from '../../../../ui/format.ts'
import { useWords } from '../../../../ui/words.tsx'
import { useBench, type InstrumentProps } from '../InstrumentView.tsx'
import { CurveKey, Curves, type CurveStrip } from '../CurvesView.tsx'
import type { ContractionPart } from './measure.ts'
import { useParts } from '../partsView.tsx'
import styles from './View.module.css'
import { words as text } from './words.ts'

export function WeightsView({ part }: InstrumentProps<ContractionPart>) {
  const words = useWords(text)
  const { recipe } = useBench()
  const parts = useParts<ContractionPart>('contraction', part)
  const { weights, norm } = part
  const strips = useMemo((): CurveStrip[] => {
    const pointsOf = (value: (part: ContractionPart) => number) =>
      parts.map(({ step, part }) => ({ step, value: value(part) }))
    return [
      {
        id: 'weights',
        unit: words.weightsUnit,
        curves: [
          {
            id: 'encoder',
            name: words.encoderWeights,
            value: formatSignificant(weights.encoder),
            colour: 'encoder',
            points: pointsOf((part) => part.weights.encoder),
          },
          {
            id: 'decoder',
            name: words.decoderWeights,
            value: formatSignificant(weights.decoder),
            colour: 'decoder',
            dash: 'dash',
            points: pointsOf((part) => part.weights.decoder),
          },
        ],
      },
    ]
  }, [parts, weights, words])
  const [strip] = strips as [CurveStrip]
  // labels have weights of their own, which J does not go through
  const hasSlope = norm.method === 'closed' && recipe.code.condition === 'none'
  return (
    <div className={styles.body}>
      <div className={styles.head}>
        <CurveKey curves={strip.curves} />
        <span className={styles.small}>{words.weightsUnit}</span>
      </div>
      <div className={styles.curves}>
        <Curves strips={strips} label={words.weightsLabel(strip.curves[0]!.value, strip.curves[1]!.value)} />
      </div>
      <p className={styles.small}>{recipe.decode.tied ? words.tied : words.untied}</p>
      {hasSlope && (
        <p className={styles.small}>
          {words.slope} <strong>{formatSignificant(norm.value / weights.encoder ** 2)}</strong>.{' '}
          {words.slopeNote(recipe.code.activation === 'sigmoid' ? '1/16' : '1')}
        </p>
      )}
    </div>
  )
}
