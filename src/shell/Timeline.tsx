// The timeline: every frame kept, on a logarithmic axis of steps; dragging shows everything as it was.

import { lazy, Suspense, use, useMemo, useState, type KeyboardEvent, type PointerEvent } from 'react'
import { branchSteps, changesOnTheWay } from '../lab/branch.ts'
import { firstStep } from '../lab/origin.ts'
import type { Change } from '../lab/recipe.ts'
import { formatCount } from '../ui/format.ts'
import { LaterContext } from '../ui/later.ts'
import { useWords } from '../ui/words.tsx'
import { framesOf, shownFrame } from './frames.ts'
import { useLab, useSides } from './LabContext.tsx'
import type { LabState } from './labState.ts'
import { usePhone } from './usePhone.ts'
import { nearestStep, placeOf, stepLabels } from './timelineScale.ts'
import styles from './Timeline.module.css'
import { words } from './words.ts'

const resolution = 1000
/** half of the thumb's width, in CSS pixels, by which the range is wider than the axis */
const overhang = 8

/** Pictures come after the page. */
const Thumbnails = lazy(async () => ({ default: (await import('./ThumbnailsView.tsx')).ThumbnailsView }))

export function Timeline() {
  const t = useWords(words)
  const lab = useLab()
  const shown = useSides((states) => Math.max(...states.map((state) => shownFrame(state)?.step ?? 0)))
  const changes = useChanges()
  const branches = useBranches()
  const phone = usePhone()
  const later = use(LaterContext)
  const [pointed, setPointed] = useState<number | null>(null)
  const [focused, setFocused] = useState(false)
  const reached = useSides((states) => Math.max(...states.map(reachedBy)))
  // of a comparison, to where both have come
  const together = useSides((states) => Math.min(...states.map(reachedBy)))
  const length = useSides((states) =>
    Math.max(...states.flatMap((state) => [state.recipe.optimise.steps, reachedBy(state)]), 10),
  )
  // of a comparison, what neither has trained by itself
  const inherited = useSides((states) => Math.min(...states.map(({ recipe }) => firstStep(recipe))))
  const steps = useFrameSteps()
  const labels = useMemo(() => stepLabels(length), [length])

  const show = (place: number) => {
    const step = nearestStep(steps, place, length)
    setPointed(step)
    lab.show(step === steps.at(-1) ? 'live' : step)
  }
  const turnByKey = (event: KeyboardEvent) => {
    const by = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 }[event.key] as -1 | 1 | undefined
    if (by === undefined) return
    event.preventDefault()
    lab.turn(by)
    setPointed(null)
  }
  const point = ({ currentTarget, clientX }: PointerEvent) => {
    const { left, width } = currentTarget.getBoundingClientRect()
    const place = (clientX - left - overhang) / (width - 2 * overhang)
    if (steps.length > 1) setPointed(nearestStep(steps, place, length))
  }
  const leave = () => setPointed(null)
  return (
    <div className={styles.timeline}>
      <div className={styles.track}>
        <Suspense>
          {later && (
            <Thumbnails
              steps={steps}
              length={length}
              pointed={pointed ?? (focused ? shown : null)}
              few={phone}
            />
          )}
        </Suspense>
        {together < reached && (
          <div className={styles.ahead} style={{ width: percent(placeOf(reached, length)) }} />
        )}
        <div className={styles.reached} style={{ width: percent(placeOf(together, length)) }} />
        {inherited > 0 && (
          <div
            className={styles.inherited}
            style={{ width: percent(placeOf(Math.min(inherited, together), length)) }}
          />
        )}
        {branches.map((step) => (
          <i
            key={step}
            className={styles.branch}
            style={{ left: percent(placeOf(step, length)) }}
            title={t.branchMark(formatCount(step))}
          />
        ))}
        {steps.map((step) => (
          <i key={step} className={styles.frame} style={{ left: percent(placeOf(step, length)) }} />
        ))}
        {changes.map(({ step, path, value }) => (
          <i
            key={`${step} ${path}`}
            className={styles.change}
            style={{ left: percent(placeOf(step, length)) }}
            title={t.changed(path, String(value), formatCount(step))}
          />
        ))}
        <input
          className={styles.range}
          type="range"
          aria-label={t.timeline}
          aria-valuetext={t.timelineText(formatCount(shown))}
          min={0}
          max={resolution}
          value={Math.round(placeOf(shown, length) * resolution)}
          disabled={steps.length < 2}
          onChange={(event) => show(Number(event.target.value) / resolution)}
          onKeyDown={turnByKey}
          onPointerMove={point}
          onPointerLeave={leave}
          onPointerUp={({ pointerType }) => pointerType === 'mouse' || leave()}
          onPointerCancel={leave}
          onFocus={({ currentTarget }) => setFocused(currentTarget.matches(':focus-visible'))}
          onBlur={() => {
            setFocused(false)
            leave()
          }}
        />
      </div>
      <div className={styles.labels} aria-hidden="true">
        {labels.map((step) => (
          <span key={step} style={{ left: percent(placeOf(step, length)) }}>
            {formatCount(step)}
          </span>
        ))}
      </div>
    </div>
  )
}

function reachedBy({ progress }: LabState): number {
  return progress?.step ?? 0
}

/** Steps at which a frame stands, on either side. */
function useFrameSteps(): readonly number[] {
  const written = useSides((states) => framesOf(states).join(' '))
  return useMemo(() => (written === '' ? [] : written.split(' ').map(Number)), [written])
}

/** Every change made while a run went on, on either side. */
function useChanges(): readonly Change[] {
  const written = useSides((states) =>
    JSON.stringify(states.flatMap(({ recipe }) => changesOnTheWay(recipe))),
  )
  return useMemo(() => {
    const changes = JSON.parse(written) as Change[]
    return changes.filter(
      ({ step, path }, i) => changes.findIndex((other) => other.step === step && other.path === path) === i,
    )
  }, [written])
}

/** Where a run goes on from another one, on either side. */
function useBranches(): readonly number[] {
  const written = useSides((states) => states.flatMap(({ recipe }) => branchSteps(recipe)).join(' '))
  return useMemo(() => (written === '' ? [] : [...new Set(written.split(' ').map(Number))]), [written])
}

function percent(place: number): string {
  return `${(place * 100).toFixed(3)}%`
}
