// Where the two runs of a comparison are, and how fast each is.

import { formatCount } from '../ui/format.ts'
import { useWords } from '../ui/words.tsx'
import { shownFrame } from './frames.ts'
import { useLab, useLabState, usePair, useSides } from './LabContext.tsx'
import { labsOf } from './laboratory.ts'
import type { LabState } from './labState.ts'
import { mostAhead } from '../lab/pace.ts'
import styles from './Transport.module.css'
import { words, type Words } from './words.ts'

export function PairStatus() {
  const t = useWords(words)
  const lab = useLab()
  const sides = labsOf(usePair()).length
  const where = useSides((states) => whereOf(states, t))
  const how = useSides((states) => howOf(states, t))
  const news = useSides((states) =>
    states.map((state, i) => t.sideState(letters[i]!, stateOf(state, t))).join(', '),
  )
  const rewound = useLabState((state) => state.shown !== 'live')
  const shown = useSides((states) => shownOf(states, t))
  const isShownBehind = useSides((states) => states.some(isBehind))
  return (
    <div className={styles.status} data-sides={sides}>
      <output aria-label={t.runStatus} aria-live="off">
        <div className={styles.where}>
          <strong>{where}</strong>
          {isShownBehind && !rewound && <span className={styles.beside}> {shown}</span>}
        </div>
        <div className={styles.detail}>
          {rewound ? (
            <>
              {shown}{' '}
              <button type="button" className={styles.back} onClick={() => lab.show('live')}>
                {t.backToLiveShort}
              </button>
            </>
          ) : (
            how
          )}
        </div>
      </output>
      <div className="visually-hidden" aria-live="polite">
        {news}
      </div>
    </div>
  )
}

const letters = ['A', 'B'] as const

/** One step where both are there, within what a run may be ahead; else each its own. */
function reachedBy(states: readonly LabState[]): readonly number[] {
  const isTraining = states.some(({ progress }) => progress?.state === 'training')
  // reports of the two come at their own times
  return together(
    states.map(({ progress }) => progress?.step ?? 0),
    isTraining ? tolerance(states) : 0,
  )
}

/** Is a frame shown that is older than the run is? One that broke off has none after its last. */
function isBehind(state: LabState): boolean {
  const { progress, frames } = state
  const shown = shownFrame(state)
  if (progress === null || shown === null) return false
  const isBroken = progress.state === 'diverged' || progress.state === 'failed'
  return shown.step < (isBroken ? frames.at(-1)!.step : progress.step)
}

function together(steps: readonly number[], apart: number): readonly number[] {
  const least = Math.min(...steps)
  return Math.max(...steps) - least <= apart ? [least] : steps
}

/** `Step 1,268`, or of two that are apart `A 1,268 · B 97`. */
function whereOf(states: readonly LabState[], t: Words): string {
  const steps = reachedBy(states).map(formatCount)
  return steps.length === 1 ? t.step(steps[0]!) : sidesOf(steps, t)
}

/** The steps whose frames are shown: `shows 1,200`, or `shows A 1,200 · B 90`. */
function shownOf(states: readonly LabState[], t: Words): string {
  const steps = together(
    states.flatMap((state) => shownFrame(state)?.step ?? []),
    0,
  ).map(formatCount)
  return t.shows(steps.length === 1 ? steps[0]! : sidesOf(steps, t))
}

function sidesOf(steps: readonly string[], t: Words): string {
  return steps.map((step, i) => t.sideStep(letters[i]!, step)).join(' · ')
}

/** What both can learn between two reports, in steps. */
function tolerance(states: readonly LabState[]): number {
  const perSecond = states.map(
    ({ progress, recipe }) => (progress?.imagesPerSecond ?? 0) / recipe.optimise.batch,
  )
  return 2 * mostAhead + 0.5 * Math.max(...perSecond)
}

/** `A 9,800 · B 10,100 images/s · WASM`, and of a side that does not train why not. */
function howOf(states: readonly LabState[], t: Words): string {
  const speeds = states.map(({ progress }) =>
    progress?.state === 'training' && progress.imagesPerSecond
      ? formatCount(Math.round(progress.imagesPerSecond / 100) * 100)
      : null,
  )
  const backends = new Set(
    states.flatMap(({ progress }) => (progress?.backend ? [t[progress.backend.name]] : [])),
  )
  const each = states.map((state, i) => t.sideState(letters[i]!, speeds[i] ?? stateOf(state, t)))
  const all = speeds.every((speed) => speed !== null)
  const same = new Set(states.map((state) => state.progress?.state)).size === 1 && speeds[0] === null
  const sides = same ? stateOf(states[0]!, t) : all ? t.speed(each.join(' · ')) : each.join(' · ')
  return [sides, ...backends].join(' · ')
}

function stateOf({ progress }: LabState, t: Words): string {
  const state = progress?.state ?? 'starting'
  return state === 'failed' ? t.stopped : t[state]
}
