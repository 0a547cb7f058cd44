// The kernel that makes a tensor of the bytes of images, which travel to the device as they are stored.

import { registered } from './kernel.ts'

interface Bytes {
  /** as many as the shape holds, a multiple of four */
  readonly bytes: Uint8Array
  readonly shape: readonly [images: number, pixels: number]
}

/** Bytes / 255, from 0 to 1 (images × pixels). */
export const pixelsKernel = registered<never, Bytes>({
  name: 'Pixels',
  cpu: ({ attributes: { bytes, shape }, output }) =>
    output(
      shape,
      Float32Array.from(bytes, (byte) => byte / 255),
    ),
  wasm: ({ attributes: { bytes, shape }, assembly, output }) => {
    const x = output(shape)
    for (let done = 0; done < bytes.length; done += assembly.scratchBytes) {
      const part = bytes.subarray(done, done + assembly.scratchBytes)
      assembly.bytes().set(part, assembly.scratch)
      assembly.fromBytes(assembly.scratch, x.at + 4 * done, part.length)
    }
    return x
  },
})
