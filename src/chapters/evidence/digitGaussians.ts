// Ten Gaussians of real data: the ink of each digit in the upper, middle and lower third of the image.

import type { Images } from '../../data/dataset.ts'
import { fitted, type Gaussian } from './gaussians.ts'

const thirds = 3

export function digitGaussians({ pixels, labels, count }: Images): Gaussian[] {
  const size = pixels.length / count
  const points = Array.from({ length: 10 }, () => [] as number[][])
  for (let i = 0; i < count; i++) {
    const inks = [0, 0, 0]
    for (let pixel = 0; pixel < size; pixel++) {
      const third = Math.min(thirds - 1, Math.floor((pixel * thirds) / size))
      inks[third]! += pixels[i * size + pixel]! / 255
    }
    points[labels[i]!]!.push(inks)
  }
  return points.map(fitted)
}

/** Every ordered pair of two of them. */
export function pairsOf<T>(items: readonly T[]): [T, T][] {
  return items.flatMap((one) => items.filter((other) => other !== one).map((other): [T, T] => [one, other]))
}
