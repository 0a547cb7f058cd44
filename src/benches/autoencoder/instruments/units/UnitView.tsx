// One unit: the test images that activate it most, their classes, and what is lost when it is set to 0.

import { useMemo } from 'react'
import { formatCount, formatNumber, formatSignificant } from '../../../../ui/format.ts'
import { ImageGrid } from '../../../../ui/ImageGrid.tsx'
import { Message } from '../../../../ui/Message.tsx'
import { useWords } from '../../../../ui/words.tsx'
import type { Activity } from '../activity.ts'
import { useAsked } from '../askedView.tsx'
import { classNameOf } from '../classNames.ts'
import { useBench } from '../InstrumentView.tsx'
import { largestMagnitude, roundUpClosely } from '../niceNumbers.ts'
import { squaredDistance } from '../../../../numerics/matrices.ts'
import { SignedScale } from '../SignedScaleView.tsx'
import { Waiting } from '../WaitingView.tsx'
import type { UnitLayer } from './layers.ts'
import type { RemovalAnswer, UnitAnswer, UnitsQuestion } from './measure.ts'
import styles from './View.module.css'
import { words as text } from './words.ts'

interface UnitProps {
  readonly layer: UnitLayer
  readonly unit: number
  readonly activity: Activity | null
  /** is the mean that of magnitudes, and so not called ρ̂? */
  readonly mayBeNegative: boolean
  /** CSS pixels per pixel of the images it answers to, and of the reconstructions */
  readonly pixel: { readonly top: number; readonly image: number }
}

export function UnitDetail({ layer, unit, activity, mayBeNegative, pixel }: UnitProps) {
  const { chosen } = useBench()
  const words = useWords(text)
  const aboutQuestion = useMemo<UnitsQuestion>(
    () => ({ kind: 'unit', layer: layer.name, unit }),
    [layer.name, unit],
  )
  const removalQuestion = useMemo<UnitsQuestion>(
    () => ({ kind: 'removal', layer: layer.name, unit, chosen }),
    [layer.name, unit, chosen],
  )
  const about = useAsked<UnitAnswer, UnitsQuestion>('units', aboutQuestion)
  const removal = useAsked<RemovalAnswer, UnitsQuestion>('units', removalQuestion)
  const sentence = about.sentence ?? removal.sentence
  const isDead = activity?.shares[unit] === 0
  const isWaiting = about.answer === null && removal.answer === null && sentence === undefined
  return (
    <div className={styles.detail}>
      <div className={styles.heading}>
        <h3 data-colour={layer.name === 'code' ? 'code' : 'encoder'}>{words.unit(formatCount(unit + 1))}</h3>
        {activity && (
          <>
            <span>
              {mayBeNegative ? words.mean : words.rhoHat}{' '}
              <strong>{formatSignificant(activity.means[unit]!)}</strong>
            </span>
            <span>
              {words.active} <strong>{words.percent(formatNumber(100 * activity.shares[unit]!, 0))}</strong>
            </span>
          </>
        )}
      </div>
      {isWaiting && <Waiting sentence={undefined} />}
      {isDead && <p className={styles.small}>{words.deadLong}</p>}
      {about.answer && (
        <div data-pale={about.question !== aboutQuestion || undefined}>
          <Answers answer={about.answer} unit={unit} pixel={pixel.top} />
        </div>
      )}
      {removal.answer && (
        <div data-pale={removal.question !== removalQuestion || undefined}>
          <Removal answer={removal.answer} pixel={pixel.image} />
        </div>
      )}
      {about.answer && (
        <div className={styles.line} data-pale={about.question !== aboutQuestion || undefined}>
          <span>{words.meanError(formatCount(about.answer.mse.images))}</span>
          <strong>{written(about.answer.mse.kept, about.answer.mse.removed, 4, words)}</strong>
        </div>
      )}
      {sentence !== undefined && <Message kind="warning">{sentence}</Message>}
    </div>
  )
}

type Words = ReturnType<typeof useWords<typeof text.en>>

/** before, and the change with its sign */
function written(before: number, after: number, digits: number, words: Words): string {
  const change = after - before
  const sign = change > 0 ? '+' : ''
  return words.change(formatNumber(before, digits), `${sign}${formatSignificant(change)}`)
}

interface AnswersProps {
  readonly answer: UnitAnswer
  readonly unit: number
  readonly pixel: number
}

function Answers({ answer, unit, pixel }: AnswersProps) {
  const bench = useBench()
  const words = useWords(text)
  const { top, images, activations, classShares, among } = answer
  if (top.length === 0) return <p className={styles.small}>{words.noPositive}</p>
  const classOf = (label: number) => classNameOf(bench.recipe.data, label)
  const percents = Array.from(classShares, (share) => formatNumber(100 * share, 0))
  const most = classShares.indexOf(Math.max(...classShares))
  const labelled = bench.recipe.data.classes.toSorted((a, b) => a - b)
  const selected = bench.chosen.kind === 'test' ? top.indexOf(bench.chosen.index) : -1
  return (
    <div className={styles.pair}>
      <div>
        <p className={styles.small}>{words.top}</p>
        <ImageGrid
          images={images}
          columns={3}
          gap={2}
          pixel={pixel}
          label={words.topLabel(formatCount(unit + 1))}
          onPick={(i) => bench.choose({ kind: 'test', index: top[i]! })}
          selected={selected < 0 ? undefined : selected}
          describe={(i) =>
            words.topImage(
              formatCount(top[i]!),
              bench.test ? classOf(bench.test.labels[top[i]!]!) : '',
              formatSignificant(activations[i]!),
            )
          }
        />
      </div>
      <div>
        <p className={styles.small}>{words.classes(formatCount(among))}</p>
        <div
          className={styles.classes}
          // numbers are short enough for two columns, garments are not
          data-columns={bench.recipe.data.set === 'mnist' ? 2 : 1}
          // eslint-disable-next-line jsx-a11y/prefer-tag-over-role -- drawn by elements
          role="img"
          aria-label={words.classesLabel(
            labelled.map((label) => words.classShare(classOf(label), percents[label]!)).join(', '),
          )}
        >
          {labelled.map((label) => (
            <ClassShare
              key={label}
              label={label}
              name={classOf(label)}
              percent={percents[label]!}
              isMost={label === most}
            />
          ))}
        </div>
      </div>
    </div>
  )
}

interface ClassShareProps {
  readonly label: number
  readonly name: string
  readonly percent: string
  readonly isMost: boolean
}

function ClassShare({ label, name, percent, isMost }: ClassShareProps) {
  const words = useWords(text)
  return (
    <span className={styles.share}>
      <span>{name}</span>
      <span className={styles.track}>
        <span style={{ width: `${percent}%`, background: `var(--class-${label})` }} />
      </span>
      <span className={styles.percent}>
        {isMost ? <strong>{words.percent(percent)}</strong> : words.percent(percent)}
      </span>
    </span>
  )
}

/** The chosen image as it comes out, and as it comes out without the unit. */
function Removal({ answer, pixel }: { answer: RemovalAnswer; pixel: number }) {
  const words = useWords(text)
  const { input, kept, removed, activation } = answer
  const lost = useMemo(() => kept.map((value, j) => value - removed[j]!), [kept, removed])
  const limit = useMemo(() => roundUpClosely(Math.max(largestMagnitude(lost), 0.001)), [lost])
  const images = [
    ...(input ? [{ name: words.input, label: words.inputLabel, values: input }] : []),
    { name: words.kept, label: words.keptLabel, values: kept },
    { name: words.removed, label: words.removedLabel, values: removed },
    { name: words.lost, label: words.lostLabel, values: lost, limit },
  ]
  const errors = input && [kept, removed].map((image) => squaredDistance(input, image))
  return (
    <>
      <div className={styles.line}>
        <span>
          {words.here} <strong>{formatNumber(activation, 2)}</strong> · {words.removal}
        </span>
        <SignedScale limit={limit} />
      </div>
      <div className={styles.images}>
        {images.map(({ name, label, values, limit: end }) => (
          <div key={name} className={styles.image}>
            <ImageGrid images={values} columns={1} pixel={pixel} label={label} limit={end} />
            <span>{name}</span>
          </div>
        ))}
      </div>
      <div className={styles.line}>
        {errors ? (
          <>
            <span>{words.error}</span>
            <strong>{written(errors[0]!, errors[1]!, 2, words)}</strong>
          </>
        ) : (
          <span>{words.isBare}</span>
        )}
      </div>
    </>
  )
}
