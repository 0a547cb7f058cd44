// The manifest of a packed set: which chunks there are, how long, with which SHA-256 and how many images of each class.
// Written by datasets/pack.mjs, and by own/pack.ts for a set of the reader's own.

import * as z from 'zod/mini'

/** The sets that come with the lab. */
export const setNames = ['mnist', 'fashion-mnist'] as const
/** One of them, or whichever of the reader's own the recipe names. */
export type SetName = (typeof setNames)[number] | 'own'

export const rows = 28
export const columns = 28
export const pixelsPerImage = rows * columns
export const classCount = 10

const whole = z.int().check(z.nonnegative())
const atLeastOne = z.int().check(z.positive())

const chunkSchema = z
  .object({
    file: z.string().check(z.regex(/^[a-z0-9-]+\.bin$/)),
    images: atLeastOne,
    bytes: atLeastOne,
    sha256: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
    classes: z.array(whole).check(z.length(classCount)),
  })
  .check(
    z.refine(({ images, classes }) => classes.reduce((sum, count) => sum + count, 0) === images, {
      message: 'the class counts do not add up to the images',
    }),
  )

const chunksSchema = z.array(chunkSchema).check(z.minLength(1))

const manifestSchema = z.object({
  version: z.literal(1),
  set: z.enum([...setNames, 'own']),
  rows: z.literal(rows),
  columns: z.literal(columns),
  train: chunksSchema,
  test: chunksSchema,
})

/** One packed file: gzip of `images` × 784 pixel bytes followed by `images` label bytes. */
export type Chunk = z.infer<typeof chunkSchema>
export type Manifest = z.infer<typeof manifestSchema>

/** The manifest in these bytes of JSON; null when they are something else, or the manifest of another set. */
export function parseManifest(bytes: Uint8Array, set: SetName): Manifest | null {
  let json: unknown
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return null
  }
  const { success, data } = manifestSchema.safeParse(json)
  return success && data.set === set ? data : null
}

/** The number of images in all these chunks together. */
export function countImages(chunks: readonly Chunk[]): number {
  return chunks.reduce((sum, { images }) => sum + images, 0)
}
