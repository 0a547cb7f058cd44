// From stored bytes to the numbers that a batch is made of: x/255, its threshold, or a fresh Bernoulli(x/255) draw at
// every presentation, as in Salakhutdinov and Murray, "On the quantitative analysis of deep belief networks" (2008).

import type { Stream } from '../numerics/streams.ts'
import type { Images } from './chunk.ts'
import { pixelsPerImage } from './manifest.ts'

export const pixelModes = ['grey', 'threshold', 'sampled'] as const
export type PixelMode = (typeof pixelModes)[number]

/**
 * The images with these file indices, indices.length × 784 values in [0, 1], row by row. `sampled` draws from the stream
 * 'pixels' at (step, place in the batch × 784 + pixel): the same image twice in a batch is drawn twice.
 */
export function gather(
  images: Images,
  indices: ArrayLike<number>,
  mode: PixelMode,
  stream: Stream,
  step: number,
): Float32Array<ArrayBuffer> {
  const { pixels } = images
  const values = new Float32Array(indices.length * pixelsPerImage)
  const uniforms = mode === 'sampled' ? stream.uniforms(step, values.length) : null
  for (let place = 0; place < indices.length; place++) {
    const from = indices[place]! * pixelsPerImage
    const to = place * pixelsPerImage
    for (let pixel = 0; pixel < pixelsPerImage; pixel++) {
      const byte = pixels[from + pixel]!
      const value = to + pixel
      if (uniforms) values[value] = uniforms[value]! < byte / 255 ? 1 : 0
      else if (mode === 'threshold') values[value] = byte >= 128 ? 1 : 0
      else values[value] = byte / 255
    }
  }
  return values
}
