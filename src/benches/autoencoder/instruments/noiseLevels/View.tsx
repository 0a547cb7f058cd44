// Noise levels: the error against how strong the noise is, beside earlier runs, and all kinds of noise in one table.

import { useMemo, useState } from 'react'
import { Choice } from '../../../../ui/Choice.tsx'
import type { Table } from '../../../../ui/csv.ts'
import { formatCount, formatNumber } from '../../../../ui/format.ts'
import { Message } from '../../../../ui/Message.tsx'
import { useWords } from '../../../../ui/words.tsx'
import { corruptionOf } from '../../corrupt/corruptions.ts'
import type { CorruptRecipe } from '../../recipe.ts'
import { gainDb } from '../../pixelErrors.ts'
import { useAsked } from '../askedView.tsx'
import { isSameNoise, isTrainedOnNoise, noiseOf, noisesFor } from '../noise.ts'
import { nameOfNoise, settingsOfNoise } from '../noiseNameView.tsx'
import layout from '../Layout.module.css'
import { defineInstrument, useBench, type InstrumentProps } from '../InstrumentView.tsx'
import { Waiting } from '../WaitingView.tsx'
import { CurveOf } from './CurveView.tsx'
import type { AllNoises, NoiseLevelsPart, NoiseLevelsQuestion } from './measure.ts'
import styles from './View.module.css'
import { title } from './title.ts'
import { words as text } from './words.ts'

type ViewName = 'curve' | 'all'

function NoiseLevels({ part }: InstrumentProps<NoiseLevelsPart>) {
  const { recipe } = useBench()
  const words = useWords(text)
  const [name, show] = useState<ViewName>('curve')
  const noises = useMemo(() => noisesFor(recipe), [recipe])
  const trained = noises.findIndex((noise) => isSameNoise(noise, noiseOf(recipe)))
  const [chosen, choose] = useState<number | null>(null)
  const at = chosen ?? trained
  return (
    <div className={layout.view}>
      <div className={layout.controls}>
        <Choice
          label={words.show}
          value={name}
          options={[
            { value: 'curve', label: words.curve },
            { value: 'all', label: words.all },
          ]}
          onChange={show}
        />
        {name === 'curve' && (
          <Choice
            label={words.noise}
            value={String(at)}
            options={noises.map((noise, i) => ({ value: String(i), label: kindOf(noise, words) }))}
            onChange={(value) => choose(Number(value))}
          />
        )}
      </div>
      <div className={layout.panel}>
        {name === 'curve' ? <CurveOf noise={noises[at]!} part={part} /> : <All />}
      </div>
    </div>
  )
}

/** A noise without its level. */
function kindOf(noise: CorruptRecipe, words: typeof text.en): string {
  const name = corruptionOf(noise.kind).label.en
  if (noise.kind !== 'gaussian') return name
  return `${name}, ${noise['clip'] === true ? words.clipped : words.notClipped}`
}

function All() {
  const { recipe } = useBench()
  const words = useWords(text)
  const question = useMemo<NoiseLevelsQuestion>(() => ({ kind: 'all' }), [])
  const asked = useAsked<AllNoises, NoiseLevelsQuestion>('noiseLevels', question)
  const { answer } = asked
  if (answer === null) return <Waiting sentence={asked.sentence} />
  return (
    <>
      <div className={styles.scroll}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{words.kindColumn}</th>
              <th scope="col">{words.settingsColumn}</th>
              <th scope="col">{words.noisyColumn}</th>
              <th scope="col">{words.restoredColumn}</th>
              <th scope="col">{words.gainColumn}</th>
            </tr>
          </thead>
          <tbody>
            <tr>
              <th scope="row">{words.clean}</th>
              <td>{formatNumber(Number.NaN, 1)}</td>
              <td>{formatNumber(0, 4)}</td>
              <td>{formatNumber(answer.clean, 4)}</td>
              <td>{formatNumber(Number.NaN, 1)}</td>
            </tr>
            {answer.noises.map(({ noise, noisy, restored }) => {
              const isTrained = isTrainedOnNoise(recipe) && isSameNoise(noise, recipe.corrupt)
              return (
                <tr key={nameOfNoise(noise)} data-trained={isTrained || undefined}>
                  <th scope="row">
                    {corruptionOf(noise.kind).label.en}
                    {isTrained && <span className={styles.mark}> {words.isTrained}</span>}
                  </th>
                  <td>{settingsOfNoise(noise)}</td>
                  <td>{formatNumber(noisy, 4)}</td>
                  <td>{formatNumber(restored, 4)}</td>
                  <td>{formatNumber(gainDb({ noisyMse: noisy, restoredMse: restored }), 1)}</td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
      <p className={layout.footer}>{words.allFooter(formatCount(answer.images))}</p>
      {asked.sentence !== undefined && <Message kind="warning">{asked.sentence}</Message>}
    </>
  )
}

function useNote(): string {
  const words = useWords(text)
  const { recipe } = useBench()
  return isTrainedOnNoise(recipe) ? words.trainedOn(nameOfNoise(recipe.corrupt)) : words.neverTrained
}

function useTable(part: NoiseLevelsPart): () => Table {
  const words = useWords(text)
  return () => ({
    columns: [
      { label: words.kindColumn },
      { label: words.levelColumn },
      { label: words.noisyColumn, unit: words.unit },
      { label: words.restoredColumn, unit: words.unit },
      { label: words.images },
    ],
    rows: part.curves.flatMap(({ noise, images, levels, noisy, restored }) =>
      levels.map((level, i) => [kindOf(noise, words), level, noisy[i]!, restored[i]!, images]),
    ),
  })
}

export const view = defineInstrument<NoiseLevelsPart>({
  id: 'noiseLevels',
  title,
  useNote,
  View: NoiseLevels,
  useTable,
})
