// The hidden layers of a half as one line, "256 · 64", and behind it their editor: add, take away, set each width.

import { Button } from '../../../../ui/Button.tsx'
import { formatCount } from '../../../../ui/format.ts'
import { NumberField } from '../../../../ui/NumberField.tsx'
import { defineWords, useWords } from '../../../../ui/words.tsx'
import type { DenseSpec } from '../../encode/dense.ts'
import { MinusIcon, PlusIcon } from './icons.tsx'
import styles from './Layers.module.css'
import { Popover } from './PopoverView.tsx'
import { stripWords } from './stripWordsView.tsx'

const words = defineWords({
  en: {
    layer: (number: number) => `Layer ${number}`,
    remove: (number: number) => `Take layer ${number} away`,
    add: 'Add a layer',
    none: 'No hidden layer: image and code meet at once.',
    name: (of: string, layers: string) => `${of}: ${layers}`,
  },
  de: {
    layer: (number: number) => `Schicht ${number}`,
    remove: (number: number) => `Schicht ${number} entfernen`,
    add: 'Eine Schicht hinzufügen',
    none: 'Keine verborgene Schicht: Bild und Code treffen sich sofort.',
    name: (of: string, layers: string) => `${of}: ${layers}`,
  },
})

const most = 4
const narrowest = 8
const widest = 1024

/** `256 · 64`, or the word for none. */
export function layersText(layers: readonly DenseSpec[], none: string): string {
  return layers.map(({ units }) => String(units)).join(' · ') || none
}

export interface LayersProps {
  layers: readonly DenseSpec[]
  onChange: (layers: readonly DenseSpec[]) => void
  /** The name for screen readers: whose layers. */
  name: string
}

export function Layers({ layers, onChange, name }: LayersProps) {
  const t = useWords(words)
  const { noLayers } = useWords(stripWords)
  const text = layersText(layers, noLayers)
  const last = layers.at(-1)?.units ?? 2 * widest
  return (
    <Popover label={text} name={t.name(name, text)}>
      <div className={styles.editor}>
        {layers.length === 0 && <p className={styles.none}>{t.none}</p>}
        {layers.map(({ units }, at) => (
          <div key={at} className={styles.layer}>
            <NumberField
              label={t.layer(at + 1)}
              value={units}
              min={narrowest}
              max={widest}
              step={8}
              integer
              format={formatCount}
              onCommit={(next) => onChange(layers.with(at, { kind: 'dense', units: next }))}
            />
            <Button
              kind="icon"
              aria-label={t.remove(at + 1)}
              onClick={() => onChange(layers.filter((_, other) => other !== at))}
            >
              <MinusIcon />
            </Button>
          </div>
        ))}
        <Button
          disabled={layers.length >= most}
          onClick={() =>
            onChange([...layers, { kind: 'dense', units: Math.max(narrowest, Math.min(256, last >> 1)) }])
          }
        >
          <PlusIcon />
          {t.add}
        </Button>
      </div>
    </Popover>
  )
}
