// The formula once more in numbers, of the chosen image or of any other: 148.2 + 0.01 × 5.6 = 148.3.

import { Fragment } from 'react'
import { formatNumber, formatSignificant } from '../../../../ui/format.ts'
import { useWords } from '../../../../ui/words.tsx'
import { activeTerms, totalOf, weightOf } from '../../objective/terms.ts'
import { reductionOf } from '../../objective/reconstruction.ts'
import type { AutoencoderRecipe } from '../../recipe.ts'
import { pixels } from '../../shapes.ts'
import { useBench } from '../InstrumentView.tsx'
import styles from './Objective.module.css'
import { stripWords } from './stripWordsView.tsx'

/** More terms than these are written as their sum. */
export const mostWritten = 2

/** One decimal; below 1, two figures. */
export function written(value: number): string {
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
  return (
    <FormulaNumbers
      recipe={recipe}
      reconstruction={passage?.reconstruction?.[0] ?? Number.NaN}
      values={passage?.terms ?? {}}
    />
  )
}

interface FormulaNumbersProps {
  readonly recipe: AutoencoderRecipe
  /** summed over pixels */
  readonly reconstruction: number
  /** of the terms, unweighted */
  readonly values: Readonly<Record<string, number>>
}

export function FormulaNumbers({ recipe, reconstruction, values }: FormulaNumbersProps) {
  const isMean = recipe.objective.reconstruction.reduce === 'mean'
  const active = activeTerms(recipe)
  const total = totalOf(recipe, reconstruction * reductionOf(recipe), values)
  const addend = (id: string) => values[id] ?? Number.NaN
  const weighted = active.map((term) => weightOf(recipe, term) * addend(term.id))
  // one weight stands before its number; of several the products fit into the line, of many their sum
  const addends =
    active.length === 1
      ? active.map((term) => `${formatSignificant(weightOf(recipe, term))} × ${written(addend(term.id))}`)
      : active.length > mostWritten
        ? [written(weighted.reduce((sum, value) => sum + value, 0))]
        : weighted.map(written)
  return (
    <p className={styles.numbers}>
      <span style={{ color: 'var(--reconstruction-ink)' }}>
        {written(reconstruction)}
        {isMean && ` / ${pixels}`}
      </span>
      {addends.map((text, at) => (
        <Fragment key={at}>
          {' + '}
          <span style={{ color: `var(--${active[at]!.colour}-ink)` }}>{text}</span>
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
