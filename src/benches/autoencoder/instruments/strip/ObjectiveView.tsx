// Objective: what is minimised, as images, as a formula and in the numbers of the chosen image.

import { useMemo } from 'react'
import { Choice } from '../../../../ui/Choice.tsx'
import { Tex } from '../../../../ui/Tex.tsx'
import { defineWords, useWords } from '../../../../ui/words.tsx'
import { writtenReconstruction } from '../../objective/reconstruction.ts'
import { useBench } from '../InstrumentView.tsx'
import { Column } from './ColumnView.tsx'
import { FormulaPopover } from './FormulaView.tsx'
import { Image } from './ImageView.tsx'
import { LiveNumbers } from './LiveNumbersView.tsx'
import styles from './Objective.module.css'
import { Setting } from './SettingView.tsx'
import { stripWords } from './stripWordsView.tsx'
import { ShownTerms, TermsPopover, useShownTerms } from './TermsView.tsx'

const words = defineWords({
  en: {
    reduce: 'Reduce',
    reduceName: 'Reduce the reconstruction over pixels',
    sum: 'sum',
    mean: 'mean',
    perPixel: (unit: string) => unit.replace('per image', 'per pixel'),
    ofThisImage: (unit: string) => `this image · ${unit.replace(' per image', '')}`,
    atMean: (unit: string) => `image at z = μ · ${unit.replace(' per image', '')}`,
    allPixels: (unit: string) => `all pixels, clean · ${unit.replace(' per image', '')}`,
    eachPixel: 'per pixel',
    input: 'The input x',
    output: 'The reconstruction',
    error: 'The signed error: input minus reconstruction',
  },
  de: {
    reduce: 'Reduktion',
    reduceName: 'Reduktion der Rekonstruktion über die Pixel',
    sum: 'Summe',
    mean: 'Mittel',
    ofThisImage: (unit: string) => `dieses Bild · ${unit.replace(' per image', '')}`,
    eachPixel: 'je Pixel',
    input: 'Die Eingabe x',
    output: 'Die Rekonstruktion',
    error: 'Der Fehler mit Vorzeichen: Eingabe minus Rekonstruktion',
  },
})

const reductions = ['sum', 'mean'] as const

export function ObjectiveView() {
  const bench = useBench()
  const { edited } = bench
  const t = useWords(words)
  const { objective } = useWords(stripWords)
  const { shown, leave } = useShownTerms()
  const { reduce, over } = edited.objective.reconstruction
  const unit = writtenReconstruction(edited).unit.en
  const isMean = reduce === 'mean'
  const inUnit = isMean ? t.perPixel(unit) : unit
  // the formula below says what is counted
  const shortened = isMean ? t.eachPixel : unit.replace('squared', 'sq.')
  // the image in the strip is whole, whatever is hidden in training
  const of = over === 'masked' ? t.allPixels : edited.code.kind === 'gaussian' ? t.atMean : t.ofThisImage
  return (
    <Column
      part="objective"
      title={objective}
      colour="ink"
      symbol={<span title={of(inUnit)}>{of(shortened)}</span>}
      drawing={
        <div className={styles.drawing}>
          <Images />
          <FormulaPopover />
          <LiveNumbers />
        </div>
      }
    >
      <div className={styles.reduce}>
        <Setting path="objective.reconstruction.reduce">
          <Choice
            label={t.reduce}
            name={t.reduceName}
            value={reduce}
            options={reductions.map((value) => ({ value, label: t[value] }))}
            onChange={(value) => bench.edit('objective.reconstruction.reduce', value)}
          />
        </Setting>
        <TermsPopover shown={shown} leave={leave} />
      </div>
      <ShownTerms shown={shown} />
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
