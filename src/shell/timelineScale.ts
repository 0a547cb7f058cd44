// Where a step stands on the timeline: logarithmic from step 1 on, with step 0 a little to the left of it.

/** the share of the axis between step 0 and step 1 */
const beforeFirst = 0.03

/** Place of a step on an axis that ends at `length` ≥ 2 steps, in [0,1]. */
export function placeOf(step: number, length: number): number {
  if (step < 1) return 0
  return Math.min(1, beforeFirst + (1 - beforeFirst) * (Math.log(step) / Math.log(length)))
}

/** Of these steps the one that stands nearest to a place. `steps` must not be empty. */
export function nearestStep(steps: readonly number[], place: number, length: number): number {
  return steps.reduce((nearest, step) =>
    Math.abs(placeOf(step, length) - place) < Math.abs(placeOf(nearest, length) - place) ? step : nearest,
  )
}

/** Powers of ten, and always the end, before which a power that it would crowd is left out. */
export function stepLabels(length: number): number[] {
  const labels: number[] = []
  for (let step = 1; step <= length; step *= 10) labels.push(step)
  const free = labels.filter((step) => placeOf(length, length) - placeOf(step, length) > 0.1)
  return [...free, length]
}
