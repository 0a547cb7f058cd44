// How a slider's positions, which are whole numbers from 0, stand for values.

/** The values a slider can take. */
export type SliderScale =
  | {
      /** Evenly spaced from `min` to `max`. */
      kind: 'linear'
      min: number
      max: number
      step: number
    }
  | {
      /** Evenly spaced in the logarithm; with `zero`, the left end is 0 (a term that is off). */
      kind: 'log'
      min: number
      max: number
      zero?: boolean
      /** Positions per factor of ten; 20 unless told. */
      perDecade?: number
    }
  | {
      /** Exactly these values, in rising order. */
      kind: 'list'
      values: readonly number[]
    }

function decadeSteps(scale: Extract<SliderScale, { kind: 'log' }>): number {
  return Math.max(1, Math.round(Math.log10(scale.max / scale.min) * (scale.perDecade ?? 20)))
}

/** The last position; the first is 0. */
export function lastPosition(scale: SliderScale): number {
  if (scale.kind === 'list') return scale.values.length - 1
  if (scale.kind === 'linear') return Math.round((scale.max - scale.min) / scale.step)
  return decadeSteps(scale) + (scale.zero ? 1 : 0)
}

// Rounding to what a person would write: 0.1 + 0.2 is 0.3, and a twentieth of a decade is 1.1, not 1.122.
function rounded(value: number, digits: number): number {
  return Number(value.toPrecision(digits))
}

/** The value at a position; a position outside is taken as the nearest end. */
export function valueAt(scale: SliderScale, position: number): number {
  const last = lastPosition(scale)
  const place = Math.min(Math.max(Math.round(position), 0), last)
  if (scale.kind === 'list') return scale.values[place]!
  if (scale.kind === 'linear') return place === last ? scale.max : rounded(scale.min + place * scale.step, 12)
  if (scale.zero && place === 0) return 0
  if (place === last) return scale.max
  const step = place - (scale.zero ? 1 : 0)
  if (step === 0) return scale.min
  return rounded(scale.min * (scale.max / scale.min) ** (step / decadeSteps(scale)), 2)
}

/** The position of a value, a fraction where it falls between two; values outside go to the nearest end. */
export function positionOf(scale: SliderScale, value: number): number {
  const last = lastPosition(scale)
  if (Number.isNaN(value)) return 0
  const within = (position: number) => Math.min(Math.max(position, 0), last)
  if (scale.kind === 'linear') return within((value - scale.min) / scale.step)
  if (scale.kind === 'log') {
    const first = scale.zero ? 1 : 0
    if (value <= 0) return 0
    if (value < scale.min) return first * (value / scale.min)
    return within(
      first + (Math.log(value / scale.min) / Math.log(scale.max / scale.min)) * decadeSteps(scale),
    )
  }
  const above = scale.values.findIndex((candidate) => candidate >= value)
  if (above < 0) return last
  if (above === 0) return 0
  const low = scale.values[above - 1]!
  return above - 1 + (value - low) / (scale.values[above]! - low)
}
