// The view in a link: what its sender has open and chosen, and at which step the run is; it never alters a run.

import * as z from 'zod/mini'
import type { Chosen } from '../benches/autoencoder/instruments/InstrumentView.tsx'
import { pixelsPerImage } from '../data/manifest.ts'
import { mostImages } from '../data/own/limits.ts'
import { fromUrlSafe, packed, toUrlSafe, unpacked } from '../lab/link.ts'
import type { Complaint } from '../lab/recipe.ts'

/** What is left out is as on a first look at the recipe. */
export interface View {
  readonly instrument?: string
  /** the instrument that fills the bench */
  readonly expanded?: string
  readonly chosen?: Chosen
  readonly colourByClass?: boolean
  /** the run is trained to this step, and rests there */
  readonly step?: number
}

const id = z.string().check(z.maxLength(60))

const written = z.partial(
  z.object({
    instrument: id,
    expanded: id,
    image: z.union([
      z.object({ test: z.int().check(z.nonnegative(), z.maximum(mostImages)) }),
      z.object({ drawn: z.string().check(z.maxLength(4000)) }),
      z.object({ code: z.array(z.number()).check(z.minLength(1), z.maxLength(1024)) }),
    ]),
    colour: z.boolean(),
    step: z.int().check(z.positive(), z.maximum(1_000_000)),
  }),
)
type Written = z.infer<typeof written>

/** The view as the part of a link behind `&v=`; null where it says nothing. */
export function writeView(view: View): string | null {
  const json = viewJson(view)
  return Object.keys(json).length === 0 ? null : packed(json)
}

/** The view as JSON. */
export function viewJson({ instrument, expanded, chosen, colourByClass, step }: View): Written {
  return {
    ...(instrument !== undefined && { instrument }),
    ...(expanded !== undefined && { expanded }),
    ...(chosen && { image: writeChosen(chosen) }),
    ...(colourByClass && { colour: true }),
    ...(step !== undefined && { step }),
  }
}

/** @throws where it is not what `viewJson` writes */
export function viewOfJson(json: unknown): View {
  const { instrument, expanded, image, colour, step } = written.parse(json)
  return { instrument, expanded, colourByClass: colour, step, chosen: image && readChosen(image) }
}

/** Reads what `writeView` wrote, and survives everything else: what cannot be used is left out, with one sentence. */
export function readView(text: string): { view: View; complaints: readonly Complaint[] } {
  const complaint = {
    field: 'view',
    sentence: 'What this link has open and chosen cannot be read.',
    remedy: 'The recipe is opened without it.',
  }
  try {
    return { view: viewOfJson(unpacked(text)), complaints: [] }
  } catch {
    return { view: {}, complaints: [complaint] }
  }
}

function writeChosen(chosen: Chosen): NonNullable<Written['image']> {
  if (chosen.kind === 'test') return { test: chosen.index }
  // five digits place a code to a hundredth of a point's width
  if (chosen.kind === 'code') return { code: Array.from(chosen.code, (z) => Number(z.toPrecision(5))) }
  return { drawn: toUrlSafe(Uint8Array.from(chosen.pixels, (value) => Math.round(255 * value))) }
}

/** @throws where a drawing has another number of pixels */
function readChosen(image: NonNullable<Written['image']>): Chosen {
  if ('test' in image) return { kind: 'test', index: image.test }
  if ('code' in image) return { kind: 'code', code: Float32Array.from(image.code) }
  const bytes = fromUrlSafe(image.drawn)
  if (bytes.length !== pixelsPerImage) throw new RangeError('not an image')
  return { kind: 'drawn', pixels: Float32Array.from(bytes, (byte) => byte / 255) }
}
