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
  const last = points.at(-1)
  if (points.length <= most || last === undefined) return points
  const cell = stepPlace(last.step, true) / (most - 1)
  const kept: Point[] = []
  let before = -1
  for (const point of points) {
    const here = Math.floor(stepPlace(point.step, true) / cell + 1e-9)
    if (here === before && point !== last) continue
    before = here
    kept.push(point)
  }
  return kept
}

/** Until this step the curves fall from where chance put them, which is left out of the scale when there is more. */
const beginning = 10

/** The end of a strip's scale, which begins at 0. */
export function topOf(strip: Strip, lines: readonly number[]): number {
  const last = strip.test.at(-1)?.step ?? 0
  const settled = last >= 3 * beginning ? strip.test.filter(({ step }) => step >= beginning) : strip.test
  const shown = settled.length > 0 ? settled : strip.batches
  const most = Math.max(...shown.map(({ value }) => value), ...lines, 0)
  return most > 0 ? roundUpClosely(most * 1.02) : 1
}

/** Does the strip begin above the end of its scale? */
export function beginsAbove(strip: Strip, lines: readonly number[]): boolean {
  const top = topOf(strip, lines)
  return strip.test.some(({ value }) => value > top)
}

/** Where step 0 stands on the axis, in powers of ten: at its left edge, a little before step 1. */
export const leftEdge = -0.4

/** The place of a step on the axis: its power of ten, or (`from`) how far it is from the left edge. */
export function stepPlace(step: number, from = false): number {
  const place = step < 1 ? leftEdge : Math.log10(step)
  return from ? place - leftEdge : place
}
