// Posteriors: every image's Gaussian in the code, all of them together against the prior, and one of them sampled.

import { useMemo, useState } from 'react'
import { Choice } from '../../../../ui/Choice.tsx'
import type { Table } from '../../../../ui/csv.ts'
import { formatCount, formatNumber, formatSignificant } from '../../../../ui/format.ts'
import { Message } from '../../../../ui/Message.tsx'
import { Toggle } from '../../../../ui/Toggle.tsx'
import { useWords } from '../../../../ui/words.tsx'
import { classNameOf } from '../classNames.ts'
import { useAskedImage } from '../askedImageView.tsx'
import { useAsked } from '../askedView.tsx'
import { coordinateName } from '../coordinateName.ts'
import { Coordinates } from '../coordinatesView.tsx'
import { defineInstrument, useBench, type InstrumentProps } from '../InstrumentView.tsx'
import layout from '../Layout.module.css'
import { useUnlabelled } from '../unlabelledView.tsx'
import { useSharedEnd } from '../sharedAxesView.tsx'
import { MarginalView } from './MarginalView.tsx'
import type { PosteriorsPart, PosteriorsQuestion, SamplesAnswer } from './measure.ts'
import { PlaneView, ToldView, type Mode } from './PlaneView.tsx'
import { SamplesView } from './SamplesView.tsx'
import styles from './View.module.css'
import { title } from './title.ts'
import { words as text } from './words.ts'

function Posteriors({ part: measured }: InstrumentProps<PosteriorsPart>) {
  const bench = useBench()
  const words = useWords(text)
  const [mode, setMode] = useState<Mode>('posteriors')
  const [zoomed, setZoomed] = useState(false)
  const [wanted, setWanted] = useState<(PosteriorsQuestion & { kind: 'coordinates' }) | null>(null)
  const { size } = measured
  const fits = wanted !== null && Math.max(wanted.first, wanted.second) < size
  const asked = useAsked<PosteriorsPart>('posteriors', fits ? wanted : null)
  const answer = fits && asked.answer?.size === size ? asked.answer : null
  const part = answer ?? measured
  const { first, second } = fits ? wanted : measured
  const reach = useReach(part)
  const samples = useSamples(mode === 'samples')
  const unlabelled = useUnlabelled()
  const hasPosterior = bench.chosen.kind !== 'code' && unlabelled === null
  const sentence = asked.sentence ?? samples.sentence
  const choose = (across: number, up: number) => setWanted({ kind: 'coordinates', first: across, second: up })

  return (
    <div className={layout.view}>
      <div className={layout.controls}>
        <Choice
          label={words.show}
          value={mode}
          options={[
            { value: 'posteriors', label: words.posteriors },
            { value: 'aggregate', label: words.aggregate },
            { value: 'samples', label: words.samples },
          ]}
          onChange={setMode}
        />
        {size > 2 && (
          <Coordinates kl={measured.kl} size={size} first={first} second={second} onChoose={choose} />
        )}
        {size > 1 && mode !== 'aggregate' && (
          <Toggle label={words.zoom} checked={zoomed} disabled={!hasPosterior} onChange={setZoomed} />
        )}
        {size > 1 && mode === 'posteriors' && (
          <Toggle
            label={words.colour}
            checked={bench.colourByClass}
            disabled={bench.test === null}
            onChange={(on) => bench.setColourByClass(on)}
          />
        )}
      </div>
      <div className={layout.box}>
        <div className={`${layout.pair} ${styles.beside}`}>
          {size > 1 && (
            <PlaneView
              part={part}
              mode={mode}
              reach={reach}
              zoomed={zoomed && hasPosterior}
              samples={mode === 'samples' ? samples.answer : null}
              isPale={fits && !asked.isCurrent}
            />
          )}
          <div className={styles.side}>
            {mode === 'samples' ? (
              <SamplesView
                answer={samples.answer}
                isCurrent={samples.isCurrent}
                sentence={samples.sentence}
              />
            ) : (
              <>
                <MarginalView part={part} which={0} shown={reach} />
                {size > 1 && <MarginalView part={part} which={1} shown={reach} />}
              </>
            )}
          </div>
        </div>
      </div>
      <Info part={part} mode={mode} />
      {sentence !== undefined && <Message kind="warning">{sentence}</Message>}
    </div>
  )
}

/** What the pictures are, and the chosen image's Gaussian in numbers. */
function Info({ part, mode }: { part: PosteriorsPart; mode: Mode }) {
  const words = useWords(text)
  const unlabelled = useUnlabelled()
  const hasPlane = part.size > 1
  const shares = part.within.map((share) => formatNumber(100 * share, 0)).join(', ')
  const highest = part.joint.reduce((most, value) => Math.max(most, value), 0)
  return (
    <p className={`${layout.footer} ${styles.told}`}>
      {mode !== 'aggregate' && unlabelled !== null && <strong>{unlabelled} </strong>}
      {hasPlane && mode !== 'aggregate' && <ToldView part={part} />}{' '}
      {mode !== 'samples' && words.curves(formatCount(part.images))}{' '}
      {hasPlane && mode === 'aggregate' && (
        <>
          {words.within(shares)} {words.scale(formatSignificant(highest, 2))}
        </>
      )}
    </p>
  )
}

/** In a comparison as far as either side's codes reach. */
function useReach(part: PosteriorsPart): number {
  return useSharedEnd(`posteriors ${part.first} ${part.second} ${part.size}`, useOwnReach(part))
}

/** What is shown of the plane: as far as the codes reach, and as before while they fill half of it. */
function useOwnReach({ reach, first, second, size }: PosteriorsPart): number {
  const of = `${first} ${second} ${size}`
  const [kept, keep] = useState({ of, reach })
  const isKept = kept.of === of && kept.reach >= reach && kept.reach <= 2 * reach
  if (isKept) return kept.reach
  keep({ of, reach })
  return reach
}

/** Fifty samples of the chosen image's code, asked for while they are shown. */
function useSamples(wanted: boolean) {
  const image = useAskedImage()
  const isAsked = useUnlabelled() === null && wanted
  const question = useMemo<PosteriorsQuestion | null>(
    () => (isAsked && image !== null ? { kind: 'samples', image } : null),
    [isAsked, image],
  )
  return useAsked<SamplesAnswer>('posteriors', question)
}

function useNote(part: PosteriorsPart): string {
  return useWords(text).note(formatCount(part.indices.length))
}

function useTable(part: PosteriorsPart): () => Table {
  const { test, recipe } = useBench()
  const words = useWords(text)
  return () => {
    const [across, up] = [coordinateName(part.first), coordinateName(part.second)]
    const columns = [
      words.fileIndex,
      words.classColumn,
      words.mean(across),
      words.deviation(across),
      ...(part.size > 1 ? [words.mean(up), words.deviation(up)] : []),
    ].map((label) => ({ label }))
    const rows = Array.from(part.indices, (index, i) => {
      const name = test ? classNameOf(recipe.data, test.labels[index]!) : ''
      const gaussian = [0, 1].flatMap((axis) => [part.means[i * 2 + axis]!, part.deviations[i * 2 + axis]!])
      return [index, name, ...gaussian.slice(0, part.size > 1 ? 4 : 2)]
    })
    return { columns, rows }
  }
}

export const view = defineInstrument<PosteriorsPart>({
  id: 'posteriors',
  title,
  useNote,
  View: Posteriors,
  useTable,
})
