// The code as it is drawn: its numbers, of a Gaussian with their spread and how a sample is made of them, and the label.

import { Tex } from '../../../../ui/Tex.tsx'
import { defineWords, useWords } from '../../../../ui/words.tsx'
import { classes } from '../../shapes.ts'
import { useBench } from '../InstrumentView.tsx'
import styles from './Code.module.css'
import { CodeBars } from './CodeBarsView.tsx'
import { ScissorsIcon } from './icons.tsx'

const words = defineWords({
  en: {
    told: (label: number) => `The label y that both nets are told: ${label}`,
    untold: 'No label is known: both nets are told a tenth of each class',
    cut: 'cut',
    cutName: 'no gradient goes through the sample',
  },
})

const lineHeight = 17

export function CodeDrawing() {
  const { edited } = useBench()
  const { kind, condition } = edited.code
  const lines = (kind === 'gaussian' ? 1 : 0) + (condition === 'label' ? 1 : 0)
  return (
    <>
      {condition === 'label' && <Label />}
      <CodeBars lower={lines * lineHeight} />
      {kind === 'gaussian' && <SampleFormula />}
    </>
  )
}

/** The classes as the nets are told them: one of them, or a tenth of each. */
function Label() {
  const { chosen, test } = useBench()
  const t = useWords(words)
  const label = chosen.kind === 'test' ? test?.labels[chosen.index] : undefined
  return (
    <div
      className={styles.label}
      // eslint-disable-next-line jsx-a11y/prefer-tag-over-role -- drawn by elements
      role="img"
      aria-label={label === undefined ? t.untold : t.told(label)}
      title={label === undefined ? t.untold : t.told(label)}
    >
      <Tex tex="y" />
      {Array.from({ length: classes }, (_, digit) => (
        <span key={digit} data-share={label === undefined ? 'tenth' : digit === label ? 'one' : 'none'}>
          {digit}
        </span>
      ))}
    </div>
  )
}

/** How a sample comes about; with the wire cut nothing goes back through it. */
function SampleFormula() {
  const { edited } = useBench()
  const t = useWords(words)
  const { samples, gradient } = edited.code
  const index = samples > 1 ? '_l' : ''
  return (
    <p className={styles.sample}>
      <Tex tex={`z${index} = \\mu + \\sigma \\odot \\varepsilon${index}`} />
      {samples > 1 && <span>L = {samples}</span>}
      {gradient === 'blocked' && (
        <span className={styles.cut} title={t.cutName}>
          <ScissorsIcon /> <span className={samples > 1 ? 'visually-hidden' : undefined}>{t.cut}</span>
        </span>
      )}
    </p>
  )
}
