// Images under a corruption, each with draws of its own, so that what stands beside it alters nothing.

import type { Corrupted, Draws } from './corrupt/corruption.ts'
import { corruptionOf } from './corrupt/corruptions.ts'
import type { CorruptRecipe } from './recipe.ts'
import { pixels } from './shapes.ts'

/** The draws of so many images one after the other; `drawsOf` the image in this place. Each has as many as any other. */
export function drawsOfEach(images: number, drawsOf: (place: number) => Draws): Draws {
  const joined = (kind: keyof Draws) => (count: number) => {
    const values = new Float32Array(count)
    const each = count / images
    for (let place = 0; place < images; place++) values.set(drawsOf(place)[kind](each), place * each)
    return values
  }
  return { uniforms: joined('uniforms'), normals: joined('normals') }
}

/** clean (images × 784) in [0,1]; `drawsOf` the image in this place. */
export function corruptEach(
  corrupt: CorruptRecipe,
  clean: Float32Array,
  drawsOf: (place: number) => Draws,
): Corrupted {
  return corruptionOf(corrupt.kind).corrupt(clean, corrupt, drawsOfEach(clean.length / pixels, drawsOf))
}
