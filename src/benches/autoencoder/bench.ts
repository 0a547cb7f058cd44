// The autoencoder bench as the doors hand it to the lab.

import type { Bench } from '../../lab/bench.ts'
import { dispose } from '../../tensors/parameters.ts'
import { putToRest } from './rest.ts'
import { recipeBook, type AutoencoderRecipe } from './recipe.ts'
import { run } from './run.ts'

export const autoencoder: Bench<AutoencoderRecipe> = {
  book: recipeBook,
  run,
  // what training itself does not need comes when it is asked for
  pca: async (recipe, data) => (await import('./pca.ts')).linearMethodOf(recipe, data),
  linearDenoiser: async (recipe, data) =>
    (await import('./linearDenoiser.ts')).linearDenoiserOf(recipe, data),
  profile: async (recipe, weights, data) => (await import('./profile.ts')).profile(recipe, weights, data),
  open: async (recipe, snapshot, data, options) => {
    const rest = await putToRest(recipe, snapshot, data, options)
    const { measures } = await import('./instruments/measures.ts')
    const applying = measures.filter((measure) => measure.applies(rest.recipe))
    return {
      mean: rest.recipe.data.centre ? rest.mean : null,
      measure: async (mark) => {
        const parts: Record<string, unknown> = {}
        for (const measure of applying) {
          if (measure.measure) parts[measure.id] = await measure.measure(rest)
          // between two instruments a question may be answered
          await options?.breathe?.()
          options?.signal?.throwIfAborted()
        }
        return { step: snapshot.step, mark, parts }
      },
      ask: async (instrument, question) => {
        const measure = applying.find(({ id }) => id === instrument)
        if (!measure?.ask) throw new RangeError(`The instrument ${instrument} answers no questions here.`)
        return measure.ask(rest, question)
      },
      report: async () => (await import('./report.ts')).report(rest),
      dispose: () => dispose(rest.parameters),
    }
  },
}
