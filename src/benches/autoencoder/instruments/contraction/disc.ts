// What a disc of images becomes in code space, and how large it is drawn.

import { lengthOf } from '../../../../numerics/matrices.ts'

/** Code per pixel unit along the disc's first axis and its second: ‖J e‖. */
export function gainsOf({
  ends,
}: {
  readonly ends: readonly [readonly number[], readonly number[]]
}): [number, number] {
  return [lengthOf(ends[0]), lengthOf(ends[1])]
}

/**
 * How many times the scale of the images the codes are drawn in: 1 where what a radius of 1 becomes lies between 0.3 and
 * 1.2, else the largest of 1, 2, 5 times a power of ten at which it is not larger than 1.2.
 * @param extents of what is drawn, for a radius of 1
 */
export function enlargementOf(...extents: readonly number[]): number {
  const extent = Math.max(...extents)
  if (!(extent > 0) || extent === Infinity) return 1
  if (extent >= 0.3 && extent <= 1.2) return 1
  const most = 1.2 / extent
  const power = 10 ** Math.floor(Math.log10(most))
  const multiple = [5, 2, 1].find((candidate) => candidate * power <= most * (1 + 1e-9))!
  return Number((multiple * power).toPrecision(3))
}
