// The terms of the objective: sliders of those that are on, and behind one button all of them, with what cannot be and why.

import { useState } from 'react'
import { Button } from '../../../../ui/Button.tsx'
import { formatSignificant } from '../../../../ui/format.ts'
import { Tex } from '../../../../ui/Tex.tsx'
import { defineWords, useWords } from '../../../../ui/words.tsx'
import { betaAtUnitVariance, weightBesideSum } from '../../objective/reconstruction.ts'
import type { Term } from '../../objective/term.ts'
import { terms, weightOf } from '../../objective/terms.ts'
import type { AutoencoderRecipe } from '../../recipe.ts'
import { useBench } from '../InstrumentView.tsx'
import { refusalOfTerm, termOn } from './changes.ts'
import { DeclaredChoice, ParameterField, ParameterSlider } from './ParameterView.tsx'
import styles from './Objective.module.css'
import { Popover } from './PopoverView.tsx'
import { Setting } from './SettingView.tsx'
import { stripWords } from './stripWordsView.tsx'
import { warmingTerms } from './warming.ts'

const words = defineWords({
  en: {
    weight: (term: string) => `Weight of ${term}`,
    field: (label: string, term: string) => `${label}, of ${term}`,
    terms: 'Terms',
    allTerms: (count: number) => `All ${count} terms`,
    name: 'Terms: add one, or take one away',
    on: 'On',
    possible: 'Can be added',
    impossible: 'Impossible for this recipe',
    add: 'Add',
    addName: (term: string) => `Add ${term}`,
    remove: 'Take away',
    removeName: (term: string) => `Take ${term} away`,
    now: (weight: string) => `warming up, now ${weight}`,
    actsAs: (weight: string) => `acts as ${weight} beside the sum`,
    asUnitVariance: (beta: string) => `as σ² = 1 with β = ${beta}`,
  },
  de: {
    weight: (term: string) => `Gewicht von ${term}`,
  },
})

/** More sliders than these do not fit; the others are behind the button. */
const mostShown = 3

interface Kept {
  readonly family: string
  /** Terms that were on since another one was added; a slider at its left end stays where it is. */
  readonly ids: readonly string[]
  /** Those of them that the reader takes away. */
  readonly leaving: readonly string[]
}

export interface ShownTermsState {
  /** Terms that are on, those that always say something, and those whose slider has come to its left end. */
  readonly shown: readonly Term[]
  /** Its slider goes with its weight. */
  readonly leave: (id: string) => void
}

export function useShownTerms(): ShownTermsState {
  const { edited } = useBench()
  const [kept, setKept] = useState<Kept>({ family: edited.family, ids: [], leaving: [] })
  const ids = terms.filter((term) => isSpoken(edited, term)).map(({ id }) => id)
  const isOther = kept.family !== edited.family || ids.some((id) => !kept.ids.includes(id))
  const gone = kept.leaving.filter((id) => !ids.includes(id))
  const without = (all: readonly string[]) => all.filter((id) => !gone.includes(id))
  const now = isOther
    ? { family: edited.family, ids, leaving: [] }
    : gone.length > 0
      ? { ...kept, ids: without(kept.ids), leaving: without(kept.leaving) }
      : kept
  if (now !== kept) setKept(now)
  return {
    shown: terms.filter(
      (term) => ids.includes(term.id) || (now.ids.includes(term.id) && refusalOfTerm(edited, term) === null),
    ),
    leave: (id) => setKept((old) => ({ ...old, leaving: [...old.leaving, id] })),
  }
}

function isSpoken(recipe: AutoencoderRecipe, term: Term): boolean {
  return weightOf(recipe, term) > 0 || (term.isAlwaysMeasured?.(recipe) ?? false)
}

/** One term with all its parameters; several as a line each, and their parameters behind the button. */
export function ShownTerms({ shown }: { shown: readonly Term[] }) {
  const [only] = shown
  if (shown.length === 1 && only) return <TermControls term={only} />
  return (
    <div className={styles.several}>
      {shown.slice(0, mostShown).map((term) => (
        <Weight key={term.id} term={term} inline />
      ))}
    </div>
  )
}

function TermControls({ term }: { term: Term }) {
  const at = `objective.${term.id}`
  const { rest, choices, nameOf } = useDeclared(term)
  return (
    <div className={styles.single}>
      <Weight term={term} />
      {rest.length + choices.length > 0 && (
        <div className={styles.parameters}>
          {rest.map((parameter) => (
            <ParameterField
              key={parameter.name}
              at={at}
              parameter={parameter}
              name={nameOf(parameter.label.en)}
            />
          ))}
          {choices.map((choice) => (
            <DeclaredChoice key={choice.name} at={at} declared={choice} name={nameOf(choice.label.en)} />
          ))}
        </div>
      )}
    </div>
  )
}

/** The slider of a term's weight, at 0 for a term that is off. */
export function Weight({ term, inline }: { term: Term; inline?: boolean }) {
  const t = useWords(words)
  const { off } = useWords(stripWords)
  const hint = useWeightHint(term)
  return (
    <ParameterSlider
      at={`objective.${term.id}`}
      parameter={term.parameters.find(({ name }) => name === 'weight')!}
      name={t.weight(term.label.en)}
      colour={term.colour}
      zero
      inline={inline}
      format={(value) => (value === 0 ? off : String(value))}
      hint={inline ? undefined : hint}
    />
  )
}

/** What the weight amounts to: while it warms up, beside a mean, and with the variance of a Gaussian output. */
function useWeightHint(term: Term): string | undefined {
  const { edited, step } = useBench()
  const t = useWords(words)
  const warming = warmingTerms(edited, step).find((other) => other.term.id === term.id)
  const weight = weightOf(edited, term)
  if (weight === 0) return undefined
  if (warming) return t.now(formatSignificant(warming.weight, 2))
  const atUnit = term.id === 'kl' ? betaAtUnitVariance(edited, weight) : null
  if (atUnit !== null) return atUnit === weight ? undefined : t.asUnitVariance(formatSignificant(atUnit))
  const beside = weightBesideSum(edited, weight)
  return beside === weight ? undefined : t.actsAs(formatSignificant(beside))
}

/** What a term declares beside its weight. */
function useDeclared(term: Term) {
  const t = useWords(words)
  return {
    rest: term.parameters.filter(({ name }) => name !== 'weight'),
    choices: term.choices ?? [],
    nameOf: (label: string) => t.field(label, term.label.en),
  }
}

export function TermsPopover({ shown, leave }: ShownTermsState) {
  const { edited } = useBench()
  const t = useWords(words)
  const others = terms.filter((term) => !shown.includes(term))
  const refused = others.flatMap((term) => {
    const refusal = refusalOfTerm(edited, term)
    return refusal === null ? [] : [{ term, refusal }]
  })
  const possible = others.filter((term) => refused.every((other) => other.term !== term))
  return (
    <Popover label={shown.length > mostShown ? t.allTerms(shown.length) : t.terms} name={t.name}>
      <div className={styles.all}>
        {shown.length > 0 && (
          <section aria-label={t.on}>
            <h4>{t.on}</h4>
            {shown.map((term) => (
              <TermOn key={term.id} term={term} leave={leave} />
            ))}
          </section>
        )}
        {possible.length > 0 && (
          <section aria-label={t.possible}>
            <h4>{t.possible}</h4>
            {possible.map((term) => (
              <TermOff key={term.id} term={term} />
            ))}
          </section>
        )}
        {refused.length > 0 && (
          <section aria-label={t.impossible}>
            <h4>{t.impossible}</h4>
            {refused.map(({ term, refusal }) => (
              <div key={term.id} className={styles.refused}>
                <span>{term.label.en}</span>
                <p className={styles.hint}>{sentence(refusal)}</p>
              </div>
            ))}
          </section>
        )}
      </div>
    </Popover>
  )
}

function sentence(reason: string): string {
  return `${reason.charAt(0).toUpperCase()}${reason.slice(1)}.`
}

function TermOn({ term, leave }: { term: Term; leave: ShownTermsState['leave'] }) {
  const bench = useBench()
  const t = useWords(words)
  const at = `objective.${term.id}`
  const { rest, choices, nameOf } = useDeclared(term)
  const isAlways = term.isAlwaysMeasured?.(bench.edited) ?? false
  return (
    <div className={styles.on}>
      <div className={styles.head}>
        <Name term={term} />
        {!isAlways && weightOf(bench.edited, term) > 0 && (
          <Setting path={`${at}.weight`}>
            <Button
              kind="quiet"
              aria-label={t.removeName(term.label.en)}
              onClick={() => {
                leave(term.id)
                bench.edit(`${at}.weight`, 0)
              }}
            >
              {t.remove}
            </Button>
          </Setting>
        )}
      </div>
      <Weight term={term} />
      {rest.map((parameter) => (
        <ParameterSlider
          key={parameter.name}
          at={at}
          parameter={parameter}
          name={nameOf(parameter.label.en)}
          colour={term.colour}
        />
      ))}
      {choices.map((choice) => (
        <DeclaredChoice key={choice.name} at={at} declared={choice} name={nameOf(choice.label.en)} />
      ))}
    </div>
  )
}

function TermOff({ term }: { term: Term }) {
  const bench = useBench()
  const t = useWords(words)
  return (
    <div className={styles.head}>
      <Name term={term} />
      <Setting path={`objective.${term.id}.weight`}>
        <Button
          aria-label={t.addName(term.label.en)}
          onClick={() => bench.editAll(termOn(bench.edited, term))}
        >
          {t.add}
        </Button>
      </Setting>
    </div>
  )
}

function Name({ term }: { term: Term }) {
  return (
    <span>
      <span style={{ color: `var(--${term.colour}-ink)` }}>{term.label.en}</span> <Tex tex={term.symbol} />
    </span>
  )
}
