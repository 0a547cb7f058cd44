// Predict, then run, by drawing: the reader draws a curve over empty axes, then the measured one appears beside it.

import { use, useRef, useState, type PointerEvent, type ReactNode } from 'react'
import { checkpointFor } from '../../benches/autoencoder/checkpoints/find.ts'
import { Button } from '../../ui/Button.tsx'
import { formatSignificant } from '../../ui/format.ts'
import { defineWords, useWords } from '../../ui/words.tsx'
import { ChapterContext, type ChapterBench } from '../chapterContext.ts'
import { claimOf } from '../claims.ts'
import { ClaimOutcome, useClaim } from '../ClaimView.tsx'
import styles from './DrawCurve.module.css'
import card from './text.module.css'

const text = defineWords({
  en: {
    title: 'Draw, then run',
    hint: 'Draw over the axes, or set each height with its slider.',
    run: 'Run it',
    before: 'Answer at once, from checkpoints',
    cancel: 'Cancel',
    height: (x: string) => `Your guess at ${x}`,
    yours: 'yours',
    measured: 'measured',
  },
})

export interface DrawCurveProps {
  readonly question: string
  /** what the figures of the curve are measured at, one for each */
  readonly xs: readonly number[]
  readonly xLabel: string
  readonly yLabel: string
  /** the top of the axis, which begins at 0 */
  readonly top: number
  /** which figure of the claim is the first of the curve, from 0 on; the others follow it */
  readonly from: number
  readonly claim: string
  readonly children: ReactNode
}

const [width, height, left, bottom] = [280, 180, 44, 24]

export function DrawCurve(props: DrawCurveProps) {
  const bench = use(ChapterContext)
  return bench === null || claimOf(props.claim) === undefined ? null : <Drawing {...props} bench={bench} />
}

function Drawing({
  question,
  xs,
  xLabel,
  yLabel,
  top,
  from,
  claim,
  children,
  bench,
}: DrawCurveProps & { bench: ChapterBench }) {
  const t = useWords(text)
  const { claims } = bench
  const state = useClaim(claims, claim)
  const [drawn, setDrawn] = useState<readonly (number | null)[]>(xs.map(() => null))
  const axes = useRef<SVGSVGElement>(null)
  const isDrawn = drawn.every((y) => y !== null)
  const isOpen = state.kind === 'judged' && isDrawn
  const measured = isOpen
    ? state.verdict.figures.slice(from, from + xs.length).map(({ value }) => value)
    : null
  const before = claimOf(claim)!.recipes.map((recipe) => checkpointFor(recipe)?.id ?? null)
  const isTrained = before.length > 0 && before.every((checkpoint) => checkpoint !== null)
  const at = (i: number) => left + ((width - left - 10) * i) / Math.max(1, xs.length - 1)
  const up = (y: number) => (height - bottom) * (1 - Math.min(1, Math.max(0, y / top))) + 4
  const set = (i: number, y: number) => setDrawn((all) => all.map((old, j) => (j === i ? y : old)))
  const draw = (event: PointerEvent) => {
    if (isOpen || event.buttons === 0) return
    const box = axes.current!.getBoundingClientRect()
    const x = ((event.clientX - box.left) / box.width) * width
    const y = ((event.clientY - box.top) / box.height) * (height + 4)
    const i = Math.round(((x - left) / (width - left - 10)) * (xs.length - 1))
    if (i >= 0 && i < xs.length) set(i, Math.min(top, Math.max(0, top * (1 - (y - 4) / (height - bottom)))))
  }
  const line = (ys: readonly (number | null)[]) =>
    ys.flatMap((y, i) => (y === null ? [] : [`${at(i)},${up(y)}`])).join(' ')
  return (
    <section className={card.card} aria-label={`${t.title}: ${question}`} data-entry={claim} tabIndex={-1}>
      <h3>{t.title}</h3>
      <p>{question}</p>
      <p className={styles.hint}>{t.hint}</p>
      <svg
        ref={axes}
        className={styles.axes}
        viewBox={`0 0 ${width} ${height + 4}`}
        // eslint-disable-next-line jsx-a11y/prefer-tag-over-role -- drawn here
        role="img"
        aria-label={`${yLabel}, ${xLabel}`}
        onPointerDown={draw}
        onPointerMove={draw}
      >
        <line x1={left} x2={width} y1={up(0)} y2={up(0)} className={styles.rule} />
        <line x1={left} x2={left} y1={up(top)} y2={up(0)} className={styles.rule} />
        <text x={left - 4} y={up(top) + 8} textAnchor="end">
          {formatSignificant(top)}
        </text>
        <text x={left - 4} y={up(0)} textAnchor="end">
          0
        </text>
        {xs.map((x, i) => (
          <text key={x} x={at(i)} y={up(0) + 14} textAnchor="middle">
            {formatSignificant(x)}
          </text>
        ))}
        <polyline points={line(drawn)} className={styles.yours} />
        {measured && <polyline points={line(measured)} className={styles.measured} />}
        {drawn.map(
          (y, i) => y !== null && <circle key={xs[i]} cx={at(i)} cy={up(y)} r={3} className={styles.point} />,
        )}
      </svg>
      <p className={styles.hint}>
        {yLabel} · {xLabel}
        {measured && (
          <>
            {' · '}
            <span className={styles.yoursKey}>{t.yours}</span> {' · '}
            <span className={styles.measuredKey}>{t.measured}</span>
          </>
        )}
      </p>
      <div className={styles.sliders}>
        {xs.map((x, i) => (
          <input
            key={x}
            type="range"
            min={0}
            max={top}
            step={top / 100}
            value={drawn[i] ?? 0}
            disabled={isOpen}
            aria-label={t.height(`${formatSignificant(x)} (${xLabel})`)}
            onChange={(event) => set(i, Number(event.target.value))}
          />
        ))}
      </div>
      {!isOpen && (
        <div className={card.actions}>
          {state.kind === 'running' ? (
            <Button onClick={() => claims.cancel(claim)}>{t.cancel}</Button>
          ) : (
            <>
              <Button kind="primary" disabled={!isDrawn} onClick={() => claims.run(claim)}>
                {t.run}
              </Button>
              {isTrained && (
                <Button kind="quiet" disabled={!isDrawn} onClick={() => claims.run(claim, before)}>
                  {t.before}
                </Button>
              )}
            </>
          )}
        </div>
      )}
      {isDrawn && <ClaimOutcome id={claim} state={state} />}
      {isOpen && <div className={card.answer}>{children}</div>}
    </section>
  )
}
