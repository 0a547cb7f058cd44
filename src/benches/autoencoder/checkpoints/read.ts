// A checkpoint's weights, from its file: one of the lab's own, or one that the reader opened.

import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { checkpointIn } from '../../../lab/origin.ts'
import { readSafetensors } from '../../../lab/safetensors.ts'
import type { NamedArray } from '../../../tensors/parameters.ts'
import type { AutoencoderRecipe } from '../recipe.ts'
import { checkpointOf } from './list.ts'

/** Gets a file of the folder `checkpoints`. */
export type ReadFile = (file: string) => Promise<Uint8Array>

/** Gets a file of the reader's own by its digest; null where it is not kept. */
export type ReadOwn = (digest: string) => Promise<Uint8Array | null>

/**
 * The weights that a run of this recipe begins with; null where it draws its own.
 * @throws Error with a sentence where the file does not come or is another one
 */
export async function initialWeights(
  recipe: AutoencoderRecipe,
  read: ReadFile,
  own: ReadOwn = async () => null,
): Promise<readonly NamedArray[] | null> {
  const digest = checkpointIn(recipe)
  if (digest === null) return null
  const known = checkpointOf(digest)
  const bytes = known ? await read(known.file) : await own(digest)
  if (bytes === null) {
    throw new Error(
      `The weights that this run begins with (SHA-256 ${digest.slice(0, 12)}…) are not here: open their file, or train anew.`,
    )
  }
  if (digestOfFile(bytes) !== digest) {
    throw new Error(
      `The checkpoint ${known?.file ?? digest} is not the one that was trained: reload the page, or train it here.`,
    )
  }
  return readSafetensors(bytes).tensors
}

/** SHA-256 in hexadecimal digits, under which a file of weights is known. */
export function digestOfFile(bytes: Uint8Array): string {
  return bytesToHex(sha256(bytes))
}
