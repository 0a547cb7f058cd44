// Which of the frames kept have a thumbnail over the timeline: a few, evenly over its axis, that stay as more frames arrive.

import { placeOf } from './timelineScale.ts'

/**
 * Of `steps`, ascending, the first one in each of `count` equal parts of an axis of `length` steps, without those that stand
 * nearer than `apart` of the axis to the one before.
 */
export function thumbnailSteps(
  steps: readonly number[],
  length: number,
  count: number,
  apart: number,
): readonly number[] {
  const chosen: number[] = []
  let part = -1
  for (const step of steps) {
    const place = placeOf(step, length)
    const own = Math.min(count - 1, Math.floor(place * count))
    if (own === part) continue
    const before = chosen.at(-1)
    if (before !== undefined && place - placeOf(before, length) < apart) continue
    part = own
    chosen.push(step)
  }
  return chosen
}
