// Decode: the way from the code back to an image, and what that image is taken for.

import { useMemo } from 'react'
import { Choice } from '../../../../ui/Choice.tsx'
import { formatSignificant } from '../../../../ui/format.ts'
import { NumberField } from '../../../../ui/NumberField.tsx'
import { Tex } from '../../../../ui/Tex.tsx'
import { Toggle } from '../../../../ui/Toggle.tsx'
import { defineWords, useWords } from '../../../../ui/words.tsx'
import { placesOf } from '../../architecture.ts'
import { classes, flat, pixels } from '../../shapes.ts'
import { useBench } from '../InstrumentView.tsx'
import { mirrorChanges, outputChanges, ownLayers } from './changes.ts'
import { Column } from './ColumnView.tsx'
import styles from './Decode.module.css'
import { Image } from './ImageView.tsx'
import { Layers } from './LayersView.tsx'
import { Network } from './NetworkView.tsx'
import { Setting } from './SettingView.tsx'
import { stripWords } from './stripWordsView.tsx'

const words = defineWords({
  en: {
    mirror: 'Mirror',
    mirrorName: 'Mirror the encoder',
    layers: 'Decoder layers',
    tied: 'Tied',
    tiedName: 'Tied weights: each kernel of the decoder is the encoder’s, transposed',
    untied: 'Tied weights have no place for the label, which comes into both nets',
    output: 'Output',
    outputName: 'Decoder output',
    variance: 'Variance',
    varianceName: 'Variance σ² of the Gaussian output',
    learned: 'learned',
    learnedName: 'Learn the variance of the Gaussian output',
    bias: 'Bias',
    biasName: 'Output bias at the start',
    zero: 'zero',
    mean: 'mean image',
    direct: 'no hidden layer',
    image: 'The reconstruction',
    end: 'image: 28×28',
  },
  de: {
    mirror: 'Spiegel',
    mirrorName: 'Den Kodierer spiegeln',
    layers: 'Schichten des Dekodierers',
    output: 'Ausgabe',
    outputName: 'Ausgabe des Dekodierers',
    bias: 'Bias',
    biasName: 'Bias der Ausgabe am Anfang',
    zero: 'null',
    mean: 'Mittelbild',
    direct: 'keine verborgene Schicht',
    image: 'Die Rekonstruktion',
  },
})

const outputs = ['bernoulli', 'gaussian'] as const
const biases = ['zero', 'mean'] as const

export function DecodeView() {
  const bench = useBench()
  const { edited, passage } = bench
  const t = useWords(words)
  const shared = useWords(stripWords)
  const { decode, code } = edited
  const shapes = useMemo(
    () =>
      placesOf(edited)
        .decoder.slice(0, -1)
        .map(({ output }) => output),
    [edited],
  )
  const isTold = code.condition === 'label'
  const hasVariance = code.kind === 'gaussian' && decode.output === 'gaussian'
  return (
    <Column
      part="decode"
      title={shared.decode}
      colour="decoder-ink"
      symbol={<Tex tex={decoderSymbol(code.kind === 'gaussian', isTold)} />}
      drawing={
        <div className={styles.drawing}>
          <Network
            colour="decoder"
            shapes={shapes}
            codeSize={code.size}
            activations={passage?.decoder ?? null}
            note={shapes.length === 0 ? t.direct : undefined}
          />
          <Image image={passage?.image} label={t.image} pixel={2} />
        </div>
      }
    >
      <div className={styles.pair}>
        <Setting path="decode.layers" name={t.mirrorName}>
          <Toggle
            label={t.mirror}
            kind="line"
            checked={decode.layers === 'mirror'}
            onChange={(on) => bench.editAll(mirrorChanges(edited, on))}
          />
        </Setting>
        {decode.layers === 'mirror' ? (
          <Setting path="decode.tied" name={t.tiedName} refusal={isTold ? t.untied : undefined}>
            <Toggle
              label={t.tied}
              kind="line"
              checked={decode.tied}
              disabled={isTold}
              onChange={(on) => bench.edit('decode.tied', on)}
            />
          </Setting>
        ) : (
          <Setting path="decode.layers" className={styles.own}>
            <Layers
              name={t.layers}
              room={11}
              layers={ownLayers(edited)}
              input={flat(code.size)}
              labels={isTold ? classes : 0}
              changes={(next) => ({ 'decode.layers': next })}
              end={{ spec: { kind: 'dense', units: pixels }, copies: 1, label: t.end }}
            />
          </Setting>
        )}
      </div>
      <Setting path="decode.output">
        <Choice
          label={t.output}
          name={t.outputName}
          value={decode.output}
          options={outputs.map((value) => ({ value, label: shared[value] }))}
          onChange={(value) => bench.editAll(outputChanges(edited, value))}
        />
      </Setting>
      {hasVariance && <Variance />}
      <Setting path="decode.bias">
        <Choice
          label={t.bias}
          name={t.biasName}
          value={decode.bias}
          options={biases.map((value) => ({ value, label: t[value] }))}
          onChange={(value) => bench.edit('decode.bias', value)}
        />
      </Setting>
    </Column>
  )
}

/** σ² of a Gaussian output: a number, or learned with the weights, from 1 on. */
function Variance() {
  const bench = useBench()
  const t = useWords(words)
  const { variance } = bench.edited.decode
  const learned = bench.passage?.variance
  const isLearned = variance === 'learned'
  return (
    <div className={styles.pair}>
      {isLearned ? (
        <span className={styles.label}>
          {t.variance} <b>{learned !== undefined && formatSignificant(learned, 2)}</b>
        </span>
      ) : (
        <Setting path="decode.variance" name={t.varianceName}>
          <NumberField
            label={t.variance}
            value={variance}
            min={0.0001}
            max={100}
            step={0.1}
            onCommit={(value) => bench.edit('decode.variance', value)}
          />
        </Setting>
      )}
      <Setting path="decode.variance" name={t.learnedName}>
        <Toggle
          label={t.learned}
          kind="line"
          checked={isLearned}
          onChange={(on) => bench.edit('decode.variance', on ? 'learned' : 1)}
        />
      </Setting>
    </div>
  )
}

/** x̂ = g(z), or what the decoder says of images, given the code and the label where it is told one. */
function decoderSymbol(isGaussian: boolean, isTold: boolean): string {
  if (isGaussian) return isTold ? 'p(x \\mid z, y)' : 'p(x \\mid z)'
  return isTold ? '\\hat x = g(z, y)' : '\\hat x = g(z)'
}
