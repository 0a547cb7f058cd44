// The streams of random numbers of a run, counter-based (Salmon et al. 2011): a draw is a pure function of
// seed, stream, step and index, so that changing what one part of a run draws moves no other part.

import { normalQuantile } from './normalQuantile.ts'
import { fillThreefry } from './threefry.ts'

/** A stream's number is the second word of its key: it is part of what a recipe means, and never changes. */
export const streamIds = {
  weights: 1,
  order: 2,
  corruption: 3,
  code: 4,
  dropout: 5,
  pixels: 6,
  measuring: 7,
  probe: 8,
  claim: 9,
} as const

export type StreamName = keyof typeof streamIds

/**
 * Draw `index` of a step comes from word `index` of Threefry with key (seed, stream) and counter (step,
 * ⌊index/2⌋). The three kinds of draw read the same words, so a step's indices serve one kind only. All throw
 * a RangeError unless step, count and offset are whole numbers from 0 to 2³² − 1.
 */
export interface Draws {
  /**
   * `count` uniforms in the open interval (0,1), from draw `offset` on: (⌊word/2⁹⌋ + ½)·2⁻²³, exact in
   * float32.
   */
  uniforms(step: number, count: number, offset?: number): Float32Array<ArrayBuffer>
  /**
   * `count` standard normals, from draw `offset` on: normalQuantile of those uniforms, so none is beyond
   * ±5.3.
   */
  normals(step: number, count: number, offset?: number): Float32Array<ArrayBuffer>
}

/** Both words of a stream's key: the seed and the stream's number. */
export type StreamKey = readonly [seed: number, stream: number]

export interface Stream extends Draws {
  readonly key: StreamKey
  /**
   * A permutation of 0…length−1 by Fisher and Yates. A place among n is ⌊word·n/2³²⌋: its probability differs
   * from 1/n by less than 2⁻³², for 60,000 images a relative 1.4·10⁻⁵.
   */
  permutation(step: number, length: number): Uint32Array<ArrayBuffer>
}

/** The stream `name` of the run with this seed, a whole number taken modulo 2³². */
export function openStream(seed: number, name: StreamName): Stream {
  const key: StreamKey = [seed >>> 0, streamIds[name]]
  return { key, ...drawsOf(key), permutation: (step, length) => permutation(key, step, length) }
}

/** The draws of the stream with this key. */
export function drawsOf(key: StreamKey): Draws {
  function uniforms(step: number, count: number, offset = 0): Float32Array<ArrayBuffer> {
    const bits = words(key, step, count, offset)
    const out = new Float32Array(bits.buffer) // in place: a draw is four bytes before and after
    for (let i = 0; i < count; i++) out[i] = ((bits[i]! >>> 9) + 0.5) * 2 ** -23
    return out
  }

  function normals(step: number, count: number, offset = 0): Float32Array<ArrayBuffer> {
    const out = uniforms(step, count, offset)
    for (let i = 0; i < count; i++) out[i] = normalQuantile(out[i]!)
    return out
  }

  return { uniforms, normals }
}

function permutation(key: StreamKey, step: number, length: number): Uint32Array<ArrayBuffer> {
  const bits = words(key, step, length, 0)
  const out = new Uint32Array(length)
  for (let i = 0; i < length; i++) {
    const place = Math.floor(bits[i]! * (i + 1) * 2 ** -32)
    out[i] = out[place]!
    out[place] = i
  }
  return out
}

function words(key: StreamKey, step: number, count: number, offset: number): Uint32Array<ArrayBuffer> {
  requireUint32('step', step)
  requireUint32('number of draws', count)
  requireUint32('offset', offset)
  const out = new Uint32Array(count)
  fillThreefry(key[0], key[1], step, offset, out)
  return out
}

/** @throws RangeError unless what a draw is named by is a whole number from 0 to 2³² − 1 */
export function requireUint32(what: string, value: number): void {
  if (!Number.isInteger(value) || value < 0 || value >= 2 ** 32) {
    throw new RangeError(
      `The ${what} of a random stream must be a whole number from 0 to 2³² − 1, not ${value}.`,
    )
  }
}
