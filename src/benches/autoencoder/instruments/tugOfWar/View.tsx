// Tug of war: the reconstruction wants every image at a place of its own, the KL wants all of them at the origin.

import { useMemo, useRef, useState } from 'react'
import { Button } from '../../../../ui/Button.tsx'
import type { Table } from '../../../../ui/csv.ts'
import { formatCount, formatNumber, formatSignificant } from '../../../../ui/format.ts'
import { Message } from '../../../../ui/Message.tsx'
import { NumberField } from '../../../../ui/NumberField.tsx'
import { useBox } from '../../../../ui/useBox.ts'
import { useWords } from '../../../../ui/words.tsx'
import { classNameOf } from '../classNames.ts'
import { coordinateName, lowered } from '../coordinateName.ts'
import { useAskedImage } from '../askedImageView.tsx'
import { useAsked } from '../askedView.tsx'
import { defineInstrument, useBench } from '../InstrumentView.tsx'
import { largestMagnitude, roundUp } from '../niceNumbers.ts'
import { useTextSize } from '../plotAreaView.tsx'
import type { Pull, Pulls, TugOfWarPart } from './measure.ts'
import { Arrows } from './arrowsView.tsx'
import { sumOf } from './sum.ts'
import styles from './View.module.css'
import { title } from './title.ts'
import { words as text } from './words.ts'

/** Narrower than this, in text heights, the numbers stand below the picture. */
const narrow = 36
/** dimensions of which the spread's pull is drawn */
const most = 32

function TugOfWar() {
  const bench = useBench()
  const words = useWords(text)
  const asked = useAskedImage()
  const { answer, isCurrent, step, sentence } = useAsked<Pulls>('tugOfWar', asked)
  if (asked === null) return <p className={styles.instead}>{words.noImage}</p>
  const fits = answer !== null && answer.means.length === bench.recipe.code.size
  if (!fits) {
    return (
      <div className={styles.instead}>
        {sentence === undefined ? <p>{words.waiting}</p> : <Message kind="warning">{sentence}</Message>}
      </div>
    )
  }
  const image = asked.kind === 'test' ? words.testImage(formatCount(asked.index)) : words.drawing
  return (
    <War
      pulls={answer}
      image={image}
      old={!isCurrent}
      status={isCurrent || step === bench.step ? '' : words.asOf(formatCount(step))}
      sentence={sentence}
    />
  )
}

interface WarProps {
  readonly pulls: Pulls
  readonly image: string
  readonly old: boolean
  readonly status: string
  readonly sentence?: string
}

function War({ pulls, image, old, status, sentence }: WarProps) {
  const bench = useBench()
  const words = useWords(text)
  const box = useRef<HTMLDivElement>(null)
  const { width } = useBox(box)
  const textSize = useTextSize()
  const size = pulls.means.length
  const [wanted, setAxes] = useState<readonly [number, number]>([0, 1])
  const axes = [Math.min(wanted[0], size - 1), Math.min(wanted[1], size - 1)] as const
  const isCut = bench.edited.code.gradient === 'blocked'
  const unit = words.nats
  const terms = useTerms(pulls, bench.recipe.code.gradient === 'blocked')
  const total = useMemo(() => sumOf(pulls), [pulls])
  return (
    <div className={styles.view} ref={box} data-narrow={width < narrow * textSize || undefined}>
      <Arrows pulls={pulls} terms={terms} total={total} axes={axes} unit={unit} image={image} old={old} />
      <div className={styles.side} data-old={old || undefined}>
        <MeanPulls terms={terms} total={total} axes={axes} unit={unit} />
        <Spreads terms={terms} total={total} unit={unit} />
        {size > 2 && (
          <div className={styles.axes}>
            <NumberField
              label={words.across}
              value={axes[0] + 1}
              min={1}
              max={size}
              integer
              onCommit={(value) => setAxes([value - 1, axes[1]])}
            />
            <NumberField
              label={words.up}
              value={axes[1] + 1}
              min={1}
              max={size}
              integer
              onCommit={(value) => setAxes([axes[0], value - 1])}
            />
          </div>
        )}
        {sentence !== undefined && <Message kind="warning">{sentence}</Message>}
        <div className={styles.footer}>
          <span>{isCut ? words.cut : words.samples(formatCount(pulls.samples))}</span>
          <span>{status}</span>
          <Button onClick={() => bench.edit('code.gradient', isCut ? 'pathwise' : 'blocked')}>
            {isCut ? words.mend : words.cutIt}
          </Button>
        </div>
      </div>
    </div>
  )
}

/** A term that pulls, in its colour. */
export interface PullingTerm {
  readonly id: string
  readonly name: string
  readonly colour: 'reconstruction' | 'penalty'
  readonly pull: Pull
}

/** Those that pull: behind a cut wire the reconstruction does not. */
function useTerms(pulls: Pulls, isCut: boolean): readonly PullingTerm[] {
  const words = useWords(text)
  return useMemo(
    () => [
      ...(isCut
        ? []
        : ([
            {
              id: 'reconstruction',
              name: words.reconstruction,
              colour: 'reconstruction',
              pull: pulls.reconstruction,
            },
          ] as const)),
      { id: 'kl', name: words.kl(formatSignificant(pulls.beta)), colour: 'penalty', pull: pulls.kl },
      ...(pulls.l1 ? ([{ id: 'l1', name: words.l1, colour: 'penalty', pull: pulls.l1 }] as const) : []),
    ],
    [pulls, isCut, words],
  )
}

interface NumbersProps {
  readonly terms: readonly PullingTerm[]
  readonly total: Pull
  readonly unit: string
}

/** The arrows in numbers. */
function MeanPulls({
  terms,
  total,
  axes,
  unit,
}: NumbersProps & { readonly axes: readonly [number, number] }) {
  const words = useWords(text)
  const shown = axes[0] === axes[1] ? [axes[0]] : axes
  const rows = [
    ...terms.map(({ id, name, colour, pull }) => ({ id, name, colour, values: pull.onMean })),
    { id: 'sum', name: words.sum, colour: 'ink', values: total.onMean },
  ]
  return (
    <table className={styles.numbers}>
      <thead>
        <tr>
          <th scope="col">
            {words.onMean} <span>{words.unitLog(unit)}</span>
          </th>
          {shown.map((axis) => (
            <th key={axis} scope="col">
              {coordinateName(axis)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, name, colour, values }) => (
          <tr key={id} data-colour={colour}>
            <th scope="row">{name}</th>
            {shown.map((axis) => (
              <td key={axis}>{formatNumber(values[axis]!, 2)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** σ's pull of each dimension: both terms from the middle, and a mark where their sum is. */
function Spreads({ terms, total, unit }: NumbersProps) {
  const words = useWords(text)
  const size = Math.min(most, total.onLogDeviation.length)
  const limit = roundUp(
    Math.max(
      1e-6,
      ...[...terms.map(({ pull }) => pull), total].map((each) =>
        largestMagnitude(each.onLogDeviation.subarray(0, size)),
      ),
    ),
  )
  const share = (value: number) => 50 + 50 * Math.max(-1, Math.min(1, value / limit))
  return (
    <section className={styles.spreads} aria-label={words.onDeviation}>
      <p>
        <b>{words.onDeviation}</b> {words.unitLog(unit)}
        {total.onLogDeviation.length > size && `, ${words.more(formatCount(size))}`}
      </p>
      <div className={styles.rows}>
        {Array.from({ length: size }, (_, j) => {
          const values = terms.map(({ pull }) => pull.onLogDeviation[j]!)
          const sum = total.onLogDeviation[j]!
          const numbers = [...values, sum].map((value) => formatNumber(value, 2))
          return (
            <div key={j} className={styles.row}>
              <span>{coordinateName(j)}</span>
              <div
                className={styles.track}
                // eslint-disable-next-line jsx-a11y/prefer-tag-over-role -- drawn by elements
                role="img"
                aria-label={`${coordinateName(j)}: ${terms
                  .map(({ name }, i) => `${name} ${numbers[i]}`)
                  .join(', ')}, ${words.sum} ${numbers.at(-1)}`}
              >
                {terms.map(({ id, colour }, i) => (
                  <i
                    key={id}
                    data-colour={colour}
                    style={{
                      left: `${Math.min(50, share(values[i]!))}%`,
                      width: `${Math.abs(share(values[i]!) - 50)}%`,
                    }}
                  />
                ))}
                <em style={{ left: `${share(sum)}%` }} />
              </div>
              <span className={styles.sum}>{formatNumber(sum, 2)}</span>
            </div>
          )
        })}
      </div>
      <div className={styles.ends} aria-hidden="true">
        <span>
          −{formatSignificant(limit)} {words.left}
        </span>
        <span>
          {words.right} {formatSignificant(limit)}
        </span>
        <span>{words.sum}</span>
      </div>
    </section>
  )
}

function useNote(): string {
  return useWords(text).note
}

function useTable({ indices, labels, pulls }: TugOfWarPart): () => Table {
  const words = useWords(text)
  const { recipe } = useBench()
  return () => {
    const size = pulls.means.length / indices.length
    const shown = Array.from({ length: Math.min(size, most) }, (_, j) => j)
    const kl = words.kl(formatSignificant(pulls.beta))
    return {
      columns: [
        { label: words.fileIndex },
        { label: words.classColumn },
        ...shown.flatMap((j) => {
          const [mu, sigma] = [words.mu(lowered(j + 1)), words.logSigma(lowered(j + 1))]
          const unit = words.sampled(formatCount(pulls.samples))
          return [
            { label: mu },
            { label: words.column(words.reconstruction, mu), unit },
            { label: words.column(kl, mu), unit: words.nats },
            { label: words.column(words.reconstruction, sigma), unit },
            { label: words.column(kl, sigma), unit: words.nats },
          ]
        }),
      ],
      rows: Array.from(indices, (index, i) => [
        index,
        classNameOf(recipe.data.set, labels[i]!),
        ...shown.flatMap((j) => {
          const at = i * size + j
          const { reconstruction, kl: held } = pulls
          return [
            pulls.means[at]!,
            reconstruction.onMean[at]!,
            held.onMean[at]!,
            reconstruction.onLogDeviation[at]!,
            held.onLogDeviation[at]!,
          ]
        }),
      ]),
    }
  }
}

export const view = defineInstrument<TugOfWarPart>({
  id: 'tugOfWar',
  title,
  useNote,
  View: TugOfWar,
  useTable,
})
