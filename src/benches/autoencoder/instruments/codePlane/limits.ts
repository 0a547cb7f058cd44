// The range that the code plane shows: nearly all codes with some room, at round limits, and calm from frame to frame.

import { roundUp } from '../niceNumbers.ts'

export type Range = readonly [number, number]

export interface Limits {
  readonly x: Range
  readonly y: Range
}

/** The share of the codes that may lie beyond the limits, at each end of each axis. */
const beyond = 0.001
/** The room on both sides of the codes, as a share of their spread; and where they have just outgrown their range. */
const room = { first: 0.08, growing: 0.2 }
/** A range that is this many times wider than a fresh one is given up for that. */
const loose = 1.4

/** The range of one coordinate of the points (n × 2) without the outermost thousandth at each end; null for none. */
export function spreadOf(points: Float32Array, axis: 0 | 1): Range | null {
  const sorted = new Float32Array(points.length / 2)
  for (let i = 0; i < sorted.length; i++) sorted[i] = points[i * 2 + axis]!
  sorted.sort()
  // NaNs are sorted to the end
  let finite = sorted.length
  while (finite > 0 && !Number.isFinite(sorted[finite - 1]!)) finite--
  if (finite === 0) return null
  const tail = Math.floor(beyond * finite)
  return [sorted[tail]!, sorted[finite - 1 - tail]!]
}

/** A range around `needed` at round numbers; the range before stays as long as it does. */
export function rangeAround(needed: Range | null, before: Range | null): Range {
  if (needed === null) return before ?? [-1, 1]
  const fresh = fitted(needed, room.first)
  if (before === null || spanOf(before) > loose * spanOf(fresh)) return fresh
  const holds = before[0] <= needed[0] && before[1] >= needed[1]
  return holds ? before : fitted(needed, room.growing)
}

function fitted([low, high]: Range, share: number): Range {
  const spread = high - low || Math.abs(high) || 1
  const margin = spread * share
  const step = roundUp(spread / 16)
  const round = (x: number) => Number((x * step).toPrecision(12))
  return [round(Math.floor((low - margin) / step)), round(Math.ceil((high + margin) / step))]
}

/** Least distance of the grid's lines, in heights of their numbers: no two of them touch. */
const apart = 3.45

/** The limits for these points and for what must be seen beside them, given those before. */
export function limitsAround(
  points: Float32Array,
  before: Limits | null,
  beside: Limits | null = null,
): Limits {
  const x = rangeAround(hull(spreadOf(points, 0), beside?.x ?? null), before?.x ?? null)
  const y = rangeAround(hull(spreadOf(points, 1), beside?.y ?? null), before?.y ?? null)
  return before !== null && x === before.x && y === before.y ? before : { x, y }
}

/**
 * What an area of this many pixels shows: at least the limits, with a unit as long upwards as across, and the
 * distance of the grid's lines, whose numbers have this size.
 */
export function equalScales(
  limits: Limits,
  { width, height, text }: { width: number; height: number; text: number },
): Limits & { step: number } {
  const unitsPerPixel = Math.max(spanOf(limits.x) / width, spanOf(limits.y) / height)
  const step = roundUp(unitsPerPixel * text * apart)
  return { x: around(limits.x, unitsPerPixel * width), y: around(limits.y, unitsPerPixel * height), step }
}

/** How many of the points (n × 2) lie beyond what is shown. */
export function countBeyond(points: Float32Array, shown: Limits): number {
  let count = 0
  for (let i = 0; i < points.length; i += 2) {
    const inside = within(points[i]!, shown.x) && within(points[i + 1]!, shown.y)
    if (!inside) count++
  }
  return count
}

function within(x: number, [low, high]: Range): boolean {
  return x >= low && x <= high
}

function hull(a: Range | null, b: Range | null): Range | null {
  return a && b ? [Math.min(a[0], b[0]), Math.max(a[1], b[1])] : (a ?? b)
}

function spanOf([low, high]: Range): number {
  return high - low
}

function around([low, high]: Range, span: number): Range {
  const middle = (low + high) / 2
  return [middle - span / 2, middle + span / 2]
}
