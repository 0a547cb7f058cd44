// Encode: the way from the image to its code, and the layers that it goes through.

import { activationNames } from '../../../../tensors/activationNames.ts'
import { Choice } from '../../../../ui/Choice.tsx'
import { Tex } from '../../../../ui/Tex.tsx'
import { defineWords, useWords } from '../../../../ui/words.tsx'
import { useBench } from '../InstrumentView.tsx'
import { Column } from './ColumnView.tsx'
import { Layers } from './LayersView.tsx'
import styles from './Layers.module.css'
import { Network } from './NetworkView.tsx'
import { Setting } from './SettingView.tsx'
import { stripWords } from './stripWordsView.tsx'

const words = defineWords({
  en: {
    layers: 'Encoder layers',
    activation: 'Encoder activation',
    initial: 'Initial',
    initialName: 'Initial weights',
    glorot: 'Glorot',
    he: 'He',
    describe: (layer: number, units: number) => `Encoder layer ${layer}: ${units} activations`,
    direct: 'no hidden layer',
  },
  de: {
    layers: 'Schichten des Kodierers',
    activation: 'Aktivierung des Kodierers',
    initial: 'Anfang',
    initialName: 'Anfangsgewichte',
    describe: (layer: number, units: number) => `Kodierer, Schicht ${layer}: ${units} Aktivierungen`,
    direct: 'keine verborgene Schicht',
  },
})

const initials = ['glorot', 'he'] as const

export function EncodeView() {
  const bench = useBench()
  const { edited, chosen, passage } = bench
  const t = useWords(words)
  const shared = useWords(stripWords)
  const { layers, activation, initial } = edited.encode
  const isBareCode = chosen.kind === 'code'
  const note = isBareCode ? shared.bareCode : layers.length === 0 ? t.direct : undefined
  return (
    <Column
      title={shared.encode}
      colour="encoder-ink"
      symbol={<Tex tex="z = f(x)" />}
      drawing={
        <Network
          colour="encoder"
          widths={layers.map(({ units }) => units)}
          codeSize={edited.code.size}
          activations={isBareCode ? null : (passage?.encoder ?? null)}
          describe={t.describe}
          note={note}
        />
      }
    >
      <Setting path="encode.layers" className={styles.line}>
        {shared.layers}
        <Layers layers={layers} name={t.layers} onChange={(next) => bench.edit('encode.layers', next)} />
      </Setting>
      <Setting path="encode.activation">
        <Choice
          label={shared.activation}
          name={t.activation}
          value={activation}
          options={activationNames.map((value) => ({ value, label: shared[value] }))}
          onChange={(value) => bench.edit('encode.activation', value)}
        />
      </Setting>
      <Setting path="encode.initial">
        <Choice
          label={t.initial}
          name={t.initialName}
          value={initial}
          options={initials.map((value) => ({ value, label: t[value] }))}
          onChange={(value) => bench.edit('encode.initial', value)}
        />
      </Setting>
    </Column>
  )
}
