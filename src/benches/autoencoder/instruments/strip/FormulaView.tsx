// The objective as a formula in the colours of its terms, and behind it every term in full with its unit and its number.

import { formatSignificant } from '../../../../ui/format.ts'
import { Tex } from '../../../../ui/Tex.tsx'
import { defineWords, useWords } from '../../../../ui/words.tsx'
import {
  betaAtUnitVariance,
  reconstructionSymbol,
  weightBesideSum,
  writtenReconstruction,
} from '../../objective/reconstruction.ts'
import type { Term } from '../../objective/term.ts'
import { activeTerms, weightOf } from '../../objective/terms.ts'
import type { AutoencoderRecipe } from '../../recipe.ts'
import { pixels } from '../../shapes.ts'
import { useBench } from '../InstrumentView.tsx'
import { mostWritten, written } from './LiveNumbersView.tsx'
import styles from './Objective.module.css'
import { Popover } from './PopoverView.tsx'
import { warmingTerms } from './warming.ts'

const words = defineWords({
  en: {
    formula: 'The objective in full',
    reconstruction: 'Reconstruction',
    times: (weight: string) => `weight ${weight}`,
    here: (value: string) => `this image: ${value}`,
    clean: 'Numbers of this image are measured on it as it is, all pixels counted.',
    atMean: 'The reconstruction of this image is decoded from μ, not from samples.',
    divided: `divided by ${pixels} pixels in training`,
    amounts: (symbol: string, weight: string) =>
      `Dividing the reconstruction by ${pixels} is multiplying the weights by ${pixels}: ${symbol} acts as ${weight} beside the sum.`,
    unitVariance: (beta: string) =>
      `A fixed variance σ² of the output is β in disguise: this objective has the optimum of σ² = 1 with β = ${beta}.`,
    meanSquaredError: `So the mean squared error per pixel plus the KL, which is σ² = ½ under the mean, is σ² = 1 with β = ${pixels / 2}.`,
    warming: (name: string, weight: string, step: string) =>
      `Warming up: at step ${step} the weight of ${name} is ${weight}.`,
  },
  de: {
    formula: 'Das Ziel in voller Länge',
    reconstruction: 'Rekonstruktion',
    times: (weight: string) => `Gewicht ${weight}`,
  },
})

/**
 * What is minimised; terms that are off are left out, and many are written as a sum. A weight is written by its symbol
 * where its control and its number stand beside the formula, else as the number.
 */
export function formulaOf(recipe: AutoencoderRecipe, weights: 'symbols' | 'numbers'): string {
  const active = activeTerms(recipe)
  const weight = (term: Term) =>
    (weights === 'symbols' && term.weightSymbol) || String(weightOf(recipe, term))
  const parts =
    active.length > mostWritten
      ? [` + \\term{${active[0]!.colour}}{\\textstyle\\sum_{i=1}^{${active.length}} \\lambda_i \\Omega_i}`]
      : active.map((term) => ` + \\term{${term.colour}}{${weight(term)}\\,\\textstyle ${term.symbol}}`)
  return `\\term{reconstruction}{${reconstructionSymbol(recipe)}}${parts.join('')}`
}

export function FormulaPopover() {
  const { edited } = useBench()
  const t = useWords(words)
  return (
    <Popover
      label={<Tex tex={formulaOf(edited, 'symbols')} />}
      name={t.formula}
      bare
      className={styles.formula}
    >
      <InFull />
    </Popover>
  )
}

function InFull() {
  const { edited, passage, chosen, step } = useBench()
  const t = useWords(words)
  const { tex, unit } = writtenReconstruction(edited)
  const active = activeTerms(edited)
  const isImage = chosen.kind !== 'code' && passage !== null
  const isMean = edited.objective.reconstruction.reduce === 'mean'
  const kl = active.find(({ id }) => id === 'kl')
  const beta = kl ? weightOf(edited, kl) : 0
  const atUnit = kl ? betaAtUnitVariance(edited, beta) : null
  return (
    <dl className={styles.full}>
      <div className={styles.term}>
        <dt style={{ color: 'var(--reconstruction-ink)' }}>{t.reconstruction}</dt>
        <dd>
          <Tex tex={`\\term{reconstruction}{${tex}}`} display />
        </dd>
        <dd className={styles.hint}>
          {unit.en}
          {isMean && ` · ${t.divided}`}
          {isImage && ` · ${t.here(written(passage.reconstruction?.[0] ?? Number.NaN))}`}
        </dd>
      </div>
      {active.map((term) => (
        <div key={term.id} className={styles.term}>
          <dt style={{ color: `var(--${term.colour}-ink)` }}>{term.label.en}</dt>
          <dd>
            <Tex tex={`\\term{${term.colour}}{${term.tex}}`} display />
          </dd>
          <dd className={styles.hint}>
            {term.unit.en} · {t.times(formatSignificant(weightOf(edited, term)))}
            {isImage && ` · ${t.here(written(passage.terms?.[term.id] ?? Number.NaN))}`}
          </dd>
        </div>
      ))}
      <div className={styles.hint}>
        {edited.code.kind === 'gaussian' && <dd>{t.atMean}</dd>}
        {edited.corrupt.kind !== 'none' && <dd>{t.clean}</dd>}
        {warmingTerms(edited, step).map(({ term, weight }) => (
          <dd key={term.id}>{t.warming(term.label.en, formatSignificant(weight), String(step))}</dd>
        ))}
        {isMean &&
          active.map((term) => (
            <dd key={term.id}>
              {t.amounts(
                term.parameters[0]!.label.en,
                formatSignificant(weightBesideSum(edited, weightOf(edited, term))),
              )}
            </dd>
          ))}
        {atUnit !== null && atUnit !== beta && <dd>{t.unitVariance(formatSignificant(atUnit))}</dd>}
        {atUnit !== null && isMean && <dd>{t.meanSquaredError}</dd>}
      </div>
    </dl>
  )
}
