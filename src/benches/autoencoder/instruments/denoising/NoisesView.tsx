// Noises: every kind at one level on the chosen image, and what this net makes of each, trained on it or not.

import { useMemo, useState } from 'react'
import { formatNumber } from '../../../../ui/format.ts'
import { Message } from '../../../../ui/Message.tsx'
import { Slider } from '../../../../ui/Slider.tsx'
import type { SliderScale } from '../../../../ui/sliderScale.ts'
import { Tex } from '../../../../ui/Tex.tsx'
import { useWords } from '../../../../ui/words.tsx'
import { corruptionOf } from '../../corrupt/corruptions.ts'
import { pixels } from '../../shapes.ts'
import { useAsked } from '../askedView.tsx'
import { useBench } from '../InstrumentView.tsx'
import { useLookedAt } from '../chosenView.tsx'
import { meanSquaredError } from '../../pixelErrors.ts'
import type { DenoisingQuestion, NoisesAnswer } from './measure.ts'
import { levelOf, noiseKinds, noiseOf } from '../noise.ts'
import { PictureLines, type PictureLine, type TextLine } from '../PictureLinesView.tsx'
import type { DenoisingViewProps } from './View.tsx'
import styles from './View.module.css'
import layout from '../Layout.module.css'
import { nameOfNoise } from '../noiseNameView.tsx'
import { Waiting } from '../WaitingView.tsx'
import { words as text } from './words.ts'

const scale: SliderScale = { kind: 'linear', min: 0, max: 1, step: 0.05 }

export function Noises({ part, draw }: DenoisingViewProps) {
  const { recipe } = useBench()
  const words = useWords(text)
  const image = useLookedAt(part.indices[0]!)
  const [level, setLevel] = useState(() => Math.min(1, levelOf(noiseOf(recipe))))
  const [formula, setFormula] = useState(() => noiseKinds.indexOf(noiseOf(recipe).kind))
  const question = useMemo<DenoisingQuestion>(
    () => ({ kind: 'noises', image, level, draw }),
    [image, level, draw],
  )
  const asked = useAsked<NoisesAnswer, DenoisingQuestion>('denoising', question)
  const { answer } = asked
  const kinds = noiseKinds.map((kind) => corruptionOf(kind))
  const errorsOf = (images: Float32Array, clean: Float32Array) =>
    kinds.map((_, i) => {
      const one = images.subarray(i * pixels, (i + 1) * pixels)
      return formatNumber(meanSquaredError(one, clean), 3)
    })
  const linesOf = ({ clean, corrupted, restored }: NoisesAnswer): (PictureLine | TextLine)[] => [
    {
      id: 'kinds',
      name: '',
      height: 2,
      values: kinds.map(({ id, label }) => (
        <span key={id} className={styles.head}>
          {label.en}
        </span>
      )),
    },
    {
      id: 'trained',
      name: words.trained,
      values: kinds.map(({ id }) => words.isTrained(recipe.corrupt.kind === id)),
    },
    {
      id: 'corrupted',
      name: words.noisesCorrupted,
      label: words.corruptedLabel,
      images: corrupted,
      onPick: setFormula,
      selected: formula,
      describe: (i) => kinds[i]!.label.en,
    },
    { id: 'noise', name: words.noiseMse, values: errorsOf(corrupted, clean) },
    { id: 'restored', name: words.net, label: words.restoredLabel, images: restored },
    { id: 'error', name: words.restoredMse, values: errorsOf(restored, clean), isStrong: true },
  ]
  return (
    <>
      <div className={styles.split}>
        <div className={styles.controls}>
          <Slider
            label={words.level}
            name={words.levelName}
            value={level}
            scale={scale}
            onChange={setLevel}
            hint={words.levelHint}
          />
          <div>
            <Tex tex={kinds[formula]!.tex} />
          </div>
          {answer && (
            <span>
              {words.expectedMse(
                nameOfNoise(answer.kinds[formula]!),
                formatNumber(answer.expected[formula]!, 3),
              )}
            </span>
          )}
        </div>
        {answer === null ? (
          <Waiting sentence={asked.sentence} />
        ) : (
          <PictureLines
            columns={kinds.length}
            lines={linesOf(answer)}
            nameWidth={5.2}
            columnWidth={4.4}
            gap={4}
            isPale={asked.question !== question}
          />
        )}
      </div>
      <p className={layout.footer}>{words.noisesFooter}</p>
      {answer && asked.sentence !== undefined && <Message kind="warning">{asked.sentence}</Message>}
    </>
  )
}
