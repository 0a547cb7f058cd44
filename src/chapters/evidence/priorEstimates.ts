// log p(x) guessed without an encoder: log of the mean of p(x|z) over codes drawn from the prior (curriculum L4).

import { measuredPixels } from '../../benches/autoencoder/measuredPixels.ts'
import type { AutoencoderRecipe } from '../../benches/autoencoder/recipe.ts'
import type { Trained } from '../../lab/claim.ts'
import { logSumExp } from '../../numerics/importanceBound.ts'
import { openStream } from '../../numerics/streams.ts'
import type { NamedArray } from '../../tensors/parameters.ts'

/** a step of the stream that no other draw uses */
const step = 3_900_000_000
const pixels = 784

/** In nats, for each test image; the decoder's layers are dense with ReLU, its output Bernoulli. */
export function priorEstimates(
  { recipe, snapshot, data }: Trained<AutoencoderRecipe>,
  indices: Uint32Array,
  draws: number,
): number[] {
  const codes = openStream(recipe.seed, 'claim').normals(step, draws * recipe.code.size)
  const logits = decode(snapshot.parameters, codes, draws)
  const floors = Float64Array.from({ length: draws }, (_, draw) => {
    let sum = 0
    for (let i = 0; i < pixels; i++) {
      const a = logits[draw * pixels + i]!
      sum += Math.max(a, 0) + Math.log1p(Math.exp(-Math.abs(a)))
    }
    return sum
  })
  return Array.from(indices, (index) => {
    const x = measuredPixels(recipe, 'test', data.test, [index])
    const logLikelihoods = floors.map((floor, draw) => {
      let sum = -floor
      for (let i = 0; i < pixels; i++) sum += x[i]! * logits[draw * pixels + i]!
      return sum
    })
    return logSumExp(logLikelihoods) - Math.log(draws)
  })
}

function decode(parameters: readonly NamedArray[], codes: Float32Array, draws: number): Float32Array {
  const named = new Map(parameters.map((array) => [array.name, array]))
  const hidden = [...named.keys()].filter((name) => /^decode\/\d+\/kernel$/.test(name)).toSorted()
  let here = codes
  for (const name of [...hidden, 'output/kernel']) {
    const kernel = named.get(name)!
    const bias = named.get(name.replace('kernel', 'bias'))!.values
    const [from, to] = kernel.shape as [number, number]
    const next = new Float32Array(draws * to)
    for (let draw = 0; draw < draws; draw++) {
      const row = next.subarray(draw * to, (draw + 1) * to)
      row.set(bias)
      for (let i = 0; i < from; i++) {
        const value = here[draw * from + i]!
        if (value === 0) continue
        for (let j = 0; j < to; j++) row[j]! += value * kernel.values[i * to + j]!
      }
      if (name !== 'output/kernel') for (let j = 0; j < to; j++) row[j] = Math.max(0, row[j]!)
    }
    here = next
  }
  return here
}
