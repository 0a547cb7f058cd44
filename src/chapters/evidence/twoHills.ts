// A target with two hills and the best Gaussians for it, by integrals over a fine grid of one number (curriculum L6).

export interface Normal {
  readonly mean: number
  readonly deviation: number
}

const [from, to, cells] = [-10, 10, 2000]
const spacing = (to - from) / cells

export const densityOf =
  ({ mean, deviation }: Normal) =>
  (z: number): number =>
    Math.exp(-0.5 * ((z - mean) / deviation) ** 2) / (deviation * Math.sqrt(2 * Math.PI))

const hills = [-3, 3].map((mean) => densityOf({ mean, deviation: 0.7 }))

const target = (z: number): number => hills.reduce((sum, hill) => sum + hill(z) / hills.length, 0)

/** KL(q ‖ target), nats. */
export function divergenceTo(q: (z: number) => number): number {
  let sum = 0
  for (let cell = 0; cell < cells; cell++) {
    const z = from + (cell + 0.5) * spacing
    const density = q(z)
    if (density > 1e-300) sum += density * Math.log(density / target(z)) * spacing
  }
  return sum
}

/** Descends along the mean and the logarithm of the deviation, from a standard deviation of 1. */
export function fitFrom(start: number): Normal {
  let [mean, logDeviation] = [start, 0]
  const at = (m: number, s: number) => divergenceTo(densityOf({ mean: m, deviation: Math.exp(s) }))
  const [h, rate] = [1e-4, 0.1]
  for (let step = 0; step < 200; step++) {
    const slope = (at(mean + h, logDeviation) - at(mean - h, logDeviation)) / (2 * h)
    const widening = (at(mean, logDeviation + h) - at(mean, logDeviation - h)) / (2 * h)
    mean -= rate * slope
    logDeviation -= rate * widening
  }
  return { mean, deviation: Math.exp(logDeviation) }
}
