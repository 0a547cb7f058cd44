// Painting into an image of 28×28 pixels: holes, ink and noise under a round brush, or a hole of a given place.

import { openStream } from '../../../../numerics/streams.ts'
import { measuringStep } from '../../measuringSteps.ts'
import { pixels, side } from '../../shapes.ts'

export const tools = ['hole', 'ink', 'noise'] as const
export type Tool = (typeof tools)[number]

export const presets = ['middle', 'left', 'lower'] as const
type Preset = (typeof presets)[number]

/** In pixels; (0, 0) is the upper left corner, so that the first pixel's centre is (0.5, 0.5). */
export interface Place {
  readonly x: number
  readonly y: number
}

/** σ of the noise brush */
const brushSigma = 0.5

/** Nothing painted: 784 times NaN. */
export function noPaint(): Float32Array<ArrayBuffer> {
  return new Float32Array(pixels).fill(Number.NaN)
}

/** 784 standard normals: the noise that a run's brush uncovers, the same at every stroke. */
export function brushNoise(seed: number): Float32Array {
  return openStream(seed, 'measuring').normals(measuringStep('brush'), pixels)
}

/** The image with the paint over it. */
export function withPaint(clean: Float32Array, paint: Float32Array): Float32Array<ArrayBuffer> {
  return Float32Array.from(paint, (value, i) => (Number.isNaN(value) ? clean[i]! : value))
}

/** 1 where something is painted. */
export function paintedMask(paint: Float32Array): Uint8Array {
  return Uint8Array.from(paint, (value) => (Number.isNaN(value) ? 0 : 1))
}

interface Brush {
  readonly tool: Tool
  /** diameter in pixels */
  readonly width: number
  readonly noise: Float32Array
}

/** The paint after a stroke between two places: all pixels whose centres the brush covers. A new array. */
export function painted(
  paint: Float32Array,
  clean: Float32Array,
  { tool, width, noise }: Brush,
  from: Place,
  to: Place,
): Float32Array<ArrayBuffer> {
  const next = Float32Array.from(paint)
  const [across, down] = [to.x - from.x, to.y - from.y]
  const squared = across * across + down * down
  for (let i = 0; i < pixels; i++) {
    const [x, y] = [(i % side) + 0.5 - from.x, Math.floor(i / side) + 0.5 - from.y]
    const along = squared === 0 ? 0 : Math.min(1, Math.max(0, (x * across + y * down) / squared))
    if (Math.hypot(x - along * across, y - along * down) > width / 2) continue
    next[i] = valueOf(tool, clean[i]!, noise[i]!)
  }
  return next
}

function valueOf(tool: Tool, clean: number, noise: number): number {
  if (tool === 'noise') return Math.min(1, Math.max(0, clean + brushSigma * noise))
  return tool === 'hole' ? 0 : 1
}

/** The paint with a hole more. A new array. */
export function withHole(paint: Float32Array, preset: Preset): Float32Array<ArrayBuffer> {
  return Float32Array.from(paint, (value, i) => (isIn(preset, i % side, Math.floor(i / side)) ? 0 : value))
}

/** The middle is 10 pixels wide and high. */
function isIn(preset: Preset, x: number, y: number): boolean {
  if (preset === 'left') return x < side / 2
  if (preset === 'lower') return y >= side / 2
  return Math.abs(x + 0.5 - side / 2) < 5 && Math.abs(y + 0.5 - side / 2) < 5
}
