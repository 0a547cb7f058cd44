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
 */
export function gatherBytes(
  images: Images,
  indices: ArrayLike<number>,
  mode: PixelMode,
  stream: Stream,
  step: number,
): Uint8Array<ArrayBuffer> {
  const { pixels } = images
  const bytes = new Uint8Array(indices.length * pixelsPerImage)
  for (let place = 0; place < indices.length; place++) {
    const from = indices[place]! * pixelsPerImage
    bytes.set(pixels.subarray(from, from + pixelsPerImage), place * pixelsPerImage)
  }
  if (mode === 'grey') return bytes
  if (mode === 'threshold') return bytes.map((byte) => (byte >= 128 ? 255 : 0))
  const uniforms = stream.uniforms(step, bytes.length)
  return bytes.map((byte, i) => (uniforms[i]! < byte / 255 ? 255 : 0))
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
