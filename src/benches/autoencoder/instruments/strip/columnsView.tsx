// The strip's columns in few words each, and the sheet that opens one of them: for a phone, and where two recipes are compared.

import type { ComponentType, ReactNode } from 'react'
import { formatSignificant } from '../../../../ui/format.ts'
import { CloseButton, Modal } from '../../../../ui/Modal.tsx'
import { Tex } from '../../../../ui/Tex.tsx'
import { defineWords, useWords, type wordsIn } from '../../../../ui/words.tsx'
import { corruptionOf, corruptions } from '../../corrupt/corruptions.ts'
import { useBench } from '../InstrumentView.tsx'
import type { AutoencoderRecipe, CorruptRecipe } from '../../recipe.ts'
import { CodeView, codeSpace } from './CodeView.tsx'
import { CorruptView } from './CorruptView.tsx'
import { DataView } from './DataView.tsx'
import { DecodeView } from './DecodeView.tsx'
import { EncodeView } from './EncodeView.tsx'
import { formulaOf } from './FormulaView.tsx'
import { layersText } from './layerPlaces.ts'
import { ObjectiveView } from './ObjectiveView.tsx'
import { OptimiseView } from './OptimiseView.tsx'
import styles from './Strip.module.css'
import { stripWords } from './stripWordsView.tsx'

const words = defineWords({
  en: {
    direct: 'no hidden layer',
    numbers: (size: number) => (size === 1 ? '1 number' : `${size} numbers`),
    gaussian: (numbers: string) => `${numbers}, each a Gaussian`,
    told: (numbers: string) => `${numbers}, beside the label`,
  },
  de: {
    direct: 'keine verborgene Schicht',
    numbers: (size: number) => (size === 1 ? '1 Zahl' : `${size} Zahlen`),
  },
})

/** A column of the strip, named as its part of the recipe is. */
export interface StripColumn {
  readonly id: 'data' | 'corrupt' | 'encode' | 'code' | 'decode' | 'objective' | 'optimise'
  readonly title: string
  /** what the recipe says there, in few words */
  readonly value: string
  /** the same as a formula, where that is shorter */
  readonly face?: ReactNode
  readonly colour?: string
  readonly Column: ComponentType
}

/** The columns of the recipe as the controls show it. */
export function useColumns(): readonly StripColumn[] {
  const { edited } = useBench()
  const t = useWords(words)
  const s = useWords(stripWords)
  const { data, corrupt, encode, code, decode, optimise } = edited
  const corruption: StripColumn = {
    id: 'corrupt',
    title: s.corrupt,
    value: corruptionText(corrupt),
    colour: 'muted',
    Column: CorruptView,
  }
  return [
    { id: 'data', title: s.data, value: data.own?.name ?? s[data.set], Column: DataView },
    ...(corruptions.length > 1 ? [corruption] : []),
    {
      id: 'encode',
      title: s.encode,
      value: layersText(encode.layers, t.direct),
      colour: 'encoder-ink',
      Column: EncodeView,
    },
    {
      id: 'code',
      title: s.code,
      value: codeText(code, t),
      face: <Tex tex={codeSymbol(code)} />,
      colour: 'code-ink',
      Column: CodeView,
    },
    {
      id: 'decode',
      title: s.decode,
      value: s[decode.output],
      colour: 'decoder-ink',
      Column: DecodeView,
    },
    {
      id: 'objective',
      title: s.objective,
      value: s[decode.output],
      face: <Tex tex={formulaOf(edited, 'numbers')} />,
      Column: ObjectiveView,
    },
    {
      id: 'optimise',
      title: s.optimise,
      value: `${s[optimise.method]} ${formatSignificant(optimise.rate)}`,
      Column: OptimiseView,
    },
  ]
}

/** masking 0.5 */
function corruptionText({ kind, ...values }: CorruptRecipe): string {
  const { label, parameters } = corruptionOf(kind)
  return [label.en, ...parameters.map(({ name }) => String(values[name]))].join(' ')
}

type Code = AutoencoderRecipe['code']

function codeText(
  { size, kind, condition }: Code,
  t: ReturnType<typeof wordsIn<(typeof words)['en']>>,
): string {
  const numbers = t.numbers(size)
  const spread = kind === 'gaussian' ? t.gaussian(numbers) : numbers
  return condition === 'label' ? t.told(spread) : spread
}

/** Where the code lies, and of a Gaussian whose it is. */
function codeSymbol({ size, kind, condition }: Code): string {
  const given = condition === 'label' ? 'x, y' : 'x'
  return kind === 'gaussian' ? `z \\sim q(\\cdot \\mid ${given}),\\; \\mathbb{R}^{${size}}` : codeSpace(size)
}

interface ColumnSheetProps {
  readonly title: string
  readonly onClose: () => void
  readonly children: ReactNode
}

/** A column's drawing and controls, from below. */
export function ColumnSheet({ title, onClose, children }: ColumnSheetProps) {
  return (
    <Modal className={styles.sheet} label={title} onClose={onClose}>
      <CloseButton className={styles.close} />
      {children}
    </Modal>
  )
}
