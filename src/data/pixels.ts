// From stored bytes to the numbers that a batch is made of: x/255, its threshold, or a fresh Bernoulli(x/255) draw at
// every presentation, as in Salakhutdinov and Murray, "On the quantitative analysis of deep belief networks" (2008).

import { valuesOf } from '../numerics/bytes.ts'
import type { Stream } from '../numerics/streams.ts'
import type { Images } from './chunk.ts'
import { pixelsPerImage } from './manifest.ts'

export const pixelModes = ['grey', 'threshold', 'sampled'] as const
export type PixelMode = (typeof pixelModes)[number]

/**
 * The images with these file indices as bytes, indices.length × 784, row by row: the stored ones, or 0 and 255. `sampled`
 * draws from the stream 'pixels' at (step, place in the batch × 784 + pixel): the same image twice in a batch is drawn
 * twice.
 * @param bytes where they are written, and what is returned: fresh memory costs several times as much as the copy
 */
export function gatherBytes(
  images: Images,
  indices: ArrayLike<number>,
  mode: PixelMode,
  stream: Stream,
  step: number,
  bytes: Uint8Array = bytesFor(indices.length),
): Uint8Array {
  const { pixels } = images
  for (let place = 0; place < indices.length; place++) {
    const from = indices[place]! * pixelsPerImage
    bytes.set(pixels.subarray(from, from + pixelsPerImage), place * pixelsPerImage)
  }
  if (mode === 'grey') return bytes
  const uniforms = mode === 'sampled' ? stream.uniforms(step, bytes.length) : null
  for (let i = 0; i < bytes.length; i++) {
    const isInk = uniforms === null ? bytes[i]! >= 128 : uniforms[i]! < bytes[i]! / 255
    bytes[i] = isInk ? 255 : 0
  }
  return bytes
}

/** Room for so many images. */
export function bytesFor(images: number): Uint8Array {
  return new Uint8Array(images * pixelsPerImage)
}

/** The same as numbers in [0, 1]. */
export function gather(
  images: Images,
  indices: ArrayLike<number>,
  mode: PixelMode,
  stream: Stream,
  step: number,
): Float32Array<ArrayBuffer> {
  return valuesOf(gatherBytes(images, indices, mode, stream, step))
}
