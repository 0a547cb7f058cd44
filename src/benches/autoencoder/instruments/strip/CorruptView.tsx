// Corrupt: what the encoder sees of the image in training, and which corruption makes it so.

import { useMemo } from 'react'
import { openStream } from '../../../../numerics/streams.ts'
import { Choice } from '../../../../ui/Choice.tsx'
import { Slider } from '../../../../ui/Slider.tsx'
import type { SliderScale } from '../../../../ui/sliderScale.ts'
import { defineWords, useWords } from '../../../../ui/words.tsx'
import type { Parameter } from '../../corrupt/corruption.ts'
import { corruptionOf, corruptions } from '../../corrupt/corruptions.ts'
import { pixels } from '../../shapes.ts'
import { useBench } from '../InstrumentView.tsx'
import { Column } from './ColumnView.tsx'
import styles from './Corrupt.module.css'
import { Image } from './ImageView.tsx'
import { Setting, useDraft } from './SettingView.tsx'
import { stripWords } from './stripWordsView.tsx'

const words = defineWords({
  en: {
    off: 'off',
    inTraining: 'in training',
    kind: 'Kind',
    name: 'Kind of corruption',
    seen: 'What the encoder sees of the image',
  },
  de: {
    off: 'aus',
    inTraining: 'im Training',
    kind: 'Art',
    name: 'Art der Störung',
    seen: 'Was der Kodierer vom Bild sieht',
  },
})

export function CorruptView() {
  const bench = useBench()
  const { edited, chosen } = bench
  const t = useWords(words)
  const { corrupt, bareCode } = useWords(stripWords)
  const seen = useSeen()
  const isOff = edited.corrupt.kind === 'none'
  return (
    <Column
      title={corrupt}
      colour="muted"
      drawing={
        <div className={styles.seen}>
          <Image image={seen} label={t.seen} pixel={3} pale={isOff && seen !== null}>
            {chosen.kind === 'code' && bareCode}
          </Image>
          <p className={styles.caption}>{isOff ? t.off : t.inTraining}</p>
        </div>
      }
    >
      {corruptions.length > 1 && (
        <>
          <Setting path="corrupt">
            <Choice
              label={t.kind}
              name={t.name}
              value={edited.corrupt.kind}
              options={corruptions.map(({ id, label }) => ({ value: id, label: label.en }))}
              onChange={(kind) => bench.edit('corrupt', initialOf(kind))}
            />
          </Setting>
          {corruptionOf(edited.corrupt.kind).parameters.map((parameter) => (
            <ParameterSlider key={parameter.name} parameter={parameter} />
          ))}
        </>
      )}
    </Column>
  )
}

/** The corruption of this kind with its parameters as they begin. */
function initialOf(kind: string): Record<string, unknown> {
  const parameters = corruptionOf(kind).parameters.map(({ name, initial }) => [name, initial] as const)
  return { kind, ...Object.fromEntries(parameters) }
}

/** The chosen image under the recipe's corruption, one draw of this step; null where there is no image. */
function useSeen(): Float32Array | null {
  const { edited, step, chosen, passage } = useBench()
  const input = chosen.kind === 'drawn' ? chosen.pixels : chosen.kind === 'test' ? passage?.input : undefined
  const { corrupt, seed } = edited
  return useMemo(() => {
    if (input?.length !== pixels) return null
    const stream = openStream(seed, 'corruption')
    return corruptionOf(corrupt.kind).corrupt(input, corrupt, {
      uniforms: (count) => stream.uniforms(step, count),
      normals: (count) => stream.normals(step, count),
    })
  }, [input, corrupt, seed, step])
}

function ParameterSlider({ parameter }: { parameter: Parameter }) {
  const bench = useBench()
  const { edited } = bench
  const { name, label, min, max, step } = parameter
  const path = `corrupt.${name}`
  const draft = useDraft(Number(edited.corrupt[name]))
  const scale = useMemo<SliderScale>(
    () => (step > 0 ? { kind: 'linear', min, max, step } : { kind: 'log', min, max }),
    [min, max, step],
  )
  return (
    <Setting path={path}>
      <Slider
        label={label.en}
        value={draft.shown}
        scale={scale}
        onChange={draft.hold}
        onCommit={(value) => {
          draft.letGo()
          bench.edit(path, value)
        }}
      />
    </Setting>
  )
}
