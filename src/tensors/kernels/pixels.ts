// The kernel that makes a tensor of the bytes of images, which travel to the device as they are stored.

import { valuesOf } from '../../numerics/bytes.ts'
import { registered } from './kernel.ts'
import { pixels } from './webgl/pixels.ts'

interface Bytes {
  /** as many as the shape holds, a multiple of four */
  readonly bytes: Uint8Array
  readonly shape: readonly [images: number, pixels: number]
}

/** Bytes / 255, from 0 to 1 (images × pixels). */
export const pixelsKernel = registered<never, Bytes>({
  name: 'Pixels',
  check: (_inputs, { bytes, shape: [images, pixels] }, kernel) => {
    if (bytes.length === images * pixels && bytes.length % 4 === 0 && bytes.length > 0) return
    throw new RangeError(
      `${kernel} takes as many bytes as the images have pixels, a multiple of four, but there are ${bytes.length} for ${images} × ${pixels}.`,
    )
  },
  cpu: ({ attributes: { bytes, shape }, output }) => output(shape, valuesOf(bytes)),
  wasm: ({ attributes: { bytes, shape }, assembly, output }) => {
    const x = output(shape)
    for (let done = 0; done < bytes.length; done += assembly.scratchBytes) {
      const part = bytes.subarray(done, done + assembly.scratchBytes)
      assembly.bytes().set(part, assembly.scratch)
      assembly.fromBytes(assembly.scratch, x.at + 4 * done, part.length)
    }
    return x
  },
  webgl: ({ attributes: { bytes, shape }, backend }) => pixels(backend, bytes, shape),
})
