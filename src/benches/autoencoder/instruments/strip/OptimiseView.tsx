// Optimise: how the weights are learned, and how many they are.

import { useMemo } from 'react'
import { Choice } from '../../../../ui/Choice.tsx'
import { formatCount, formatSignificant } from '../../../../ui/format.ts'
import { NumberField } from '../../../../ui/NumberField.tsx'
import { defineWords, useWords } from '../../../../ui/words.tsx'
import { useBench } from '../InstrumentView.tsx'
import { Column } from './ColumnView.tsx'
import styles from './Optimise.module.css'
import { optimiseFields, type OptimiseField } from './paths.ts'
import { Setting } from './SettingView.tsx'
import { stripWords } from './stripWordsView.tsx'
import { countWeights } from './weights.ts'

const words = defineWords({
  en: {
    method: 'Method',
    methodName: 'Optimisation method',
    rate: 'Rate',
    rateName: 'Learning rate',
    batch: 'Batch',
    batchName: 'Batch size',
    steps: 'Steps',
    stepsName: 'Steps to train',
    seed: 'Seed',
    weights: (count: string) => `${count} weights`,
    parts: (kernels: string, biases: string) => `${kernels} in kernels, ${biases} biases`,
  },
  de: {
    method: 'Methode',
    methodName: 'Methode der Optimierung',
    rate: 'Rate',
    rateName: 'Lernrate',
    batch: 'Batch',
    batchName: 'Batchgröße',
    steps: 'Schritte',
    stepsName: 'Schritte im Training',
    seed: 'Startwert',
    weights: (count: string) => `${count} Gewichte`,
    parts: (kernels: string, biases: string) => `${kernels} in Kernen, ${biases} Biase`,
  },
})

const methods = ['sgd', 'momentum', 'adam'] as const
const largestSeed = 2 ** 32 - 1

export function OptimiseView() {
  const bench = useBench()
  const { edited } = bench
  const t = useWords(words)
  const shared = useWords(stripWords)
  const { method } = edited.optimise
  const { encode, code, decode } = edited
  // What else the recipe says changes no count, but every change of a weight makes a new recipe.
  // eslint-disable-next-line react/exhaustive-deps
  const count = useMemo(() => countWeights(edited), [encode, code, decode])
  const foot = (
    <span title={t.parts(formatCount(count.kernels), formatCount(count.biases))}>
      {t.weights(formatCount(count.kernels + count.biases))}
    </span>
  )
  return (
    <Column part="optimise" title={shared.optimise} colour="ink" foot={foot}>
      <Setting path="optimise.method" className={styles.method}>
        <Choice
          label={t.method}
          name={t.methodName}
          value={method}
          options={methods.map((value) => ({ value, label: shared[value] }))}
          onChange={(value) => bench.edit('optimise.method', value)}
        />
      </Setting>
      {optimiseFields.map((field) => (
        <OptimiseNumber key={field} field={field} />
      ))}
      <Setting path="seed" className={String(edited.seed).length > 8 ? styles.longSeed : undefined}>
        <NumberField
          label={t.seed}
          value={edited.seed}
          min={0}
          max={largestSeed}
          integer
          format={String}
          onCommit={(value) => bench.edit('seed', value)}
        />
      </Setting>
    </Column>
  )
}

/** One of the numbers by itself. */
export function OptimiseNumber({ field }: { field: OptimiseField }) {
  const bench = useBench()
  const t = useWords(words)
  const value = bench.edited.optimise[field]
  const path = `optimise.${field}`
  return (
    <Setting path={path} name={t[`${field}Name`]}>
      <NumberField
        label={t[field]}
        value={value}
        {...fieldOf(field, value)}
        onCommit={(next) => bench.edit(path, next)}
      />
    </Setting>
  )
}

/** What may be typed, and by how much an arrow changes it. */
function fieldOf(field: OptimiseField, value: number) {
  if (field === 'batch') return { min: 1, max: 1024, integer: true }
  if (field === 'steps') return { min: 0, max: 1_000_000, step: 100, integer: true }
  return {
    min: 0.000001,
    max: 100,
    step: 10 ** (Math.floor(Math.log10(value)) - 1),
    format: (rate: number) => formatSignificant(rate, 4),
  }
}
