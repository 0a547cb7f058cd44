// The formula once more, in the numbers of the chosen image: 148.2 + 0.01 × 5.6 = 148.3.

import { Fragment } from 'react'
import { formatNumber, formatSignificant } from '../../../../ui/format.ts'
import { useWords } from '../../../../ui/words.tsx'
import { activeTerms, totalOf, weightOf } from '../../objective/terms.ts'
import { reductionOf } from '../../objective/reconstruction.ts'
import { pixels } from '../../shapes.ts'
import { useBench } from '../InstrumentView.tsx'
import styles from './Objective.module.css'
import { stripWords } from './stripWordsView.tsx'

/** One decimal; below 1, two figures. */
function written(value: number): string {
  return Math.abs(value) < 1 ? formatSignificant(value, 2) : formatNumber(value, 1)
}

export function LiveNumbers() {
  // of the shown step, as the terms are
  const { recipe, passage, chosen } = useBench()
  const { bareCode } = useWords(stripWords)
  if (chosen.kind === 'code') {
    return (
      <p className={styles.numbers} data-idle="">
        {bareCode}
      </p>
    )
  }
  const reconstruction = passage?.reconstruction?.[0] ?? Number.NaN
  const values = passage?.terms ?? {}
  const isMean = recipe.objective.reconstruction.reduce === 'mean'
  const active = activeTerms(recipe)
  const total = totalOf(recipe, reconstruction * reductionOf(recipe), values)
  return (
    <p className={styles.numbers}>
      <span style={{ color: 'var(--reconstruction-ink)' }}>
        {written(reconstruction)}
        {isMean && ` / ${pixels}`}
      </span>
      {active.map((term) => (
        <Fragment key={term.id}>
          {' + '}
          <span style={{ color: `var(--${term.colour}-ink)` }}>
            {formatSignificant(weightOf(recipe, term))} × {written(values[term.id] ?? Number.NaN)}
          </span>
        </Fragment>
      ))}
      {(active.length > 0 || isMean) && (
        <>
          {' = '}
          <b>{isMean ? formatSignificant(total) : written(total)}</b>
        </>
      )}
    </p>
  )
}
