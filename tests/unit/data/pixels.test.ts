import { describe, expect, it } from 'vitest'
import { bytesFor, gather, gatherBytes, pixelModes } from '../../../src/data/pixels.ts'
import { openStream } from '../../../src/numerics/streams.ts'

// Image 0 holds every byte in turn, image 1 is 51 = 255/5 throughout, image 2 is black, image 3 white.
const pixels = Uint8Array.from({ length: 4 * 784 }, (_, i) => {
  return [(i % 784) & 255, 51, 0, 255][Math.floor(i / 784)]!
})
const images = { count: 4, pixels, labels: new Uint8Array(4) }
const stream = openStream(42, 'pixels')

describe('the pixels of a batch', () => {
  it('are x/255 when grey, image after image', () => {
    const values = gather(images, Uint32Array.of(3, 0, 3), 'grey', stream, 0)
    expect(values.length).toBe(3 * 784)
    expect(values.subarray(0, 784).every((x) => x === 1)).toBe(true)
    for (const byte of [0, 1, 127, 128, 255]) expect(values[784 + byte]).toBe(Math.fround(byte / 255))
    expect(values.subarray(2 * 784).every((x) => x === 1)).toBe(true)
  })

  it('are 1 from byte 128 on when thresholded', () => {
    const values = gather(images, [0], 'threshold', stream, 0)
    expect([...values.subarray(0, 256)]).toEqual(
      Array.from({ length: 256 }, (_, byte) => (byte >= 128 ? 1 : 0)),
    )
  })

  it('are 0 or 1 with mean x/255 when sampled, and sure where black or white', () => {
    const n = 100
    const values = gather(images, new Uint32Array(n).fill(1), 'sampled', stream, 0)
    expect(values.every((x) => x === 0 || x === 1)).toBe(true)
    const mean = values.reduce((sum, x) => sum + x, 0) / values.length
    const deviation = Math.sqrt((0.2 * 0.8) / values.length)
    expect(Math.abs(mean - 0.2)).toBeLessThan(4 * deviation)
    const sure = gather(images, [2, 3], 'sampled', stream, 0)
    expect(sure.subarray(0, 784).every((x) => x === 0)).toBe(true)
    expect(sure.subarray(784).every((x) => x === 1)).toBe(true)
  })

  it('are drawn afresh for every presentation, and again the same for the same step', () => {
    const draw = (step: number, seed = 42) =>
      gather(images, [1, 1], 'sampled', openStream(seed, 'pixels'), step)
    const first = draw(3)
    expect(first.subarray(0, 784)).not.toEqual(first.subarray(784))
    expect(draw(4)).not.toEqual(first)
    expect(draw(3, 43)).not.toEqual(first)
    expect(draw(3)).toEqual(first)
  })

  it('are the same in memory that holds those of another batch', () => {
    for (const mode of pixelModes) {
      const bytes = bytesFor(2)
      gatherBytes(images, [3, 0], mode, stream, 4, bytes)
      expect(gatherBytes(images, [1, 2], mode, stream, 5, bytes)).toBe(bytes)
      expect(bytes).toEqual(gatherBytes(images, [1, 2], mode, stream, 5))
    }
  })
})
