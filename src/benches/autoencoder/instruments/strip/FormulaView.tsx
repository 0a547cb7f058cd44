// The objective as a formula in the colours of its terms, and behind it every term in full with its unit.

import { formatSignificant } from '../../../../ui/format.ts'
import { Tex } from '../../../../ui/Tex.tsx'
import { defineWords, useWords } from '../../../../ui/words.tsx'
import { activeTerms, weightOf } from '../../objective/terms.ts'
import { reconstructions } from '../../objective/reconstruction.ts'
import type { AutoencoderRecipe } from '../../recipe.ts'
import { pixels } from '../../shapes.ts'
import { useBench } from '../InstrumentView.tsx'
import styles from './Objective.module.css'
import { Popover } from './PopoverView.tsx'

const words = defineWords({
  en: {
    formula: 'The objective in full',
    reconstruction: 'Reconstruction',
    times: (weight: string) => `weight ${weight}`,
  },
  de: {
    formula: 'Das Ziel in voller Länge',
    reconstruction: 'Rekonstruktion',
    times: (weight: string) => `Gewicht ${weight}`,
  },
})

/** The reconstruction in few letters; the popover has it in full. */
const short: Record<AutoencoderRecipe['decode']['output'], string> = {
  bernoulli: '-\\log p(x \\mid z)',
  gaussian: '\\lVert x - \\hat x \\rVert^2',
}

/** What is minimised; terms that are off are left out. */
export function formulaOf(recipe: AutoencoderRecipe): string {
  // on grey values a Bernoulli likelihood is not normalised: a cross-entropy, but no log p
  const isGrey = recipe.decode.output === 'bernoulli' && recipe.data.pixels === 'grey'
  const reconstruction = isGrey ? 'H(x, \\hat x)' : short[recipe.decode.output]
  const divided = recipe.objective.reconstruction.reduce === 'mean' ? `\\tfrac{1}{${pixels}}` : ''
  const parts = activeTerms(recipe).map(
    (term) => ` + \\term{${term.colour}}{${weightOf(recipe, term)}\\,\\textstyle ${term.tex}}`,
  )
  return `\\term{reconstruction}{${divided}${reconstruction}}${parts.join('')}`
}

export function FormulaPopover() {
  const { edited } = useBench()
  const t = useWords(words)
  const { tex, unit } = reconstructions[edited.decode.output]
  return (
    <Popover label={<Tex tex={formulaOf(edited)} />} name={t.formula} bare className={styles.formula}>
      <dl className={styles.full}>
        <div className={styles.term}>
          <dt style={{ color: 'var(--reconstruction-ink)' }}>{t.reconstruction}</dt>
          <dd>
            <Tex tex={`\\term{reconstruction}{${tex}}`} display />
          </dd>
          <dd className={styles.hint}>{unit.en}</dd>
        </div>
        {activeTerms(edited).map((term) => (
          <div key={term.id} className={styles.term}>
            <dt style={{ color: `var(--${term.colour}-ink)` }}>{term.label.en}</dt>
            <dd>
              <Tex tex={`\\term{${term.colour}}{${term.tex}}`} display />
            </dd>
            <dd className={styles.hint}>
              {term.unit.en} · {t.times(formatSignificant(weightOf(edited, term)))}
            </dd>
          </div>
        ))}
      </dl>
    </Popover>
  )
}
