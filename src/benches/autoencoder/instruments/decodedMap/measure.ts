// Decoded map: what the decoder draws on a grid of codes of two numbers: over the range of the test codes, or, where there is
// a prior, on its quantiles (Kingma & Welling 2014, figure 4).

import * as z from 'zod/mini'
import { classes } from '../../shapes.ts'
import { whole } from '../../whole.ts'
import { bytesOf } from '../bytes.ts'
import { decodeImages } from '../decodeImages.ts'
import type { Measure, ModelAtRest } from '../instrument.ts'
import { parsed } from '../question.ts'
import { codeOfCell, priorQuantiles } from './grid.ts'

export interface DecodedMapPart {
  readonly columns: number
  readonly rows: number
  /** the grid's outermost codes, [first, last] in each coordinate; rows run from the highest second coordinate down */
  readonly first: readonly [number, number]
  readonly second: readonly [number, number]
  /** given, the grid's values of both coordinates, ascending: quantiles of N(0, 1); without, they are evenly spaced */
  readonly quantiles?: Float32Array
  /** the class that the decoder is told; absent where it is told none */
  readonly label?: number
  /** (rows · columns × 784), 0 to 255 */
  readonly images: Uint8Array
}

/** Another class to tell the decoder. */
export interface DecodedMapQuestion {
  readonly label: number
}

const cells = 11
/** the middle share of the codes that the grid covers in each coordinate, so that a stray code does not empty it */
const covered = 0.98

const asked: z.ZodMiniType<DecodedMapQuestion> = z.object({ label: whole(0, classes - 1) })

export const measure: Measure<DecodedMapPart, DecodedMapQuestion, DecodedMapPart> = {
  id: 'decodedMap',
  applies: (recipe) => recipe.code.size === 2,
  measure: (rest) => {
    const { code, data } = rest.recipe
    return decodedMap(rest, code.condition === 'label' ? Math.min(...data.classes) : undefined)
  },
  ask: async (rest, question) => decodedMap(rest, parsed(asked, question, 'There is no such class.').label),
}

async function decodedMap(rest: ModelAtRest, label: number | undefined): Promise<DecodedMapPart> {
  const places = await placesOf(rest)
  const codes = Float32Array.from(
    Array.from({ length: cells * cells }, (_, cell) => codeOfCell(places, cell)).flat(),
  )
  const labels = label === undefined ? null : new Uint8Array(cells * cells).fill(label)
  const images = bytesOf(await decodeImages(rest, codes, labels))
  return { ...places, ...(label !== undefined && { label }), images }
}

async function placesOf(rest: ModelAtRest): Promise<Omit<DecodedMapPart, 'images' | 'label'>> {
  const square = { columns: cells, rows: cells }
  if (rest.recipe.code.kind === 'gaussian') {
    const quantiles = priorQuantiles(cells)
    const ends = [quantiles[0]!, quantiles.at(-1)!] as const
    return { ...square, first: ends, second: ends, quantiles }
  }
  const { codes } = await rest.evaluated()
  return { ...square, first: rangeOf(codes, 0), second: rangeOf(codes, 1) }
}

function rangeOf(codes: Float32Array, axis: number): [number, number] {
  const sorted = codes.filter((_, i) => i % 2 === axis).sort()
  const tail = ((1 - covered) / 2) * (sorted.length - 1)
  return [sorted[Math.round(tail)]!, sorted[Math.round(sorted.length - 1 - tail)]!]
}
