// The linear denoiser as instruments measure it: on the same noisy images as the model, in a question of its own, because
// what it makes of them is the same at every step.

import * as z from 'zod/mini'
import { breathe } from '../../../lab/breathe.ts'
import { applyLinearDenoiser, type LinearDenoiser } from '../../../numerics/linearDenoiser.ts'
import { pixels } from '../shapes.ts'
import { floats } from './question.ts'

/** A linear denoiser as a question brings it. */
export const askedDenoiser = z.object({
  weights: floats(pixels * pixels),
  offset: floats(pixels),
}) as unknown as z.ZodMiniType<LinearDenoiser>

/** Images between two breaths, 40 ms. */
const slice = 100

/** What the linear denoiser makes of any number of images (images × 784), within [0,1]. */
export async function restoreLinearly(
  denoiser: LinearDenoiser,
  corrupted: Float32Array,
): Promise<Float32Array> {
  const restored = new Float32Array(corrupted.length)
  for (let start = 0; start < corrupted.length; start += slice * pixels) {
    restored.set(applyLinearDenoiser(denoiser, corrupted.subarray(start, start + slice * pixels)), start)
    await breathe()
  }
  return restored
}
