// Contraction: the norm of the encoder's Jacobian, its directions, what it makes of a disc, and the weights in it.

import { useState, type ComponentType } from 'react'
import { Choice } from '../../../../ui/Choice.tsx'
import type { Table } from '../../../../ui/csv.ts'
import { useWords } from '../../../../ui/words.tsx'
import { defineInstrument, useBench, type InstrumentProps } from '../InstrumentView.tsx'
import { DirectionsView } from './DirectionsView.tsx'
import { DiscView } from './DiscView.tsx'
import type { ContractionPart } from './measure.ts'
import { NormView } from './NormView.tsx'
import { useParts } from '../partsView.tsx'
import styles from './View.module.css'
import { WeightsView } from './WeightsView.tsx'
import { title } from './title.ts'
import { words as text } from './words.ts'

type Sight = 'norm' | 'directions' | 'disc' | 'weights'

const sights: Record<Sight, ComponentType<InstrumentProps<ContractionPart>>> = {
  norm: NormView,
  directions: DirectionsView,
  disc: DiscView,
  weights: WeightsView,
}

function Contraction({ part }: InstrumentProps<ContractionPart>) {
  const words = useWords(text)
  const [sight, setSight] = useState<Sight>('norm')
  const Shown = sights[sight]
  return (
    <div className={styles.view}>
      <div className={styles.head}>
        <Choice
          label={words.show}
          value={sight}
          options={(Object.keys(sights) as Sight[]).map((value) => ({
            value,
            label: words[`${value}Sight`],
          }))}
          onChange={setSight}
        />
      </div>
      <Shown part={part} />
    </div>
  )
}

function useNote(): string {
  return useWords(text).note
}

function useTable(part: ContractionPart): () => Table {
  const words = useWords(text)
  const parts = useParts<ContractionPart>('contraction', part)
  const { activation } = useBench().recipe.code
  return () => ({
    columns: [
      { label: words.step },
      { label: words.norm, unit: words.normUnit },
      { label: words.overInk },
      { label: words.overAll },
      { label: activation === 'relu' ? words.inactive : words.saturated, unit: words.share },
      { label: words.encoderWeights },
      { label: words.decoderWeights },
    ],
    rows: parts.map(({ step, part: { norm, moves, saturated, weights } }) => [
      step,
      norm.value,
      moves.shift / moves.ink,
      moves.shift / moves.everywhere,
      saturated ?? Number.NaN,
      weights.encoder,
      weights.decoder,
    ]),
  })
}

export const view = defineInstrument<ContractionPart>({
  id: 'contraction',
  title,
  useNote,
  View: Contraction,
  useTable,
})
