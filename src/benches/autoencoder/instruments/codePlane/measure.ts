// Code plane: every test image's code in two coordinates, or on the first two principal components of all codes.

import * as z from 'zod/mini'
import type { Measure } from '../instrument.ts'
import { parsed, requireCoordinates } from '../question.ts'

/** What the two axes are. */
export type Axes =
  | { readonly kind: 'line' } // one coordinate; the vertical place is the image's rank, and means nothing
  | { readonly kind: 'coordinates'; readonly first: number; readonly second: number }
  | { readonly kind: 'principal'; readonly share: number } // share of the codes' variance that the plane holds

export interface CodePlanePart {
  readonly axes: Axes
  /** (images × 2), in the order of the test images of the recipe's classes */
  readonly points: Float32Array
  /**
   * The plane in code space: code = origin + u · across + v · up, each of code size. The way back from a clicked point;
   * what the plane does not hold stays at the codes' mean.
   */
  readonly origin: Float32Array
  readonly across: Float32Array
  readonly up: Float32Array
}

/** Two coordinates to look at instead of the principal plane. */
export interface CodePlaneQuestion {
  readonly first: number
  readonly second: number
}

const asked: z.ZodMiniType<CodePlaneQuestion> = z.object({ first: z.number(), second: z.number() })

export const measure: Measure<CodePlanePart, CodePlaneQuestion, CodePlanePart> = {
  id: 'codePlane',
  applies: () => true,
  measure: async (rest) => {
    const { size } = rest.recipe.code
    const { codes } = await rest.evaluated()
    if (size === 1) return line(codes)
    return size === 2 ? coordinates(codes, 2, 0, 1) : principal(codes, size)
  },
  ask: async (rest, question) => {
    const { first, second } = parsed(asked, question)
    const { size } = rest.recipe.code
    requireCoordinates(size, [first, second])
    return coordinates((await rest.evaluated()).codes, size, first, second)
  },
}

function line(codes: Float32Array): CodePlanePart {
  const points = new Float32Array(codes.length * 2)
  codes.forEach((code, i) => points.set([code, i / codes.length - 0.5], i * 2))
  const [origin, across, up] = [[0], [1], [0]].map((values) => Float32Array.from(values))
  return { axes: { kind: 'line' }, points, origin: origin!, across: across!, up: up! }
}

function coordinates(codes: Float32Array, size: number, first: number, second: number): CodePlanePart {
  const count = codes.length / size
  const points = new Float32Array(count * 2)
  for (let i = 0; i < count; i++) {
    points[i * 2] = codes[i * size + first]!
    points[i * 2 + 1] = codes[i * size + second]!
  }
  const origin = meanCode(codes, size)
  const [across, up] = [first, second].map((index) =>
    Float32Array.from({ length: size }, (_, j) => Number(j === index)),
  )
  origin[first] = 0
  origin[second] = 0
  return { axes: { kind: 'coordinates', first, second }, points, origin, across: across!, up: up! }
}

async function principal(codes: Float32Array, size: number): Promise<CodePlanePart> {
  const { principalPlane } = await import('../../../../numerics/principalPlane.ts')
  const { mean, across, up, points, share } = principalPlane(codes, size)
  return { axes: { kind: 'principal', share }, points, origin: mean, across, up }
}

function meanCode(codes: Float32Array, size: number): Float32Array {
  const sum = new Float64Array(size)
  codes.forEach((value, i) => (sum[i % size]! += value))
  return Float32Array.from(sum, (total) => (total * size) / codes.length)
}
