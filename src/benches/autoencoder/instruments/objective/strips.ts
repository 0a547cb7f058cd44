// The objective's curves: which there are, from where to where they go, and where a step stands on the axis.

import type { BatchLoss } from '../../../../lab/run.ts'
import type { Evaluation } from '../../evaluate.ts'
import { roundUpClosely } from '../niceNumbers.ts'

export interface Point {
  readonly step: number
  readonly value: number
}

/** One quantity with a scale of its own. */
export interface Strip {
  /** `reconstruction`, the id of a term, or `total` */
  readonly id: string
  readonly test: readonly Point[]
  readonly batches: readonly Point[]
}

export interface Measured {
  readonly step: number
  readonly evaluation: Evaluation
}

/**
 * The reconstruction, each term that was on at any time, in the order of `known`, and the total where there are
 * terms. A term has no points while it is off.
 */
export function stripsOf(
  history: readonly Measured[],
  batchLosses: readonly BatchLoss[],
  known: readonly string[],
): Strip[] {
  const on = new Set(history.flatMap(({ evaluation }) => Object.keys(evaluation.terms)))
  for (const loss of batchLosses) for (const id of Object.keys(loss.terms)) on.add(id)
  const terms = known.filter((id) => on.has(id))
  const ids = terms.length > 0 ? ['reconstruction', ...terms, 'total'] : ['reconstruction']
  return ids.map((id) => ({
    id,
    test: pointsOf(history.map(({ step, evaluation }) => ({ step, value: valueOf(evaluation, id) }))),
    batches: pointsOf(batchLosses.map((loss) => ({ step: loss.step, value: valueOf(loss, id) }))),
  }))
}

/** One quantity of an objective; NaN where the term is off. */
export function valueOf(objective: Omit<Evaluation, 'msePerPixel'>, id: string): number {
  if (id === 'reconstruction') return objective.reconstruction
  return id === 'total' ? objective.total : (objective.terms[id] ?? Number.NaN)
}

function pointsOf(points: readonly Point[]): Point[] {
  return points.filter(({ value }) => Number.isFinite(value))
}

/** At most `most` points, evenly spaced on a logarithmic axis, first and last among them. */
export function thinned(points: readonly Point[], most: number): readonly Point[] {
  const [first, last] = [points[0], points.at(-1)]
  if (points.length <= most || first === undefined || last === undefined) return points
  const start = stepPlace(first.step)
  const cell = (stepPlace(last.step) - start) / (most - 1)
  let before = -1
  return points.filter((point) => {
    const here = Math.floor((stepPlace(point.step) - start) / cell + 1e-9)
    const isNext = here !== before
    before = here
    return isNext || point === last
  })
}

/** Until this step the curves fall from where chance put them; a longer run is drawn from here on. */
const settled = 10

/** From which step to which the axis goes, for a run of `planned` steps that has come to `reached`. */
export function stepRange(reached: number, planned: number): readonly [number, number] {
  return [reached < 3 * settled ? 0 : settled, Math.max(reached, planned, 3 * settled)]
}

/** The end of a strip's scale for what is drawn from step `from` on. */
export function topOf(strip: Strip, lines: readonly number[], from: number): number {
  const drawn = [strip.test, strip.batches].map((points) => largestFrom(points, from))
  const most = Math.max(...drawn, ...lines, 0)
  return most > 0 ? roundUpClosely(most * 1.02) : 1
}

/** The beginning of a strip's scale: 0, or below the least value where a density above 1 makes −log p negative. */
export function bottomOf({ test, batches }: Strip): number {
  const least = [...test, ...batches].reduce((low, { value }) => Math.min(low, value), 0)
  return least < 0 ? -roundUpClosely(-least * 1.02) : 0
}

/** The largest value of a curve from step `from` on, where it enters there among them; 0 for none. */
function largestFrom(points: readonly Point[], from: number): number {
  const after = points.findIndex(({ step }) => step >= from)
  if (after < 0) return 0
  const most = points.slice(after).reduce((most, { value }) => Math.max(most, value), 0)
  const [next, before] = [points[after]!, points[after - 1]]
  if (before === undefined) return most
  const place = stepPlace(before.step)
  const share = (stepPlace(from) - place) / (stepPlace(next.step) - place)
  return Math.max(most, before.value + share * (next.value - before.value))
}

/** The place of a step on the axis, its power of ten; step 0 stands at the left edge, a little before step 1. */
export function stepPlace(step: number): number {
  return step < 1 ? -0.4 : Math.log10(step)
}
