// The timeline: every frame kept, on a logarithmic axis of steps; dragging shows everything as it was.

import { useMemo, type KeyboardEvent } from 'react'
import { formatCount } from '../ui/format.ts'
import { useWords } from '../ui/words.tsx'
import { turn } from './commands.ts'
import { shownFrame } from './frames.ts'
import { useLab, useLabState } from './LabContext.tsx'
import { nearestStep, placeOf, stepLabels } from './timelineScale.ts'
import styles from './Timeline.module.css'
import { words } from './words.ts'

const resolution = 1000

export function Timeline() {
  const t = useWords(words)
  const lab = useLab()
  const frames = useLabState((state) => state.frames)
  const shown = useLabState((state) => shownFrame(state)?.step ?? 0)
  const changes = useLabState((state) => state.recipe.changes)
  const reached = useLabState((state) => state.progress?.step ?? 0)
  const length = useLabState((state) => Math.max(state.recipe.optimise.steps, state.progress?.step ?? 0, 10))
  const steps = useMemo(() => frames.map(({ step }) => step), [frames])
  const labels = useMemo(() => stepLabels(length), [length])

  const show = (place: number) => {
    const step = nearestStep(steps, place, length)
    lab.show(step === steps.at(-1) ? 'live' : step)
  }
  const turnByKey = (event: KeyboardEvent) => {
    const by = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 }[event.key] as -1 | 1 | undefined
    if (by === undefined) return
    event.preventDefault()
    turn(lab, by)
  }
  return (
    <div className={styles.timeline}>
      <div className={styles.track}>
        <div className={styles.reached} style={{ width: percent(placeOf(reached, length)) }} />
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

function percent(place: number): string {
  return `${(place * 100).toFixed(3)}%`
}
