// Code: the few numbers that are left of the image, how many they are, and whether they are a point or a Gaussian.

import { activationNames } from '../../../../tensors/activationNames.ts'
import { Choice } from '../../../../ui/Choice.tsx'
import { formatCount } from '../../../../ui/format.ts'
import { NumberField } from '../../../../ui/NumberField.tsx'
import { Slider } from '../../../../ui/Slider.tsx'
import { Tex } from '../../../../ui/Tex.tsx'
import { Toggle } from '../../../../ui/Toggle.tsx'
import { defineWords, useWords } from '../../../../ui/words.tsx'
import { imageBits } from '../../imageBits.ts'
import { useBench } from '../InstrumentView.tsx'
import { codeKindChanges } from './changes.ts'
import styles from './Code.module.css'
import { CodeDrawing } from './CodeDrawingView.tsx'
import { Column } from './ColumnView.tsx'
import { ArrowIcon } from './icons.tsx'
import { Popover } from './PopoverView.tsx'
import { Setting, useDraft } from './SettingView.tsx'
import { stripWords } from './stripWordsView.tsx'

const words = defineWords({
  en: {
    size: 'Size',
    sizeName: 'Code size',
    exactSize: 'Code size in figures',
    to: 'to',
    bits: 'bits',
    decoderNotCounted: 'bits, decoder not counted',
    kind: 'Kind',
    kindName: 'Kind of code',
    activation: 'Code activation',
    more: 'more',
    moreName: 'more about the code: label, samples, gradient',
    label: 'Tell both nets the class',
    labelHint:
      'y, ten numbers of which one is 1, stands beside what goes into the first dense layer of each net.',
    labelRefusal: 'Tied weights have no place for the label: untie them first',
    samples: 'Samples L',
    samplesName: 'Samples of the code for each image, L',
    samplesHint: 'The reconstruction is the mean over L draws of z.',
    samplesRefusal: 'A point code has one sample; several need a Gaussian code',
    blocked: 'Cut the wire',
    blockedName: 'Cut the wire: no gradient goes through the sample',
    blockedHint: 'No gradient goes through z: the reconstruction teaches the encoder nothing.',
    blockedRefusal: 'A point has no sample to cut the gradient at; it needs a Gaussian code',
  },
  de: {
    size: 'Größe',
    sizeName: 'Größe des Codes',
    exactSize: 'Größe des Codes in Ziffern',
    to: 'auf',
    bits: 'Bit',
    decoderNotCounted: 'Bit, ohne den Dekodierer',
    activation: 'Aktivierung des Codes',
  },
})

const sizes = { kind: 'list', values: [1, 2, 3, 4, 8, 16, 32, 64, 128, 256, 512, 1024] } as const
const bitsPerNumber = 32

/** The code's space in TeX. */
export function codeSpace(size: number): string {
  return `z \\in \\mathbb{R}^{${size}}`
}

export function CodeView() {
  const bench = useBench()
  const { edited } = bench
  const t = useWords(words)
  const shared = useWords(stripWords)
  const { kind, activation } = edited.code
  const draft = useDraft(edited.code.size)
  const size = draft.shown
  return (
    <Column
      part="code"
      title={shared.code}
      colour="code-ink"
      symbol={<Tex tex={codeSpace(size)} />}
      drawing={<CodeDrawing />}
    >
      <div className={styles.size}>
        <SizeSlider draft={draft} className={styles.slider} />
        <Setting path="code.size" className={styles.exact}>
          <NumberField
            label={t.exactSize}
            value={size}
            min={1}
            max={1024}
            integer
            format={formatCount}
            onCommit={(value) => bench.edit('code.size', value)}
          />
        </Setting>
      </div>
      <div className={styles.kind}>
        <Setting path="code.kind">
          <Choice
            label={<span className="visually-hidden">{t.kind}</span>}
            name={t.kindName}
            value={kind}
            options={(['point', 'gaussian'] as const).map((value) => ({ value, label: shared[value] }))}
            onChange={(value) => bench.editAll(codeKindChanges(edited, value))}
          />
        </Setting>
        <Popover label={t.more} name={t.moreName}>
          <More />
        </Popover>
      </div>
      <Setting path="code.activation">
        <Choice
          label={shared.activation}
          name={t.activation}
          value={activation}
          options={activationNames.map((value) => ({ value, label: shared[value] }))}
          onChange={(value) => bench.edit('code.activation', value)}
        />
      </Setting>
    </Column>
  )
}

/** The slider of the code's size by itself. */
export function CodeSize() {
  const { edited } = useBench()
  return <SizeSlider draft={useDraft(edited.code.size)} />
}

function SizeSlider({ draft, className }: { draft: ReturnType<typeof useDraft>; className?: string }) {
  const bench = useBench()
  const t = useWords(words)
  const hint = (
    <span className={styles.bits} title={t.decoderNotCounted}>
      {formatCount(imageBits(bench.edited))} <ArrowIcon />
      <span className="visually-hidden">{t.to}</span> {formatCount(bitsPerNumber * draft.shown)}{' '}
      <span aria-hidden="true">{t.bits}</span>
      <span className="visually-hidden">{t.decoderNotCounted}</span>
    </span>
  )
  return (
    <Setting path="code.size" className={className}>
      <Slider
        label={t.size}
        name={t.sizeName}
        value={draft.shown}
        scale={sizes}
        colour="code"
        format={formatCount}
        hint={hint}
        onChange={draft.hold}
        onCommit={(value) => {
          draft.letGo()
          bench.edit('code.size', value)
        }}
      />
    </Setting>
  )
}

const sampleCounts = { kind: 'list', values: [1, 2, 3, 5, 10, 20, 50] } as const

/** What is seldom changed: the label, how many samples, and whether the gradient goes through them. */
function More() {
  const bench = useBench()
  const t = useWords(words)
  const { code, decode } = bench.edited
  const draft = useDraft(code.samples)
  const isPoint = code.kind === 'point'
  return (
    <div className={styles.more}>
      <Setting path="code.condition" refusal={decode.tied ? t.labelRefusal : undefined}>
        <Toggle
          label={t.label}
          kind="line"
          hint={decode.tied ? t.labelRefusal : t.labelHint}
          checked={code.condition === 'label'}
          disabled={decode.tied}
          onChange={(on) => bench.edit('code.condition', on ? 'label' : 'none')}
        />
      </Setting>
      <Setting path="code.samples" refusal={isPoint ? t.samplesRefusal : undefined}>
        <Slider
          label={t.samples}
          name={t.samplesName}
          value={draft.shown}
          scale={sampleCounts}
          colour="code"
          hint={isPoint ? t.samplesRefusal : t.samplesHint}
          disabled={isPoint}
          onChange={draft.hold}
          onCommit={(value) => {
            draft.letGo()
            bench.edit('code.samples', value)
          }}
        />
      </Setting>
      <Setting path="code.gradient" name={t.blockedName} refusal={isPoint ? t.blockedRefusal : undefined}>
        <Toggle
          label={t.blocked}
          kind="line"
          hint={isPoint ? t.blockedRefusal : t.blockedHint}
          checked={code.gradient === 'blocked'}
          disabled={isPoint}
          onChange={(on) => bench.edit('code.gradient', on ? 'blocked' : 'pathwise')}
        />
      </Setting>
    </div>
  )
}
