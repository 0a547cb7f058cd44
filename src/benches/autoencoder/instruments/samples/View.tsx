// Samples: what the decoder makes of codes that are drawn, beside real images and beside the other kind of autoencoder.

import { useMemo, useRef, useState } from 'react'
import { mean, variance } from '../../../../numerics/statistics.ts'
import { Button } from '../../../../ui/Button.tsx'
import { Choice } from '../../../../ui/Choice.tsx'
import type { Table } from '../../../../ui/csv.ts'
import { formatCount, formatNumber } from '../../../../ui/format.ts'
import { ImageGrid } from '../../../../ui/ImageGrid.tsx'
import { Message } from '../../../../ui/Message.tsx'
import { Slider } from '../../../../ui/Slider.tsx'
import { useBox } from '../../../../ui/useBox.ts'
import { useWords } from '../../../../ui/words.tsx'
import { pixels, side } from '../../shapes.ts'
import { bestColumns } from '../arrange.ts'
import { classNameOf } from '../classNames.ts'
import { fixedImages } from '../cleanImages.ts'
import { useAsked } from '../askedView.tsx'
import { sourceOf } from '../../recipe.ts'
import { defineInstrument, useBench, type Bench, type InstrumentProps } from '../InstrumentView.tsx'
import layout from '../Layout.module.css'
import { useTextSize } from '../plotAreaView.tsx'
import { mostDraws, type Draw } from './draws.ts'
import type { Neighbourhood, SampleSet, SamplesPart, SamplesQuestion } from './measure.ts'
import { otherKind } from './otherKind.ts'
import styles from './View.module.css'
import { title } from './title.ts'
import { words as text } from './words.ts'

const gap = 2
/** The smallest images that still say something, in text heights: where room is short, fewer are shown. */
const smallest = 2
/** Narrower than this, in text heights, groups stand below each other, two in a row. */
const narrow = 38
const first: Draw = { number: 0, temperature: 1, digit: null }
const temperatures = { kind: 'linear', min: 0, max: 2, step: 0.05 } as const

/** Images that stand together. */
interface Group {
  readonly id: string
  readonly name: string
  readonly how?: string
  readonly images: Uint8Array
  readonly describe: (i: number) => string
  /** samples and test images can be compared with the training images; another run's cannot, its model is gone */
  readonly origin: Neighbourhood['origin'] | null
}

interface Picked {
  readonly group: string
  readonly index: number
}

function Samples({ part }: InstrumentProps<SamplesPart>) {
  const bench = useBench()
  const words = useWords(text)
  const box = useRef<HTMLDivElement>(null)
  const size = useBox(box)
  const textSize = useTextSize()
  const [draw, setDraw] = useState(first)
  const [temperature, setTemperature] = useState(first.temperature)
  const [searching, setSearching] = useState(false)
  const [picked, setPicked] = useState<Picked | null>(null)
  const { recipe } = bench
  const isConditional = recipe.code.condition === 'label'

  const question = useMemo<SamplesQuestion | null>(
    () => (draw === first ? null : { kind: 'draw', draw }),
    [draw],
  )
  const asked = useAsked<SamplesPart>('samples', question)
  const shown = question === null ? part : (asked.answer ?? part)
  const old = question !== null && !asked.isCurrent

  const search = useMemo<SamplesQuestion | null>(
    () => (searching ? { kind: 'distances', draw } : null),
    [searching, draw],
  )
  const found = useAsked<readonly Neighbourhood[]>('samples', search)
  const groups = useGroups(shown, bench)
  const isNarrow = size.width < narrow * textSize
  const across = isNarrow ? Math.min(2, groups.length) : groups.length
  const down = Math.ceil(groups.length / across)
  const room = {
    width: size.width / across - textSize,
    height: size.height / down - textSize * 3.1,
  }
  const neighbourhood = (group: Group) => found.answer?.find(({ origin }) => origin === group.origin) ?? null
  const pick = (group: Group, index: number) => {
    setPicked({ group: group.id, index })
    setSearching(true)
  }
  const redraw = (change: Partial<Draw>) => {
    setDraw({ ...draw, ...change })
    setPicked(null)
  }

  return (
    <div className={`${layout.view} ${styles.view}`}>
      <div className={layout.controls}>
        {isConditional && (
          <Choice
            label={words.digit}
            value={draw.digit === null ? 'all' : String(draw.digit)}
            options={[
              { value: 'all', label: words.inTurn },
              ...recipe.data.classes
                .toSorted((a, b) => a - b)
                .map((label) => ({ value: String(label), label: classNameOf(recipe.data, label) })),
            ]}
            onChange={(value) => redraw({ digit: value === 'all' ? null : Number(value) })}
          />
        )}
        <div className={styles.temperature}>
          <Slider
            label={words.temperature}
            value={temperature}
            scale={temperatures}
            onChange={setTemperature}
            onCommit={(value) => redraw({ temperature: value })}
            format={(value) => formatNumber(value, 2)}
            colour="code"
          />
        </div>
        <div className={layout.end}>
          <Button onClick={() => redraw({ number: (draw.number + 1) % mostDraws })}>{words.newDraw}</Button>
          <Button onClick={() => setSearching(true)} disabled={searching && found.sentence === undefined}>
            {words.distances}
          </Button>
          <Button onClick={() => bench.editAll(otherKind(bench.edited))}>
            {words.train(bench.edited.code.kind === 'gaussian' ? words.asPlain : words.asVariational)}
          </Button>
        </div>
      </div>
      <div
        className={styles.groups}
        ref={box}
        data-narrow={isNarrow || undefined}
        style={{ gridTemplateColumns: `repeat(${across}, minmax(0, 1fr))` }}
      >
        {size.width > 0 &&
          groups.map((group) => (
            <Tile
              key={group.id}
              group={group}
              room={room}
              old={old && group.origin !== 'test' && group.origin !== null}
              near={neighbourhood(group)}
              nearOld={!found.isCurrent}
              selected={picked?.group === group.id ? picked.index : undefined}
              onPick={group.origin === null ? undefined : (index) => pick(group, index)}
            />
          ))}
      </div>
      <Nearest
        groups={groups}
        picked={picked}
        near={(group) => (found.isCurrent ? neighbourhood(group) : null)}
        searching={searching && !found.isCurrent && found.sentence === undefined}
      />
      {(asked.sentence ?? found.sentence) !== undefined && (
        <Message kind="warning">{asked.sentence ?? found.sentence}</Message>
      )}
    </div>
  )
}

/** The samples of this run, those of the latest run of the other kind, and the data. */
function useGroups(part: SamplesPart, bench: Bench): readonly Group[] {
  const words = useWords(text)
  const { recipe, runsMade, test } = bench
  const other = useMemo(
    () =>
      runsMade.findLast(
        (run) =>
          run.recipe.code.kind !== recipe.code.kind &&
          sourceOf(run.recipe.data) === sourceOf(recipe.data) &&
          run.parts['samples'] !== undefined,
      ),
    [runsMade, recipe.code.kind, recipe.data],
  )
  const count = part.sets[0]!.images.length / pixels
  const real = useMemo(() => test && realImages(test, count), [test, count])
  const describe =
    ({ labels }: SampleSet) =>
    (i: number) =>
      labels
        ? words.cellOfClass(formatCount(i + 1), classNameOf(recipe.data, labels[i]!))
        : words.cell(formatCount(i + 1))
  const nameOf = ({ origin }: SampleSet) => (origin === 'prior' ? words.prior : words.fitted)
  const own = part.sets.map((set) => ({
    id: set.origin,
    name: nameOf(set),
    images: set.images,
    describe: describe(set),
    origin: set.origin,
  }))
  const others = other
    ? (other.parts['samples'] as SamplesPart).sets.map((set) => ({
        id: `other-${set.origin}`,
        name: nameOf(set),
        how: words.ofRun(
          other.recipe.code.kind === 'gaussian' ? words.variational : words.plain,
          formatCount(other.step),
        ),
        images: set.images,
        describe: describe(set),
        origin: null,
      }))
    : []
  const data: Group[] =
    real === null || test === null
      ? []
      : [
          {
            id: 'test',
            name: words.test,
            images: real.images,
            describe: (i) => {
              const index = real.shown[i]!
              return words.realCell(formatCount(index), classNameOf(recipe.data, test.labels[index]!))
            },
            origin: 'test',
          },
        ]
  return [...own, ...others, ...data]
}

/** As many test images, evenly from the whole file: those that the distances are of, too. */
function realImages(
  { indices, pixels: all }: NonNullable<Bench['test']>,
  count: number,
): { shown: Uint32Array; images: Uint8Array } {
  const shown = fixedImages({ testIndices: indices }, count)
  const images = new Uint8Array(shown.length * pixels)
  shown.forEach((index, i) => images.set(all.subarray(index * pixels, (index + 1) * pixels), i * pixels))
  return { shown, images }
}

interface TileProps {
  readonly group: Group
  readonly room: { readonly width: number; readonly height: number }
  readonly old: boolean
  readonly near: Neighbourhood | null
  readonly nearOld: boolean
  readonly selected?: number
  readonly onPick?: (index: number) => void
}

/** One group of images: as many as can be seen, as large as they can be. */
function Tile({ group, room, old, near, nearOld, selected, onPick }: TileProps) {
  const words = useWords(text)
  const textSize = useTextSize()
  const least = smallest * textSize + gap
  const places = Math.floor(room.width / least) * Math.floor(room.height / least)
  const all = group.images.length / pixels
  const count = Math.max(1, Math.min(all, places))
  const { columns, scale } = bestColumns({ count, height: side, width: side, gap, box: room })
  // whole rows only, and no place left empty in the last one
  const whole = Math.max(columns, count - (count % columns))
  const images = useMemo(() => group.images.subarray(0, whole * pixels), [group.images, whole])
  if (!(scale > 0)) return null
  return (
    <section className={styles.group} data-old={old || undefined} aria-label={words.group(group.name)}>
      <h3>{group.name}</h3>
      <p className={styles.how}>
        {group.how ?? (near && <span data-old={nearOld || undefined}>{meanOf(near, words.mean)}</span>)}
      </p>
      <ImageGrid
        images={images}
        columns={columns}
        gap={gap}
        pixel={scale}
        label={words.group(group.name)}
        onPick={onPick}
        selected={selected !== undefined && selected < whole ? selected : undefined}
        describe={group.describe}
      />
    </section>
  )
}

function meanOf({ distances }: Neighbourhood, say: (mean: string, error: string) => string): string {
  // squared, as every error of images in the lab
  const squares = distances.map((distance) => distance ** 2)
  const error = Math.sqrt(variance(squares) / (squares.length - 1))
  return say(formatNumber(mean(squares), 1), formatNumber(error, 1))
}

interface NearestProps {
  readonly groups: readonly Group[]
  readonly picked: Picked | null
  readonly near: (group: Group) => Neighbourhood | null
  readonly searching: boolean
}

/** The picked image beside the training image nearest to it; a line of its own height from the beginning. */
function Nearest({ groups, picked, near, searching }: NearestProps) {
  const words = useWords(text)
  const { recipe } = useBench()
  const group = groups.find(({ id }) => id === picked?.group)
  const found = group && near(group)
  const pair = useMemo(() => {
    if (!group || picked === null) return null
    const cut = (images: Uint8Array) => images.subarray(picked.index * pixels, (picked.index + 1) * pixels)
    const images = new Uint8Array((found ? 2 : 1) * pixels)
    images.set(cut(group.images))
    if (found) images.set(cut(found.images), pixels)
    return images
  }, [group, picked, found])
  return (
    <div className={styles.nearest}>
      {pair && (
        <ImageGrid
          images={pair}
          columns={pair.length / pixels}
          gap={4}
          pixel={1}
          label={words.nearestLabel}
        />
      )}
      <span>
        {searching
          ? words.measuring
          : found && picked !== null
            ? `${group.describe(picked.index)}; ${words.nearest(
                formatNumber(found.distances[picked.index]! ** 2, 1),
                formatCount(found.indices[picked.index]!),
                classNameOf(recipe.data, found.labels[picked.index]!),
              )}`
            : groups.some((each) => near(each) !== null)
              ? words.meanHow
              : words.press}
      </span>
    </div>
  )
}

function useNote(): string {
  const words = useWords(text)
  return useBench().recipe.code.kind === 'gaussian' ? words.noteGaussian : words.notePlain
}

function useTable(part: SamplesPart): () => Table {
  const words = useWords(text)
  const { recipe } = useBench()
  return () => ({
    columns: [
      { label: words.set },
      { label: words.sample },
      { label: words.classColumn },
      { label: words.ink, unit: words.inkUnit },
    ],
    rows: part.sets.flatMap(({ origin, images, labels }) =>
      Array.from({ length: images.length / pixels }, (_, i) => [
        origin === 'prior' ? words.prior : words.fitted,
        i + 1,
        labels ? classNameOf(recipe.data, labels[i]!) : '–',
        mean(images.subarray(i * pixels, (i + 1) * pixels)) / 255,
      ]),
    ),
  })
}

export const view = defineInstrument<SamplesPart>({
  id: 'samples',
  title,
  useNote,
  View: Samples,
  useTable,
})
