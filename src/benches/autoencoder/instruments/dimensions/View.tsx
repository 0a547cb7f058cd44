// Dimensions: what every dimension of the code costs, which of them carry anything, and what makes them die or live.

import { useMemo, useRef, useState } from 'react'
import { Button } from '../../../../ui/Button.tsx'
import type { Table } from '../../../../ui/csv.ts'
import { formatCount, formatNumber, formatSignificant } from '../../../../ui/format.ts'
import { useBox } from '../../../../ui/useBox.ts'
import { useWords } from '../../../../ui/words.tsx'
import { weightBesideSum } from '../../objective/reconstruction.ts'
import { settingOf } from '../../objective/term.ts'
import { term as kl } from '../../objective/terms/kl.ts'
import { recipeBook } from '../../recipe.ts'
import { coordinateName } from '../coordinateName.ts'
import { defineInstrument, useBench, type InstrumentProps } from '../InstrumentView.tsx'
import { activeAbove, descending } from '../posteriorMoments.ts'
import { useTextSize } from '../plotAreaView.tsx'
import { BarsView } from './BarsView.tsx'
import { HistoryView } from './HistoryView.tsx'
import type { DimensionsPart } from './measure.ts'
import { causes, cures, isSet, predictedActive, takenBack, type Remedy } from './remedies.ts'
import styles from './View.module.css'
import { title } from './title.ts'
import { words as text } from './words.ts'

/** Bars, and curves, that are shown at most. */
const most = 60
/** Narrower than this, in text heights, the curves stand below the bars. */
const narrow = 34

function Dimensions({ part }: InstrumentProps<DimensionsPart>) {
  const words = useWords(text)
  const box = useRef<HTMLDivElement>(null)
  const { width } = useBox(box)
  const textSize = useTextSize()
  const [pointed, setPointed] = useState<number | null>(null)
  const [picked, setPicked] = useState<number | null>(null)
  const order = useMemo(() => descending(part.kl).slice(0, most), [part.kl])
  const told = pointed ?? (picked !== null && picked < part.kl.length ? picked : null)
  const size = part.kl.length
  return (
    <div
      className={styles.view}
      ref={box}
      data-narrow={(width > 0 && width < narrow * textSize) || undefined}
    >
      <Numbers part={part} />
      <div className={styles.main}>
        <BarsView
          part={part}
          order={order}
          told={told}
          picked={picked}
          onPoint={setPointed}
          onPick={setPicked}
        />
        <HistoryView part={part} order={order} told={told} />
      </div>
      <p className={styles.told} aria-live="off">
        {told === null ? words.point : describe(part, told, words)}{' '}
        {size > most && words.firstOf(formatCount(most), formatCount(size))}
      </p>
      <div className={styles.remedies}>
        <Remedies title={words.causes} remedies={causes} />
        <Remedies title={words.cures} remedies={cures} />
      </div>
    </div>
  )
}

function describe(part: DimensionsPart, j: number, words: typeof text.en): string {
  return words.tell(
    coordinateName(j),
    formatNumber(part.kl[j]!, 3),
    formatNumber(part.varianceOfMeans[j]!, 3),
    formatNumber(part.meanVariance[j]!, 3),
    part.varianceOfMeans[j]! > activeAbove ? words.isActive : words.isDead,
  )
}

/** −ELBO in its two parts, and how many dimensions are active. */
function Numbers({ part }: InstrumentProps<DimensionsPart>) {
  const { recipe, pca } = useBench()
  const words = useWords(text)
  const { weight } = settingOf(recipe, kl)
  const beta = weightBesideSum(recipe, weight)
  const isScore = recipe.decode.output === 'bernoulli' && recipe.data.pixels === 'grey'
  const active = part.varianceOfMeans.filter((variance) => variance > activeAbove).length
  const predicted = pca && predictedActive(recipe, pca.values)
  const { reconstruction, klTotal } = part
  return (
    <div className={styles.numbers}>
      <span title={isScore ? words.scoreWhy : undefined}>
        {isScore ? words.score : words.negativeElbo}{' '}
        <strong>{formatNumber(reconstruction + klTotal, 1)}</strong> ={' '}
        <span className={styles.reconstruction}>
          {words.reconstruction} <strong>{formatNumber(reconstruction, 1)}</strong>
        </span>{' '}
        +{' '}
        <span className={styles.kl}>
          {words.kl} <strong>{formatNumber(klTotal, 2)}</strong>
        </span>{' '}
        {words.unit}
      </span>
      <span>
        <strong>{words.active(formatCount(active), formatCount(part.kl.length))}</strong> (
        {words.activeHow(String(activeAbove))})
      </span>
      {beta !== 1 && (
        <span>
          {words.trained(formatSignificant(beta), formatNumber(reconstruction + beta * klTotal, 1))}
        </span>
      )}
      {predicted && (
        <span>{words.predicted(formatCount(predicted.active), formatSignificant(predicted.threshold))}</span>
      )}
      {isScore && <span className="visually-hidden">{words.scoreWhy}</span>}
    </div>
  )
}

function Remedies({ title, remedies }: { title: string; remedies: readonly Remedy[] }) {
  const bench = useBench()
  const words = useWords(text)
  const { edited } = bench
  const own = recipeBook.families.find(({ id }) => id === edited.family)?.recipe
  const explain = (remedy: Remedy, isOn: boolean) => {
    const paths = Object.keys(remedy.changes)
    const fields = paths.map((path) => words.field(path, JSON.stringify(remedy.changes[path])))
    const effect = paths.every((path) => bench.changeable(path)) ? words.kept : words.fresh
    return `${words.sets(fields.join(', '))} · ${isOn ? words.takesBack : effect}`
  }
  return (
    <fieldset className={styles.group}>
      <legend className="visually-hidden">{title}</legend>
      <span className={styles.name} aria-hidden="true">
        {title}
      </span>
      {remedies.map((remedy) => {
        const isOn = isSet(edited, remedy)
        return (
          <Button
            key={remedy.id}
            className={styles.remedy}
            aria-pressed={isOn}
            title={explain(remedy, isOn)}
            onClick={() => bench.editAll(isOn && own ? takenBack(remedy, own) : remedy.changes)}
          >
            {words[remedy.id]}
          </Button>
        )
      })}
    </fieldset>
  )
}

function useNote(): string {
  const { test } = useBench()
  return useWords(text).note(formatCount(test?.indices.length ?? 10_000))
}

function useTable(part: DimensionsPart): () => Table {
  const words = useWords(text)
  return () => {
    const order = descending(part.kl)
    let sum = 0
    return {
      columns: [
        { label: words.dimension },
        { label: words.kl, unit: words.natsUnit },
        { label: words.cumulatedColumn, unit: words.natsUnit },
        { label: words.ofMeans },
        { label: words.ofNoise },
        { label: words.stateColumn },
      ],
      rows: order.map((j) => {
        sum += part.kl[j]!
        const isActive = part.varianceOfMeans[j]! > activeAbove
        return [
          coordinateName(j),
          part.kl[j]!,
          sum,
          part.varianceOfMeans[j]!,
          part.meanVariance[j]!,
          isActive ? words.isActive : words.isDead,
        ]
      }),
    }
  }
}

export const view = defineInstrument<DimensionsPart>({
  id: 'dimensions',
  title,
  useNote,
  View: Dimensions,
  useTable,
})
