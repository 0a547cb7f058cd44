// Masking: images with a part hidden, what the net makes of it, and its error on hidden pixels against how many they are.

import { useMemo, useState } from 'react'
import { Choice } from '../../../../ui/Choice.tsx'
import type { Table } from '../../../../ui/csv.ts'
import { formatCount, formatNumber } from '../../../../ui/format.ts'
import { Message } from '../../../../ui/Message.tsx'
import { Slider } from '../../../../ui/Slider.tsx'
import type { SliderScale } from '../../../../ui/sliderScale.ts'
import { Toggle } from '../../../../ui/Toggle.tsx'
import { useWords } from '../../../../ui/words.tsx'
import { maskedError } from '../../pixelErrors.ts'
import { pixels } from '../../shapes.ts'
import { useAsked } from '../askedView.tsx'
import { classNameOf } from '../classNames.ts'
import { useChoosing } from '../chosenView.tsx'
import { DrawAgain } from '../drawAgainView.tsx'
import { levelOf } from '../noise.ts'
import { nameOfNoise } from '../noiseNameView.tsx'
import { PictureLines, type PictureLine } from '../PictureLinesView.tsx'
import { defineInstrument, useBench, type InstrumentProps } from '../InstrumentView.tsx'
import { Setting } from '../strip/SettingView.tsx'
import { Curve } from './CurveView.tsx'
import { isTrainedOnHidden, maskOf, pastedBack, veiled } from './mask.ts'
import type { MaskingPart, MaskingQuestion } from './measure.ts'
import layout from '../Layout.module.css'
import styles from './View.module.css'
import { title } from './title.ts'
import { words as text } from './words.ts'

const scale: SliderScale = { kind: 'linear', min: 0.1, max: 0.95, step: 0.05 }
const overPath = 'objective.reconstruction.over'

type ViewName = 'images' | 'curve'

function Masking({ part }: InstrumentProps<MaskingPart>) {
  const words = useWords(text)
  const [name, show] = useState<ViewName>('images')
  const [draw, setDraw] = useState(0)
  return (
    <div className={layout.view}>
      <div className={layout.controls}>
        <Choice
          label={words.show}
          value={name}
          options={[
            { value: 'images', label: words.images },
            { value: 'curve', label: words.curve },
          ]}
          onChange={show}
        />
        {name === 'images' && <DrawAgain draw={draw} onDraw={setDraw} />}
      </div>
      <div className={layout.panel}>
        {name === 'images' ? <Triptych part={part} draw={draw} /> : <Curve />}
      </div>
    </div>
  )
}

function Triptych({ part: measured, draw }: { part: MaskingPart; draw: number }) {
  const bench = useBench()
  const words = useWords(text)
  const [wanted, setRate] = useState<number | null>(null)
  const [isPasted, setPasted] = useState(false)
  const rate = wanted ?? levelOf(measured.corrupt)
  const isMeasured = draw === 0 && rate === levelOf(measured.corrupt)
  const question = useMemo<MaskingQuestion | null>(
    () => (isMeasured ? null : { kind: 'images', rate, draw }),
    [isMeasured, rate, draw],
  )
  const asked = useAsked<MaskingPart, MaskingQuestion>('masking', question)
  const part = isMeasured ? measured : (asked.answer ?? measured)
  const { clean, mask, restored, indices } = part
  const masked = useMemo(() => veiled(clean, mask), [clean, mask])
  const pasted = useMemo(
    () => (isPasted ? pastedBack(restored, clean, mask) : restored),
    [isPasted, restored, clean, mask],
  )
  const errors = useMemo(() => errorsOf(part), [part])
  const choosing = useChoosing(indices)
  const lines: PictureLine[] = [
    {
      id: 'masked',
      name: words.masked,
      label: words.maskedLabel,
      images: masked,
      ...choosing,
    },
    {
      id: 'restored',
      name: isPasted ? words.pasted : words.restored,
      label: isPasted ? words.pastedLabel : words.restoredLabel,
      images: pasted,
    },
    { id: 'original', name: words.original, label: words.originalLabel, images: clean },
  ]
  return (
    <>
      <PictureLines
        columns={indices.length}
        lines={lines}
        isPale={question !== null && asked.answer !== null && asked.question !== question}
      />
      <div className={styles.settings}>
        <Slider
          label={words.ratio}
          name={words.ratioName}
          value={rate}
          scale={scale}
          onChange={setRate}
          format={(value) => words.percent(formatNumber(100 * value, 0))}
        />
        <div>
          <Toggle label={words.paste} checked={isPasted} onChange={setPasted} />
          {isTrainedOnHidden(bench.edited) && <LossOver />}
        </div>
      </div>
      <p className={layout.footer}>
        {words.imagesFooter(
          formatCount(indices.length),
          formatNumber(errors.hidden, 4),
          formatNumber(errors.visible, 4),
        )}
      </p>
      {asked.sentence !== undefined && <Message kind="warning">{asked.sentence}</Message>}
    </>
  )
}

/** Writes into the recipe which pixels the loss counts. */
function LossOver() {
  const bench = useBench()
  const words = useWords(text)
  return (
    <Setting path={overPath}>
      <Choice
        label={words.over}
        name={words.overName}
        value={bench.edited.objective.reconstruction.over}
        options={[
          { value: 'masked', label: words.overMasked },
          { value: 'all', label: words.overAll },
        ]}
        onChange={(over) => bench.edit(overPath, over)}
      />
    </Setting>
  )
}

/** Of all images of the part, or of one of them. */
function errorsOf(
  { restored, clean, mask }: MaskingPart,
  only?: number,
): { hidden: number; visible: number } {
  const of = <T extends Float32Array | Uint8Array>(values: T): T =>
    (only === undefined ? values : values.subarray(only * pixels, (only + 1) * pixels)) as T
  return {
    hidden: maskedError(of(restored), of(clean), of(mask), 1),
    visible: maskedError(of(restored), of(clean), of(mask), 0),
  }
}

function useNote(): string {
  const words = useWords(text)
  const { recipe } = useBench()
  const mask = nameOfNoise(maskOf(recipe))
  return isTrainedOnHidden(recipe) ? words.trainedOn(mask) : words.neverTrained(mask)
}

function useTable(part: MaskingPart): () => Table {
  const words = useWords(text)
  const { test, recipe } = useBench()
  return () => ({
    columns: [
      { label: words.fileIndex },
      { label: words.classColumn },
      { label: words.hiddenColumn, unit: words.unit },
      { label: words.visibleColumn, unit: words.unit },
    ],
    rows: Array.from(part.indices, (index, i) => {
      const { hidden, visible } = errorsOf(part, i)
      const name = test ? classNameOf(recipe.data, test.labels[index]!) : ''
      return [index, name, hidden, visible]
    }),
  })
}

export const view = defineInstrument<MaskingPart>({
  id: 'masking',
  title,
  useNote,
  View: Masking,
  useTable,
})
