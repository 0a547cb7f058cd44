// A file of weights that the reader brings: kept in the browser under its digest, where the run that begins from it finds it.

import { recipeOfWeights } from '../../benches/autoencoder/takeaway/weights.ts'
import { browserCache } from '../../data/cache.ts'
import type { Lab } from '../laboratory.ts'

/** Begins a run from the file. @throws Error with a sentence where it holds no weights of this lab, or cannot be kept */
export async function openWeights(lab: Lab, file: File, notKept: string): Promise<void> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  const { recipe, digest } = recipeOfWeights(bytes)
  const cache = browserCache()
  await cache.put(digest, bytes)
  if ((await cache.get(digest)) === null) throw new Error(notKept)
  lab.open(recipe)
}
