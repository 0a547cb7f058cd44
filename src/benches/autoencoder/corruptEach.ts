// Images under a corruption, each with draws of its own, so that what stands beside it alters nothing.

import type { Corrupted, Draws } from './corrupt/corruption.ts'
import { corruptionOf } from './corrupt/corruptions.ts'
import type { CorruptRecipe } from './recipe.ts'
import { pixels } from './shapes.ts'

/** clean (images × 784) in [0,1]; `drawsOf` the image in this place. */
export function corruptEach(
  corrupt: CorruptRecipe,
  clean: Float32Array,
  drawsOf: (place: number) => Draws,
): Corrupted {
  const corruption = corruptionOf(corrupt.kind)
  const x = new Float32Array(clean.length)
  const mask = corruption.hides ? new Float32Array(clean.length) : null
  for (let from = 0; from < clean.length; from += pixels) {
    const one = corruption.corrupt(clean.subarray(from, from + pixels), corrupt, drawsOf(from / pixels))
    x.set(one.x, from)
    if (mask && one.mask) mask.set(one.mask, from)
  }
  return { x, mask }
}
