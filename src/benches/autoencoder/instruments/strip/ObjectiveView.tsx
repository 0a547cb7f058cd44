// Objective: what is minimised, as images, as a formula and in the numbers of the chosen image.

import { useMemo } from 'react'
import { Choice } from '../../../../ui/Choice.tsx'
import { Slider } from '../../../../ui/Slider.tsx'
import type { SliderScale } from '../../../../ui/sliderScale.ts'
import { Tex } from '../../../../ui/Tex.tsx'
import { defineWords, useWords } from '../../../../ui/words.tsx'
import { terms, weightOf } from '../../objective/terms.ts'
import { reconstructions } from '../../objective/reconstruction.ts'
import type { Term } from '../../objective/term.ts'
import { pixels } from '../../shapes.ts'
import { useBench } from '../InstrumentView.tsx'
import { Column } from './ColumnView.tsx'
import { FormulaPopover } from './FormulaView.tsx'
import { Image } from './ImageView.tsx'
import { LiveNumbers } from './LiveNumbersView.tsx'
import styles from './Objective.module.css'
import { Setting, useDraft } from './SettingView.tsx'
import { stripWords } from './stripWordsView.tsx'

const words = defineWords({
  en: {
    reduce: 'Reduce',
    reduceName: 'Reduce the reconstruction over pixels',
    sum: 'sum',
    mean: 'mean',
    meanHint: `weights count ${pixels} times as much`,
    perPixel: (unit: string) => unit.replace('per image', 'per pixel'),
    ofThisImage: (unit: string) => `this image · ${unit.replace(' per image', '')}`,
    eachPixel: 'per pixel',
    input: 'The input x',
    output: 'The reconstruction',
    error: 'The signed error: input minus reconstruction',
    weight: (term: string) => `Weight of ${term}`,
    off: 'off',
  },
  de: {
    reduce: 'Reduktion',
    reduceName: 'Reduktion der Rekonstruktion über die Pixel',
    sum: 'Summe',
    mean: 'Mittel',
    meanHint: `Gewichte zählen ${pixels}-mal so viel`,
    ofThisImage: (unit: string) => `dieses Bild · ${unit.replace(' per image', '')}`,
    eachPixel: 'je Pixel',
    input: 'Die Eingabe x',
    output: 'Die Rekonstruktion',
    error: 'Der Fehler mit Vorzeichen: Eingabe minus Rekonstruktion',
    weight: (term: string) => `Gewicht von ${term}`,
    off: 'aus',
  },
})

const reductions = ['sum', 'mean'] as const

export function ObjectiveView() {
  const bench = useBench()
  const { edited } = bench
  const t = useWords(words)
  const { objective } = useWords(stripWords)
  const { reduce } = edited.objective.reconstruction
  const unit = reconstructions[edited.decode.output].unit.en
  const isMean = reduce === 'mean'
  const inUnit = isMean ? t.perPixel(unit) : unit
  // the formula below says what is counted
  const shortened = isMean ? t.eachPixel : unit.replace('squared', 'sq.')
  return (
    <Column
      title={objective}
      colour="ink"
      symbol={<span title={t.ofThisImage(inUnit)}>{t.ofThisImage(shortened)}</span>}
      drawing={
        <div className={styles.drawing}>
          <Images />
          <FormulaPopover />
          <LiveNumbers />
        </div>
      }
    >
      <Setting path="objective.reconstruction.reduce">
        <Choice
          label={t.reduce}
          name={t.reduceName}
          value={reduce}
          options={reductions.map((value) => ({ value, label: t[value] }))}
          onChange={(value) => bench.edit('objective.reconstruction.reduce', value)}
        />
      </Setting>
      {reduce === 'mean' && <p className={styles.hint}>{t.meanHint}</p>}
      <div className={styles.terms}>
        {terms.map((term) => (
          <TermSlider key={term.id} term={term} />
        ))}
      </div>
    </Column>
  )
}

function Images() {
  const { passage, chosen } = useBench()
  const t = useWords(words)
  const input = chosen.kind === 'code' ? undefined : passage?.input
  const image = passage?.image
  const error = useMemo(
    () => (input && image?.length === input.length ? input.map((value, i) => value - image[i]!) : undefined),
    [input, image],
  )
  return (
    <div className={styles.images}>
      <figure>
        <Image image={input} label={t.input} pixel={2} />
        <figcaption>
          <Tex tex="x" />
        </figcaption>
      </figure>
      <figure>
        <Image image={image} label={t.output} pixel={2} />
        <figcaption>
          <Tex tex="\hat x" />
        </figcaption>
      </figure>
      <figure>
        <Image image={error} label={t.error} pixel={2} limit={1} />
        <figcaption>
          <Tex tex="x - \hat x" />
        </figcaption>
      </figure>
    </div>
  )
}

function TermSlider({ term }: { term: Term }) {
  const bench = useBench()
  const { edited } = bench
  const t = useWords(words)
  const path = `objective.${term.id}.weight`
  const draft = useDraft(weightOf(edited, term))
  const [{ min, max, label }] = term.parameters as [Term['parameters'][number]]
  const scale = useMemo<SliderScale>(() => ({ kind: 'log', min, max, zero: true }), [min, max])
  const isLive = bench.changeable(path)
  return (
    <Setting path={path}>
      <Slider
        label={label.en}
        name={t.weight(term.label.en)}
        value={draft.shown}
        scale={scale}
        colour={draft.shown > 0 ? term.colour : 'ink'}
        format={(value) => (value === 0 ? t.off : String(value))}
        onChange={(value) => {
          draft.hold(value)
          if (isLive) bench.edit(path, value)
        }}
        onCommit={(value) => {
          draft.letGo()
          if (!isLive) bench.edit(path, value)
        }}
      />
    </Setting>
  )
}
