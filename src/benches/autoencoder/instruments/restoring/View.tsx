// Restoring: paint a hole, ink or noise into the chosen image, and see at once what the net makes of it.

import { useMemo, useRef, useState } from 'react'
import { Button } from '../../../../ui/Button.tsx'
import type { Table } from '../../../../ui/csv.ts'
import { formatCount, formatNumber } from '../../../../ui/format.ts'
import { ImageGrid } from '../../../../ui/ImageGrid.tsx'
import { Message } from '../../../../ui/Message.tsx'
import { useBox } from '../../../../ui/useBox.ts'
import { useWords } from '../../../../ui/words.tsx'
import { maskedError } from '../../pixelErrors.ts'
import { side } from '../../shapes.ts'
import { evenScale } from '../arrange.ts'
import { useAsked } from '../askedView.tsx'
import { useLookedAt } from '../chosenView.tsx'
import { useClippedSentence } from '../clippedView.tsx'
import { useLinearDenoiser, useLinearlyRestored } from '../linearDenoiserView.tsx'
import { isTrainedOnNoise, noiseOf } from '../noise.ts'
import { nameOfNoise } from '../noiseNameView.tsx'
import type { AskedImage } from '../pictureOf.ts'
import layout from '../Layout.module.css'
import { defineInstrument, useBench, type InstrumentProps } from '../InstrumentView.tsx'
import { useTextSize } from '../plotAreaView.tsx'
import type { RestoringAnswer, RestoringPart, RestoringQuestion } from './measure.ts'
import {
  brushNoise,
  noPaint,
  painted,
  paintedMask,
  presets,
  tools,
  withHole,
  withPaint,
  type Place,
  type Tool,
} from './paint.ts'
import { Waiting } from '../WaitingView.tsx'
import { PaintPad } from './PaintPadView.tsx'
import styles from './View.module.css'
import { title } from './title.ts'
import { words as text } from './words.ts'

/** Diameter of the brush in image pixels. */
const brushWidth = 4
/** In text heights, as in the style: the names of the errors, and the width below which they stand above their line. */
const namesWidth = 7.5
const narrow = 36

function Restoring({ part }: InstrumentProps<RestoringPart>) {
  const image = useLookedAt(part.first)
  const [sheet, lay] = useState({ image, number: 0 })
  // another image, also another drawing, begins without paint
  if (!isSame(sheet.image, image)) lay({ image, number: sheet.number + 1 })
  return <Painting key={sheet.number} image={sheet.image} />
}

/** Is it the same test image, or the same drawing and not only another one? */
function isSame(one: AskedImage, other: AskedImage): boolean {
  if (one.kind === 'test') return other.kind === 'test' && one.index === other.index
  return other.kind === 'drawn' && one.pixels === other.pixels
}

function Painting({ image }: { image: AskedImage }) {
  const { recipe } = useBench()
  const words = useWords(text)
  const [tool, choose] = useState<Tool>('hole')
  const [paint, setPaint] = useState(noPaint)
  const question = useMemo<RestoringQuestion>(() => ({ image, paint }), [image, paint])
  const asked = useAsked<RestoringAnswer, RestoringQuestion>('restoring', question)
  const { answer } = asked
  const linear = useLinearDenoiser(noiseOf(recipe))
  const noise = useMemo(() => brushNoise(recipe.seed), [recipe.seed])
  const input = useMemo(() => answer && withPaint(answer.clean, paint), [answer, paint])
  const linearly = useLinearlyRestored(linear.answer, input)
  const clipped = useClippedSentence()
  const box = useRef<HTMLDivElement>(null)
  const { width, height } = useBox(box)
  const textSize = useTextSize()
  // three pictures, each over its column of the errors
  const names = width < narrow * textSize ? 0 : namesWidth * textSize
  const across = (width - names) / 3 - textSize
  const scale = Math.min(12, evenScale(Math.min(across, height - textSize) / side))
  const onStroke = (from: Place, to: Place) => {
    if (!answer) return
    setPaint((old) => painted(old, answer.clean, { tool, width: brushWidth, noise }, from, to))
  }
  return (
    <div className={layout.view}>
      <div className={styles.bar}>
        <fieldset className={styles.group} aria-label={words.tools}>
          {tools.map((each) => (
            <Button key={each} aria-pressed={each === tool} onClick={() => choose(each)}>
              {words.tool(each)}
            </Button>
          ))}
        </fieldset>
        <fieldset className={styles.group} aria-label={words.presets}>
          {presets.map((preset) => (
            <Button key={preset} onClick={() => setPaint((old) => withHole(old, preset))}>
              {words.preset(preset)}
            </Button>
          ))}
        </fieldset>
        <Button onClick={() => setPaint(noPaint())}>{words.clear}</Button>
      </div>
      <div className={styles.box} ref={box}>
        {!answer || !input ? (
          <Waiting sentence={asked.sentence} />
        ) : (
          scale > 0.5 && (
            <div className={styles.pictures}>
              <div className={styles.picture}>
                <PaintPad
                  image={input}
                  scale={scale}
                  width={brushWidth}
                  label={words.pad}
                  help={words.help}
                  onStroke={onStroke}
                />
              </div>
              <div className={styles.picture} data-pale={asked.question !== question || undefined}>
                <ImageGrid images={answer.restored} columns={1} pixel={scale} label={words.netLabel} />
              </div>
              <div className={styles.picture}>
                {linearly ? (
                  <ImageGrid images={linearly} columns={1} pixel={scale} label={words.linearLabel} />
                ) : (
                  <p className={styles.missing} style={{ width: side * scale, height: side * scale }}>
                    {linear.sentence ?? words.computing}
                  </p>
                )}
              </div>
            </div>
          )
        )}
      </div>
      {answer && input && (
        <Errors paint={paint} clean={answer.clean} images={[input, answer.restored, linearly]} />
      )}
      {clipped !== '' && <p className={layout.footer}>{clipped}</p>}
      {asked.sentence !== undefined && answer && <Message kind="warning">{asked.sentence}</Message>}
    </div>
  )
}

interface ErrorsProps {
  readonly paint: Float32Array
  readonly clean: Float32Array
  /** painted, restored by the net, by the linear denoiser */
  readonly images: readonly (Float32Array | null)[]
}

function Errors({ paint, clean, images }: ErrorsProps) {
  const words = useWords(text)
  const mask = useMemo(() => paintedMask(paint), [paint])
  const count = mask.reduce((sum, value) => sum + value, 0)
  const row = (name: string, at: number) => (
    <tr>
      <th scope="row">{name}</th>
      {images.map((image, i) => (
        <td key={i}>{formatNumber(image ? maskedError(image, clean, mask, at) : Number.NaN, 4)}</td>
      ))}
    </tr>
  )
  return (
    <table className={styles.errors}>
      <thead>
        <tr>
          <th scope="col">{words.mse}</th>
          <th scope="col">{words.painted}</th>
          <th scope="col">{words.net}</th>
          <th scope="col">{words.linear}</th>
        </tr>
      </thead>
      <tbody>
        {row(words.where(formatCount(count)), 1)}
        {row(words.elsewhere, 0)}
      </tbody>
    </table>
  )
}

function useNote(): string {
  const words = useWords(text)
  const { recipe } = useBench()
  return isTrainedOnNoise(recipe) ? words.trainedOn(nameOfNoise(recipe.corrupt)) : words.neverTrained
}

function useTable(part: RestoringPart): () => Table {
  const words = useWords(text)
  const { chosen } = useBench()
  // the errors stand below the pictures; what is painted is the reader's alone
  return () => ({
    columns: [{ label: words.image, unit: words.unit }],
    rows: [[chosen.kind === 'test' ? chosen.index : part.first]],
  })
}

export const view = defineInstrument<RestoringPart>({
  id: 'restoring',
  title,
  useNote,
  View: Restoring,
  useTable,
})
