// Code: the few numbers that are left of the image, and how many they are.

import { activationNames } from '../../../../tensors/activationNames.ts'
import { Choice } from '../../../../ui/Choice.tsx'
import { formatCount } from '../../../../ui/format.ts'
import { NumberField } from '../../../../ui/NumberField.tsx'
import { Slider } from '../../../../ui/Slider.tsx'
import { Tex } from '../../../../ui/Tex.tsx'
import { defineWords, useWords } from '../../../../ui/words.tsx'
import { imageBits } from '../../imageBits.ts'
import { useBench } from '../InstrumentView.tsx'
import styles from './Code.module.css'
import { CodeBars } from './CodeBarsView.tsx'
import { Column } from './ColumnView.tsx'
import { ArrowIcon } from './icons.tsx'
import { Setting, useDraft } from './SettingView.tsx'
import { stripWords } from './stripWordsView.tsx'

const words = defineWords({
  en: {
    size: 'Size',
    sizeName: 'Code size',
    exactSize: 'Code size in figures',
    to: 'to',
    bits: 'bits, decoder not counted',
    activation: 'Code activation',
  },
  de: {
    size: 'Größe',
    sizeName: 'Größe des Codes',
    exactSize: 'Größe des Codes in Ziffern',
    to: 'auf',
    bits: 'Bit, ohne den Dekodierer',
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
  const draft = useDraft(edited.code.size)
  const size = draft.shown
  const hint = (
    <>
      {formatCount(imageBits(edited))} <ArrowIcon />
      <span className="visually-hidden">{t.to}</span> {formatCount(bitsPerNumber * size)} {t.bits}
    </>
  )
  return (
    <Column
      title={shared.code}
      colour="code-ink"
      symbol={<Tex tex={codeSpace(size)} />}
      drawing={<CodeBars />}
    >
      <div className={styles.size}>
        <Setting path="code.size" className={styles.slider}>
          <Slider
            label={t.size}
            name={t.sizeName}
            value={size}
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
      <Setting path="code.activation">
        <Choice
          label={shared.activation}
          name={t.activation}
          value={edited.code.activation}
          options={activationNames.map((value) => ({ value, label: shared[value] }))}
          onChange={(value) => bench.edit('code.activation', value)}
        />
      </Setting>
    </Column>
  )
}
