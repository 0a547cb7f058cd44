// Linear denoisers, each computed once however many ask, and kept while it is one of the last.

import type { AutoencoderRecipe } from '../benches/autoencoder/recipe.ts'
import type { LinearDenoiser } from '../numerics/linearDenoiser.ts'
import { imageKey } from './imagesOfRecipe.ts'

type Compute = (recipe: AutoencoderRecipe) => Promise<LinearDenoiser>

/** linear denoisers kept, 2.5 MB each */
const most = 6

export function keptDenoisers(compute: Compute): Compute {
  /** by the images and the corruption that they are of */
  const denoisers = new Map<string, Promise<LinearDenoiser>>()
  return (recipe) => {
    const key = JSON.stringify([recipe.corrupt, imageKey(recipe.data)])
    const denoiser = denoisers.get(key) ?? compute(recipe)
    denoisers.set(key, denoiser)
    const [oldest] = denoisers.keys()
    if (denoisers.size > most) denoisers.delete(oldest!)
    denoiser.catch(() => denoisers.delete(key))
    return denoiser
  }
}
