// Data: the image that goes through the strip, and which images the run learns from.

import { use } from 'react'
import { NumberField } from '../../../../ui/NumberField.tsx'
import { Choice } from '../../../../ui/Choice.tsx'
import { Toggle } from '../../../../ui/Toggle.tsx'
import { ControlContext } from '../../../../ui/control.ts'
import { ChevronIcon } from '../../../../ui/icons.tsx'
import { defineWords, useWords } from '../../../../ui/words.tsx'
import { mostImages } from '../../../../data/own/limits.ts'
import { useBench } from '../InstrumentView.tsx'
import { ofLabsSet } from './chosenSet.ts'
import { ChosenImage } from './ChosenImageView.tsx'
import { Classes } from './ClassesView.tsx'
import { Column } from './ColumnView.tsx'
import styles from './Data.module.css'
import { Setting } from './SettingView.tsx'
import { stripWords } from './stripWordsView.tsx'

const words = defineWords({
  en: {
    set: 'Data set',
    bring: 'Your own images…',
    train: 'Train on',
    trainName: 'Train on: number of training images',
    pixels: 'Pixels',
    grey: 'grey',
    threshold: 'threshold',
    sampled: 'sampled',
    centre: 'Centre',
  },
  de: {
    set: 'Datensatz',
    bring: 'Eigene Bilder…',
    train: 'Trainieren mit',
    trainName: 'Trainieren mit: Zahl der Trainingsbilder',
    pixels: 'Pixel',
    grey: 'grau',
    threshold: 'Schwelle',
    sampled: 'gezogen',
    centre: 'Zentrieren',
  },
})

const sets = ['mnist', 'fashion-mnist'] as const
/** The choice that opens the place to bring some. */
const bring = 'bring'
const pixelModes = ['grey', 'threshold', 'sampled'] as const

export function DataView() {
  const bench = useBench()
  const { edited } = bench
  const t = useWords(words)
  const { data } = useWords(stripWords)
  return (
    <Column part="data" title={data} colour="ink" symbol={<SetChoice />} drawing={<ChosenImage />}>
      <Setting path="data.train" name={t.trainName}>
        <NumberField
          label={t.train}
          value={edited.data.train}
          min={1}
          max={bench.trainImages ?? mostImages}
          step={1000}
          integer
          onCommit={(value) => bench.edit('data.train', value)}
        />
      </Setting>
      <Setting path="data.classes">
        <Classes />
      </Setting>
      <Setting path="data.pixels">
        <Choice
          label={t.pixels}
          value={edited.data.pixels}
          options={pixelModes.map((value) => ({ value, label: t[value] }))}
          onChange={(value) => bench.edit('data.pixels', value)}
        />
      </Setting>
      <Setting path="data.centre">
        <Toggle
          label={t.centre}
          kind="line"
          checked={edited.data.centre}
          onChange={(on) => bench.edit('data.centre', on)}
        />
      </Setting>
    </Column>
  )
}

/** In the head of a narrow column: what is seen may be cut short, the browser's own list says it in full. */
function SetChoice() {
  const bench = useBench()
  const { edited } = bench
  const t = useWords(words)
  const names = useWords(stripWords)
  return (
    <Setting path="data.set" className={styles.set}>
      <span aria-hidden="true">{edited.data.own?.name ?? names[edited.data.set]}</span>
      <ChevronIcon />
      <SetSelect name={t.set} />
    </Setting>
  )
}

function SetSelect({ name }: { name: string }) {
  const bench = useBench()
  const { set, own } = bench.edited.data
  const { describedBy } = use(ControlContext)
  const t = useWords(words)
  const names = useWords(stripWords)
  const choose = (value: string) => {
    const chosen = sets.find((each) => each === value)
    if (chosen) bench.editAll(ofLabsSet(chosen, bench.edited.data))
    else if (value === bring) bench.bringOwn()
  }
  return (
    <select
      aria-label={name}
      aria-describedby={describedBy}
      value={set}
      onChange={(event) => choose(event.currentTarget.value)}
    >
      {sets.map((each) => (
        <option key={each} value={each}>
          {names[each]}
        </option>
      ))}
      {own && <option value={set}>{own.name}</option>}
      <option value={bring}>{t.bring}</option>
    </select>
  )
}
