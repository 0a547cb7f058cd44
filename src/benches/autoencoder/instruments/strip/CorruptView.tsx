// Corrupt: what the encoder sees of the image in training, and which corruption makes it so.

import { useMemo } from 'react'
import { openStream } from '../../../../numerics/streams.ts'
import { Choice } from '../../../../ui/Choice.tsx'
import { defineWords, useWords } from '../../../../ui/words.tsx'
import type { Corrupted } from '../../corrupt/corruption.ts'
import { corruptionOf, corruptions } from '../../corrupt/corruptions.ts'
import { pixels } from '../../shapes.ts'
import { useBench } from '../InstrumentView.tsx'
import { corruptionChanges } from './changes.ts'
import { Column } from './ColumnView.tsx'
import styles from './Corrupt.module.css'
import { Image } from './ImageView.tsx'
import { ParameterSlider, SwitchToggle } from './ParameterView.tsx'
import { Setting } from './SettingView.tsx'
import { stripWords } from './stripWordsView.tsx'

const words = defineWords({
  en: {
    off: 'off',
    training: 'training',
    onlyTraining: 'So in training, drawn anew at every step; the rest of the strip shows the clean image',
    kind: 'Kind',
    name: 'Kind of corruption',
    seen: 'What the encoder sees of the image',
    hidden: (count: number) => `What the encoder sees of the image; ${count} hidden pixels are hatched`,
    over: 'Loss',
    overName: 'Pixels that count in the loss',
    all: 'all',
    masked: 'hidden',
  },
  de: {
    off: 'aus',
    training: 'Training',
    onlyTraining: 'So im Training, in jedem Schritt neu gezogen; der übrige Streifen zeigt das saubere Bild',
    kind: 'Art',
    name: 'Art der Störung',
    seen: 'Was der Kodierer vom Bild sieht',
  },
})

export function CorruptView() {
  const bench = useBench()
  const { edited, chosen } = bench
  const t = useWords(words)
  const { corrupt: title, bareCode } = useWords(stripWords)
  const { corrupt, objective } = edited
  const { parameters, switches, hides } = corruptionOf(corrupt.kind)
  const seen = useSeen()
  const isOff = corrupt.kind === 'none'
  const hidden = seen?.mask?.reduce((sum, isHidden) => sum + isHidden, 0)
  return (
    <Column
      part="corrupt"
      title={title}
      colour="muted"
      symbol={isOff ? t.off : <span title={t.onlyTraining}>{t.training}</span>}
      low
      drawing={
        <div className={styles.seen}>
          <Image
            image={seen?.x}
            mask={seen?.mask}
            label={hidden === undefined ? t.seen : t.hidden(hidden)}
            pixel={3}
            pale={isOff && seen !== null}
          >
            {chosen.kind === 'code' && bareCode}
          </Image>
        </div>
      }
    >
      <div className={styles.controls}>
        <Setting path="corrupt" className={styles.kind}>
          <Choice
            label={<span className="visually-hidden">{t.kind}</span>}
            name={t.name}
            value={corrupt.kind}
            options={corruptions.map(({ id, label }) => ({ value: id, label: label.en }))}
            onChange={(kind) => bench.editAll(corruptionChanges(edited, kind))}
          />
        </Setting>
        {parameters.map((parameter) => (
          <ParameterSlider key={`${corrupt.kind} ${parameter.name}`} at="corrupt" parameter={parameter} />
        ))}
        {switches.map((declared) => (
          <SwitchToggle key={declared.name} at="corrupt" declared={declared} />
        ))}
        {hides && (
          <Setting path="objective.reconstruction.over">
            <Choice
              label={t.over}
              name={t.overName}
              value={objective.reconstruction.over}
              options={[
                { value: 'all', label: t.all },
                { value: 'masked', label: t.masked },
              ]}
              onChange={(value) => bench.edit('objective.reconstruction.over', value)}
            />
          </Setting>
        )}
      </div>
    </Column>
  )
}

/** The chosen image under the recipe's corruption, one draw of this step; null where there is no image. */
function useSeen(): Corrupted | null {
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
