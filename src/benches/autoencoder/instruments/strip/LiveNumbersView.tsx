// The formula once more, in the numbers of the chosen image: 148.2 + 0.01 × 5.6 = 148.3.

import { formatNumber, formatSignificant } from '../../../../ui/format.ts'
import { useWords } from '../../../../ui/words.tsx'
import { activeTerms, totalOf, weightOf } from '../../objective/objective.ts'
import { reductionOf } from '../../objective/reconstruction.ts'
import { pixels } from '../../shapes.ts'
import { useBench } from '../InstrumentView.tsx'
import styles from './Objective.module.css'
import { stripWords } from './stripWordsView.tsx'

export function LiveNumbers() {
  const { edited, passage, chosen } = useBench()
  const { bareCode } = useWords(stripWords)
  if (chosen.kind === 'code') return <p className={styles.numbers}>{bareCode}</p>
  const reconstruction = passage?.reconstruction?.[0] ?? Number.NaN
  const values = passage?.terms ?? {}
  const isMean = edited.objective.reconstruction.reduce === 'mean'
  const active = activeTerms(edited)
  const total = totalOf(edited, reconstruction * reductionOf(edited), values)
  return (
    <p className={styles.numbers}>
      <span style={{ color: 'var(--reconstruction-ink)' }}>
        {formatNumber(reconstruction, 1)}
        {isMean && ` / ${pixels}`}
      </span>
      {active.map((term) => (
        <span key={term.id}>
          {' + '}
          <span style={{ color: `var(--${term.colour}-ink)` }}>
            {formatSignificant(weightOf(edited, term))} × {formatNumber(values[term.id] ?? Number.NaN, 1)}
          </span>
        </span>
      ))}
      {(active.length > 0 || isMean) && (
        <>
          {' = '}
          <b>{isMean ? formatSignificant(total) : formatNumber(total, 1)}</b>
        </>
      )}
    </p>
  )
}
