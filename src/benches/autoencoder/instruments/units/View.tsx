// Units: a gallery of what every unit of a layer looks for, and beside it what one of them answers to and is good for.

import { useMemo, useRef, useState } from 'react'
import { Button } from '../../../../ui/Button.tsx'
import { Choice } from '../../../../ui/Choice.tsx'
import type { Table } from '../../../../ui/csv.ts'
import { formatCount, formatNumber, formatSignificant } from '../../../../ui/format.ts'
import { ImageGrid } from '../../../../ui/ImageGrid.tsx'
import { Message } from '../../../../ui/Message.tsx'
import { useBox } from '../../../../ui/useBox.ts'
import { useWords } from '../../../../ui/words.tsx'
import { side } from '../../shapes.ts'
import { isSigned, type Activity } from '../activity.ts'
import { bestColumns } from '../arrange.ts'
import { useAsked, type Asked } from '../askedView.tsx'
import { defineInstrument, useBench, type Bench, type InstrumentProps } from '../InstrumentView.tsx'
import { largestMagnitude, roundUpClosely } from '../niceNumbers.ts'
import { useTextSize } from '../plotAreaView.tsx'
import { SignedScale } from '../SignedScaleView.tsx'
import { Waiting } from '../WaitingView.tsx'
import { useSharedEnd } from '../sharedAxesView.tsx'
import { croppedToContent } from './crop.ts'
import type { UnitLayer } from './layers.ts'
import type { FeaturesAnswer, UnitsPart, UnitsQuestion, UseAnswer } from './measure.ts'
import { inTurn, orderOf } from './order.ts'
import { UnitDetail } from './UnitView.tsx'
import styles from './View.module.css'
import { title } from './title.ts'
import { words as text } from './words.ts'

const gap = 2
/** Units shown at a time. */
const page = 64
/** Widths of the box in heights of the smallest text: below the first the unit stands under the gallery; then images grow. */
const narrow = 38
const roomy = 60
const wide = 76

type Order = 'number' | 'mean' | 'use'

function Units({ part }: InstrumentProps<UnitsPart>) {
  const words = useWords(text)
  const bench = useBench()
  const box = useRef<HTMLDivElement>(null)
  const { width } = useBox(box)
  const textSize = useTextSize()
  const isNarrow = width < narrow * textSize
  const isWide = width > wide * textSize
  const isRoomy = width > roomy * textSize
  const pixel = useMemo(
    () => ({ top: isRoomy ? 2 : isNarrow ? 1.5 : 1, image: isWide ? 3 : isRoomy || isNarrow ? 2 : 1.5 }),
    [isNarrow, isRoomy, isWide],
  )
  const [wantedLayer, setLayer] = useState('code')
  const [order, setOrder] = useState<Order>('number')
  const [start, setStart] = useState(0)
  const [wantedUnit, setUnit] = useState<number | null>(null)
  const layer = part.layers.find(({ name }) => name === wantedLayer) ?? part.layers.at(-1)!
  const activity = useActivity(part, layer)
  const use = useUse(layer, order === 'use')
  const sorted = useSorted(
    layer,
    order === 'use' ? use.question : order === 'mean' ? `mean of ${layer.name}` : order,
    order === 'use' ? use.answer : (activity.answer?.means ?? null),
  )
  const from = start < layer.units ? start : 0
  const units = useMemo(() => sorted.units.slice(from, from + page), [sorted.units, from])
  const unit = wantedUnit !== null && wantedUnit < layer.units ? wantedUnit : units[0]!
  const mayBeNegative = layer.name === 'code' ? isSigned(bench.recipe) : isSignedInside(bench.recipe)
  const features = useFeatures(layer, units)
  const sentence = activity.sentence ?? use.sentence
  const isWaiting = features.asked.answer === null && features.asked.sentence === undefined

  const begin = (change: () => void) => {
    change()
    setStart(0)
  }
  return (
    <div className={styles.view} ref={box} data-narrow={isNarrow || undefined}>
      <div className={styles.controls}>
        <Choice
          label={words.layer}
          value={layer.name}
          options={part.layers.map((one) => ({ value: one.name, label: nameOf(one, words) }))}
          onChange={(name) =>
            begin(() => {
              setLayer(name)
              setUnit(null)
            })
          }
        />
        <Choice
          label={words.order}
          value={order}
          options={[
            { value: 'number', label: words.byNumber },
            { value: 'mean', label: mayBeNegative ? words.byMean : words.byMeanRho },
            { value: 'use', label: words.byUse },
          ]}
          onChange={(value) => begin(() => setOrder(value))}
        />
        {sorted.step !== null && sorted.step !== bench.step && (
          <span>
            {words.sortedAt(formatCount(sorted.step))}{' '}
            <Button kind="quiet" onClick={sorted.again}>
              {words.sortAgain}
            </Button>
          </span>
        )}
        {layer.units > page && (
          <span className={styles.pages}>
            <Button
              kind="icon"
              aria-label={words.before}
              disabled={from === 0}
              onClick={() => setStart(from - page)}
            >
              ‹
            </Button>
            {words.page(formatCount(from + 1), formatCount(from + units.length), formatCount(layer.units))}
            <Button
              kind="icon"
              aria-label={words.after}
              disabled={from + page >= layer.units}
              onClick={() => setStart(from + page)}
            >
              ›
            </Button>
          </span>
        )}
      </div>
      {sentence !== undefined && <Message kind="warning">{sentence}</Message>}
      {isWaiting && <Waiting sentence={undefined} />}
      {width > 0 && !isWaiting && (
        <div className={styles.body} data-wide={isWide || undefined}>
          <Gallery
            layer={layer}
            units={units}
            features={features}
            activity={activity.answer}
            selected={unit}
            narrowWidth={isNarrow ? width : null}
            onPick={setUnit}
          />
          <UnitDetail
            key={layer.name}
            layer={layer}
            unit={unit}
            activity={activity.answer}
            mayBeNegative={mayBeNegative}
            pixel={pixel}
          />
        </div>
      )}
    </div>
  )
}

/** May activations of hidden layers be negative? */
const isSignedInside = ({ encode }: Bench['recipe']): boolean =>
  encode.activation === 'linear' || encode.activation === 'tanh'

function nameOf(
  { name, units, places }: UnitLayer,
  words: ReturnType<typeof useWords<typeof text.en>>,
): string {
  if (name === 'code') return words.codeLayer(formatCount(units))
  const number = Number(name.split('/')[1]) + 1
  return words.hiddenLayer(
    formatCount(number),
    formatCount(units),
    places > 1 ? words.filters : words.denseUnits,
  )
}

/** That of the code is measured with every frame, that of hidden layers is asked for. */
function useActivity(part: UnitsPart, layer: UnitLayer): { answer: Activity | null; sentence?: string } {
  const isCode = layer.name === 'code'
  const question = useMemo<UnitsQuestion | null>(
    () => (isCode ? null : { kind: 'activity', layer: layer.name }),
    [isCode, layer.name],
  )
  const asked = useAsked<Activity, UnitsQuestion>('units', question)
  if (isCode) return { answer: part.code }
  const fits = asked.question === question && asked.answer?.means.length === layer.units
  return { answer: fits ? asked.answer : null, sentence: asked.sentence }
}

interface Features {
  readonly question: FeaturesQuestion
  readonly asked: Asked<FeaturesAnswer, FeaturesQuestion>
}

type FeaturesQuestion = UnitsQuestion & { readonly kind: 'features' }

/** The inputs that maximise these units. */
function useFeatures(layer: UnitLayer, units: readonly number[]): Features {
  const question = useMemo<FeaturesQuestion>(
    () => ({ kind: 'features', layer: layer.name, units }),
    [layer.name, units],
  )
  return { question, asked: useAsked<FeaturesAnswer, FeaturesQuestion>('units', question) }
}

/** The layer's activations on the chosen image, asked for when they are to be sorted by. */
function useUse(
  layer: UnitLayer,
  isWanted: boolean,
): { question: UnitsQuestion | null; answer: Float32Array | null; sentence?: string } {
  const { chosen } = useBench()
  const question = useMemo<UnitsQuestion | null>(
    () => (isWanted ? { kind: 'use', layer: layer.name, chosen } : null),
    [isWanted, layer.name, chosen],
  )
  const asked = useAsked<UseAnswer, UnitsQuestion>('units', question)
  const fits = question !== null && asked.question === question
  return { question, answer: fits ? (asked.answer?.activations ?? null) : null, sentence: asked.sentence }
}

interface Sorted {
  readonly units: readonly number[]
  /** at which step; null where nothing is sorted */
  readonly step: number | null
  readonly again: () => void
}

/**
 * The units by their values, null while those are on their way. The order stays while frames pass, so that no unit moves
 * under the reader's eyes; another `by` sorts anew.
 */
function useSorted({ units }: UnitLayer, by: unknown, values: Float32Array | null): Sorted {
  const { step } = useBench()
  const [kept, keep] = useState<{ by: unknown; units: readonly number[]; step: number } | null>(null)
  const plain = useMemo(() => inTurn(units), [units])
  const again = () => keep(null)
  if (by === 'number') return { units: plain, step: null, again }
  if (kept !== null && kept.by === by && kept.units.length === units) return { ...kept, again }
  if (values === null || values.length !== units) {
    return { units: kept?.units.length === units ? kept.units : plain, step: null, again }
  }
  const sorted = { by, units: orderOf(values), step }
  keep(sorted)
  return { ...sorted, again }
}

interface GalleryProps {
  readonly layer: UnitLayer
  readonly units: readonly number[]
  readonly features: Features
  readonly activity: Activity | null
  readonly selected: number
  /** where the unit stands below, the width there is; the images are then as high as they need */
  readonly narrowWidth: number | null
  readonly onPick: (unit: number) => void
}

function Gallery({ layer, units, features, activity, selected, narrowWidth, onPick }: GalleryProps) {
  const bench = useBench()
  const words = useWords(text)
  const box = useRef<HTMLDivElement>(null)
  const size = useBox(box)
  const textSize = useTextSize()
  const { question, asked } = features
  const answered = asked.answer !== null && asked.question !== null ? asked.question.units : null
  // the layer that is answered for may be another one than is asked for now
  const isFilter = layer.places > 1 && asked.question?.layer === layer.name
  const shownImages = useMemo(() => {
    const images = asked.answer?.images
    if (images === undefined) return null
    return isFilter ? croppedToContent(images) : { images, side }
  }, [asked.answer, isFilter])
  const images = shownImages?.images
  const width = shownImages?.side ?? side
  const between = Math.max(1, Math.round((gap * width) / side))
  const own = useMemo(() => (images ? roundUpClosely(largestMagnitude(images) || 1) : 1), [images])
  const limit = useSharedEnd(`units ${asked.question?.layer}`, own)
  const room = narrowWidth === null ? size : { width: narrowWidth, height: narrowWidth }
  const count = answered?.length ?? units.length
  const { columns, scale } = bestColumns({ count, height: width, width, gap: between, box: room })
  const pixel = Math.min(scale, (4 * side) / width)
  const isDead = (unit: number) => activity !== null && activity.shares[unit] === 0
  const dead = activity ? activity.shares.filter((share) => share === 0).length : 0
  const shown = answered ?? []
  const selectedAt = shown.indexOf(selected)

  const describe = (index: number) => {
    const unit = shown[index]!
    const name = formatCount(unit + 1)
    if (activity === null) return words.plainUnit(name)
    if (isDead(unit)) return words.deadUnit(name)
    return words.unitDescribed(
      name,
      formatSignificant(activity.means[unit]!),
      formatNumber(100 * activity.shares[unit]!, 0),
    )
  }
  const how = layer.closedForm ? words.closed : isFilter ? words.middle(formatCount(width)) : words.ascent
  return (
    <div className={styles.gallery}>
      <div className={styles.box} ref={box}>
        {images && pixel > 0 && (
          <div className={styles.grid} data-pale={asked.question !== question || undefined}>
            <ImageGrid
              images={images}
              columns={columns}
              height={width}
              width={width}
              gap={between}
              pixel={pixel}
              limit={limit}
              label={words.label(
                formatCount((shown[0] ?? 0) + 1),
                formatCount((shown.at(-1) ?? 0) + 1),
                layer.name,
              )}
              onPick={(index) => onPick(shown[index]!)}
              selected={selectedAt < 0 ? undefined : selectedAt}
              describe={describe}
            />
            {shown.map(
              (unit, i) =>
                isDead(unit) && (
                  <span
                    key={unit}
                    className={styles.dead}
                    aria-hidden="true"
                    style={{
                      left: ((i % columns) * (width + between) + width) * pixel - textSize * 0.8,
                      top: Math.floor(i / columns) * (width + between) * pixel + 1,
                    }}
                  >
                    ×
                  </span>
                ),
            )}
          </div>
        )}
      </div>
      {asked.sentence !== undefined && <Message kind="warning">{asked.sentence}</Message>}
      <div className={styles.footer}>
        <span>
          {how}
          {asked.answer !== null && asked.step !== bench.step && `, ${words.asOf(formatCount(asked.step))}`}
          {dead > 0 && ` · ${words.deadCount(formatCount(dead))}`}
        </span>
        <SignedScale limit={limit} what={words.scale} />
      </div>
    </div>
  )
}

function useNote(): string {
  return useWords(text).note
}

function useTable({ code }: UnitsPart): () => Table {
  const words = useWords(text)
  return () => ({
    columns: [
      { label: words.unitColumn },
      { label: words.meanColumn },
      { label: words.shareColumn, unit: words.shareUnit },
      { label: words.deadColumn },
    ],
    rows: Array.from(code.means, (mean, unit) => [
      unit + 1,
      mean,
      code.shares[unit]!,
      code.shares[unit] === 0 ? words.yes : words.no,
    ]),
  })
}

export const view = defineInstrument<UnitsPart>({
  id: 'units',
  title,
  useNote,
  View: Units,
  useTable,
})
