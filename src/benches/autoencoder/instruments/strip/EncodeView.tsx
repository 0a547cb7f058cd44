// Encode: the way from the image to its code, and the layers that it goes through.

import { useMemo } from 'react'
import { activationNames } from '../../../../tensors/activationNames.ts'
import { Choice } from '../../../../ui/Choice.tsx'
import { Slider } from '../../../../ui/Slider.tsx'
import { Tex } from '../../../../ui/Tex.tsx'
import { defineWords, useWords } from '../../../../ui/words.tsx'
import { placesOf } from '../../architecture.ts'
import { classes, image } from '../../shapes.ts'
import { useBench } from '../InstrumentView.tsx'
import { encoderChanges } from './changes.ts'
import { Column } from './ColumnView.tsx'
import { Layers } from './LayersView.tsx'
import styles from './Layers.module.css'
import { Network } from './NetworkView.tsx'
import { Setting, useDraft } from './SettingView.tsx'
import { stripWords } from './stripWordsView.tsx'

const words = defineWords({
  en: {
    layers: 'Encoder layers',
    activation: 'Encoder activation',
    initial: 'Initial',
    initialName: 'Initial weights',
    glorot: 'Glorot',
    he: 'He',
    dropout: 'Dropout',
    dropoutName: 'Dropout in the encoder’s hidden layers',
    nothingToDrop: 'Dropout thins hidden layers, and the encoder has none',
    direct: 'no hidden layer',
    code: (size: number) => `code: ${size}`,
    gaussianCode: (size: number) => `μ and log σ²: 2 × ${size}`,
  },
  de: {
    layers: 'Schichten des Kodierers',
    activation: 'Aktivierung des Kodierers',
    initial: 'Anfang',
    initialName: 'Anfangsgewichte',
    direct: 'keine verborgene Schicht',
  },
})

const initials = ['glorot', 'he'] as const

export function EncodeView() {
  const bench = useBench()
  const { edited, chosen, passage } = bench
  const t = useWords(words)
  const shared = useWords(stripWords)
  const { encode, code } = edited
  const { layers, activation, initial } = encode
  const isBareCode = chosen.kind === 'code'
  const isGaussian = code.kind === 'gaussian'
  const isTold = code.condition === 'label'
  const shapes = useMemo(
    () =>
      placesOf(edited)
        .encoder.slice(0, -1)
        .map(({ output }) => output),
    [edited],
  )
  const note = isBareCode ? shared.bareCode : layers.length === 0 ? t.direct : undefined
  return (
    <Column
      part="encode"
      title={shared.encode}
      colour="encoder-ink"
      symbol={<Tex tex={encoderSymbol(isGaussian, isTold)} />}
      drawing={
        <Network
          colour="encoder"
          shapes={shapes}
          codeSize={code.size}
          activations={isBareCode ? null : (passage?.encoder ?? null)}
          note={note}
        />
      }
    >
      <Setting path="encode.layers" className={styles.line}>
        {shared.layers}
        <Layers
          name={t.layers}
          room={14}
          layers={layers}
          input={image}
          labels={isTold ? classes : 0}
          changes={(next) => encoderChanges(edited, next)}
          end={{
            spec: { kind: 'dense', units: code.size },
            copies: isGaussian ? 2 : 1,
            label: isGaussian ? t.gaussianCode(code.size) : t.code(code.size),
          }}
        />
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
      <Dropout />
    </Column>
  )
}

const dropouts = { kind: 'linear', min: 0, max: 0.9, step: 0.05 } as const

function Dropout() {
  const bench = useBench()
  const { layers, dropout } = bench.edited.encode
  const t = useWords(words)
  const { off } = useWords(stripWords)
  const draft = useDraft(dropout)
  const isPossible = layers.length > 0
  return (
    <Setting path="encode.dropout" refusal={isPossible ? undefined : t.nothingToDrop}>
      <Slider
        label={t.dropout}
        name={t.dropoutName}
        value={draft.shown}
        scale={dropouts}
        colour="encoder"
        inline
        disabled={!isPossible}
        format={(value) => (value === 0 ? off : String(value))}
        onChange={draft.hold}
        onCommit={(value) => {
          draft.letGo()
          bench.edit('encode.dropout', value)
        }}
      />
    </Setting>
  )
}

/** z = f(x), or the Gaussian that the encoder gives, of the image and the label where it is told one. */
function encoderSymbol(isGaussian: boolean, isTold: boolean): string {
  if (isGaussian) return isTold ? 'q(z \\mid x, y)' : 'q(z \\mid x)'
  return isTold ? 'z = f(x, y)' : 'z = f(x)'
}
