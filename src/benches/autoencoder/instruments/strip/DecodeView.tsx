// Decode: the way from the code back to an image, and what that image is taken for.

import { Choice } from '../../../../ui/Choice.tsx'
import { Tex } from '../../../../ui/Tex.tsx'
import { Toggle } from '../../../../ui/Toggle.tsx'
import { defineWords, useWords } from '../../../../ui/words.tsx'
import { useBench } from '../InstrumentView.tsx'
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
    theEncoder: 'the encoder',
    layers: 'Decoder layers',
    tied: 'Tied weights',
    untied: 'Tying needs a decoder that mirrors the encoder',
    untiedShort: 'Tied: needs the mirror',
    output: 'Output',
    outputName: 'Decoder output',
    bias: 'Bias',
    biasName: 'Output bias at the start',
    zero: 'zero',
    mean: 'mean image',
    describe: (layer: number, units: number) => `Decoder layer ${layer}: ${units} activations`,
    direct: 'no hidden layer',
    image: 'The reconstruction',
  },
  de: {
    mirror: 'Spiegel',
    theEncoder: 'des Kodierers',
    layers: 'Schichten des Dekodierers',
    tied: 'Geteilte Gewichte',
    untied: 'Geteilte Gewichte brauchen einen Dekodierer, der den Kodierer spiegelt',
    untiedShort: 'Geteilt: nur gespiegelt',
    output: 'Ausgabe',
    outputName: 'Ausgabe des Dekodierers',
    bias: 'Bias',
    biasName: 'Bias der Ausgabe am Anfang',
    zero: 'null',
    mean: 'Mittelbild',
    describe: (layer: number, units: number) => `Dekodierer, Schicht ${layer}: ${units} Aktivierungen`,
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
  const { decode, encode, code } = edited
  const isMirror = decode.layers === 'mirror'
  const layers = decode.layers === 'mirror' ? encode.layers.toReversed() : decode.layers
  const setMirror = (on: boolean) => {
    if (on) bench.edit('decode.layers', 'mirror')
    // Tied weights cannot stay when the mirror goes, so both change at once.
    else if (decode.tied) bench.edit('decode', { ...decode, layers, tied: false })
    else bench.edit('decode.layers', layers)
  }
  return (
    <Column
      title={shared.decode}
      colour="decoder-ink"
      symbol={<Tex tex="\hat x = g(z)" />}
      drawing={
        <div className={styles.drawing}>
          <Network
            colour="decoder"
            widths={layers.map(({ units }) => units)}
            codeSize={code.size}
            activations={passage?.decoder ?? null}
            describe={t.describe}
            note={layers.length === 0 ? t.direct : undefined}
          />
          <Image image={passage?.image} label={t.image} pixel={2} />
        </div>
      }
    >
      <div className={styles.mirror}>
        <Setting path="decode.layers" className={styles.switch}>
          <Toggle
            label={
              <>
                {t.mirror} <span className={isMirror ? undefined : 'visually-hidden'}>{t.theEncoder}</span>
              </>
            }
            kind="line"
            checked={isMirror}
            onChange={setMirror}
          />
        </Setting>
        {!isMirror && (
          <Setting path="decode.layers" className={styles.own}>
            <Layers layers={layers} name={t.layers} onChange={(next) => bench.edit('decode.layers', next)} />
          </Setting>
        )}
      </div>
      <Setting path="decode.tied" refusal={isMirror ? undefined : t.untied}>
        <Toggle
          label={isMirror ? t.tied : t.untiedShort}
          kind="line"
          checked={decode.tied}
          disabled={!isMirror}
          onChange={(on) => bench.edit('decode.tied', on)}
        />
      </Setting>
      <Setting path="decode.output">
        <Choice
          label={t.output}
          name={t.outputName}
          value={decode.output}
          options={outputs.map((value) => ({ value, label: shared[value] }))}
          onChange={(value) => bench.edit('decode.output', value)}
        />
      </Setting>
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
