// The norm of J over the steps, and whether the code follows what images do more than noise.

import { useMemo } from 'react'
import { formatCount, formatNumber, formatSignificant } from '../../../../ui/format.ts'
import { useWords } from '../../../../ui/words.tsx'
import { useBench, type InstrumentProps } from '../InstrumentView.tsx'
import { CurveKey, Curves, type CurveStrip } from '../CurvesView.tsx'
import type { ContractionPart } from './measure.ts'
import { useParts } from '../partsView.tsx'
import styles from './View.module.css'
import { words as text } from './words.ts'

export function NormView({ part }: InstrumentProps<ContractionPart>) {
  const words = useWords(text)
  const { recipe } = useBench()
  const parts = useParts<ContractionPart>('contraction', part)
  const { norm, moves, saturated } = part
  const strips = useMemo((): CurveStrip[] => {
    const pointsOf = (value: (part: ContractionPart) => number) =>
      parts.map(({ step, part }) => ({ step, value: value(part) }))
    return [
      {
        id: 'norm',
        unit: words.normUnit,
        curves: [
          {
            id: 'norm',
            name: words.norm,
            value: formatSignificant(norm.value),
            colour: 'penalty',
            points: pointsOf((part) => part.norm.value),
          },
        ],
      },
      {
        id: 'ratio',
        unit: words.ratioUnit,
        curves: [
          {
            id: 'ink',
            name: words.overInk,
            value: formatNumber(moves.shift / moves.ink, 1),
            colour: 'ink',
            points: pointsOf((part) => part.moves.shift / part.moves.ink),
          },
          {
            id: 'everywhere',
            name: words.overAll,
            value: formatNumber(moves.shift / moves.everywhere, 1),
            colour: 'muted',
            dash: 'dash',
            points: pointsOf((part) => part.moves.shift / part.moves.everywhere),
          },
        ],
      },
    ]
  }, [parts, norm, moves, words])
  const isRelu = recipe.code.activation === 'relu'
  const [first, second] = strips as [CurveStrip, CurveStrip]
  return (
    <div className={styles.body}>
      <div className={styles.head}>
        <CurveKey curves={first.curves} />
        <span className={styles.small}>{words.normUnit}</span>
      </div>
      <div className={styles.head}>
        <CurveKey curves={second.curves} />
        {saturated !== null && (
          <span className={styles.small}>
            {isRelu ? words.inactive : words.saturated} <strong>{formatNumber(100 * saturated, 0)} %</strong>
          </span>
        )}
      </div>
      <div className={styles.curves}>
        <Curves
          strips={strips}
          label={words.normLabel(first.curves[0]!.value, second.curves[0]!.value, second.curves[1]!.value)}
        />
      </div>
      <p className={styles.small}>
        {howMeasured(part, words)}{' '}
        {saturated !== null && (isRelu ? words.inactiveMeans : words.saturatedMeans)}
      </p>
    </div>
  )
}

function howMeasured(
  { norm, moves }: ContractionPart,
  words: ReturnType<typeof useWords<typeof text.en>>,
): string {
  const images = formatCount(norm.images)
  if (norm.method === 'closed') return words.closed(images, formatCount(moves.images))
  return norm.method === 'rows' ? words.rows(images) : words.random(images, formatCount(norm.probes))
}
