// A checkpoint's weights, from its file.

import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { checkpointIn } from '../../../lab/origin.ts'
import { readSafetensors } from '../../../lab/safetensors.ts'
import type { NamedArray } from '../../../tensors/parameters.ts'
import type { AutoencoderRecipe } from '../recipe.ts'
import { checkpointOf } from './list.ts'

/** Gets a file of the folder `checkpoints`. */
export type ReadFile = (file: string) => Promise<Uint8Array>

/**
 * The weights that a run of this recipe begins with; null where it draws its own.
 * @throws Error with a sentence where the file does not come or is another one
 */
export async function initialWeights(
  recipe: AutoencoderRecipe,
  read: ReadFile,
): Promise<readonly NamedArray[] | null> {
  const checkpoint = checkpointIn(recipe)
  if (checkpoint === null) return null
  const { file, id } = checkpointOf(checkpoint)!
  const bytes = await read(file)
  if (bytesToHex(sha256(bytes)) !== id) {
    throw new Error(
      `The checkpoint ${file} is not the one that was trained: reload the page, or train it here.`,
    )
  }
  return readSafetensors(bytes).tensors
}
