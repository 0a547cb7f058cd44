// Denoising: noisy images and what becomes of them, noise by noise, again and again, clipped or not, in training and in use.

import { useState } from 'react'
import { applyLinearDenoiser } from '../../../../numerics/linearDenoiser.ts'
import { Choice } from '../../../../ui/Choice.tsx'
import type { Table } from '../../../../ui/csv.ts'
import { useWords } from '../../../../ui/words.tsx'
import { pixels } from '../../shapes.ts'
import { classNameOf } from '../classNames.ts'
import { DrawAgain } from '../drawAgainView.tsx'
import { defineInstrument, useBench, type InstrumentProps } from '../InstrumentView.tsx'
import { Again } from './AgainView.tsx'
import { Clipping } from './ClippingView.tsx'
import { meanSquaredError } from '../../pixelErrors.ts'
import { useLinearDenoiser } from '../linearDenoiserView.tsx'
import type { DenoisingPart } from './measure.ts'
import { isTrainedOnNoise, noiseOf } from '../noise.ts'
import { Noises } from './NoisesView.tsx'
import { Rows } from './RowsView.tsx'
import { Use } from './UseView.tsx'
import layout from '../Layout.module.css'
import { nameOfNoise } from '../noiseNameView.tsx'
import { title } from './title.ts'
import { words as text } from './words.ts'

const views = { rows: Rows, noises: Noises, again: Again, clipping: Clipping, use: Use } as const
type ViewName = keyof typeof views
const names = Object.keys(views) as ViewName[]

/** What every view of this instrument is given. */
export interface DenoisingViewProps {
  readonly part: DenoisingPart
  /** which draw of the noise, from 0 on */
  readonly draw: number
}

function Denoising({ part }: InstrumentProps<DenoisingPart>) {
  const words = useWords(text)
  const [name, show] = useState<ViewName>('rows')
  const [draw, setDraw] = useState(0)
  const View = views[name]
  return (
    <div className={layout.view}>
      <div className={layout.controls}>
        <Choice
          label={words.show}
          value={name}
          options={names.map((each) => ({ value: each, label: words.view(each) }))}
          onChange={show}
        />
        <DrawAgain draw={draw} onDraw={setDraw} />
      </div>
      <div className={layout.panel}>
        <View part={part} draw={draw} />
      </div>
    </div>
  )
}

function useNote(): string {
  const words = useWords(text)
  const { recipe } = useBench()
  const noise = nameOfNoise(noiseOf(recipe))
  return isTrainedOnNoise(recipe) ? words.trainedOn(noise) : words.neverTrained(noise)
}

function useTable(part: DenoisingPart): () => Table {
  const words = useWords(text)
  const { test, recipe } = useBench()
  const { answer: denoiser } = useLinearDenoiser(noiseOf(recipe))
  return () => {
    const linear = denoiser && applyLinearDenoiser(denoiser, part.corrupted)
    const columns = [
      { label: words.fileIndex },
      { label: words.classColumn },
      ...[words.noisyColumn, words.netColumn, words.linearColumn].map((label) => ({
        label,
        unit: words.unit,
      })),
    ]
    const rows = Array.from(part.indices, (index, i) => {
      const errorOf = (images: Float32Array | null) =>
        images ? meanSquaredError(imageAt(images, i), imageAt(part.clean, i)) : Number.NaN
      const label = test ? classNameOf(recipe.data, test.labels[index]!) : ''
      return [index, label, errorOf(part.corrupted), errorOf(part.restored), errorOf(linear)]
    })
    return { columns, rows }
  }
}

function imageAt(images: Float32Array, i: number): Float32Array {
  return images.subarray(i * pixels, (i + 1) * pixels)
}

export const view = defineInstrument<DenoisingPart>({
  id: 'denoising',
  title,
  useNote,
  View: Denoising,
  useTable,
})
