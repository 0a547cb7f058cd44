// Weights that leave the lab and come back: the same to the bit or to half precision, and nothing else is let in.

import { describe, expect, test } from 'vitest'
import { parametersOf } from '../../../src/benches/autoencoder/architecture.ts'
import { requireFit } from '../../../src/benches/autoencoder/checkpoints/fit.ts'
import { digestOfFile, initialWeights } from '../../../src/benches/autoencoder/checkpoints/read.ts'
import { buildModel } from '../../../src/benches/autoencoder/model.ts'
import { recipeBook } from '../../../src/benches/autoencoder/recipe.ts'
import { recipeOfWeights, weightsFile } from '../../../src/benches/autoencoder/takeaway/weights.ts'
import { readRecipe } from '../../../src/lab/recipe.ts'
import { readSafetensors, writeSafetensors } from '../../../src/lab/safetensors.ts'
import { openStream } from '../../../src/numerics/streams.ts'
import { recipeOf } from '../../support/recipes.ts'

const recipe = recipeOf({
  family: 'variational',
  encode: { layers: [{ kind: 'dense', units: 12 }] },
  optimise: { steps: 50 },
  changes: [
    { step: 10, path: 'optimise.rate', value: 0.01 },
    { step: 40, path: 'objective.kl.weight', value: 2 },
  ],
})
const tensors = buildModel(recipe).initial(openStream(3, 'weights'), null)
const file = weightsFile({ recipe, step: 20, tensors }, 'F32')
const noFile = async () => {
  throw new Error('no committed file is asked for')
}
const kept = (bytes: Uint8Array) => async () => bytes

describe('a file of weights', () => {
  test('opens its recipe as it stood at its step, which begins from the file', () => {
    const { recipe: opened } = recipeOfWeights(file)
    expect(opened).toEqual({
      ...recipe,
      optimise: { ...recipe.optimise, rate: 0.01 },
      changes: [],
      from: { checkpoint: digestOfFile(file) },
    })
    expect(readRecipe(recipeBook, opened)).toEqual({ recipe: opened, complaints: [] })
  })

  test('gives a run the very weights, of 16 bits the rounded ones', async () => {
    expect(await initialWeights(recipeOfWeights(file).recipe, noFile, kept(file))).toEqual(
      tensors.map((array) => ({ ...array, shape: [...array.shape] })),
    )
    const half = weightsFile({ recipe, step: 20, tensors }, 'F16')
    const rounded = (await initialWeights(recipeOfWeights(half).recipe, noFile, kept(half)))!
    rounded.forEach(({ values }, i) =>
      values.forEach((value, j) => {
        const exact = tensors[i]!.values[j]!
        expect(Math.abs(value - exact)).toBeLessThanOrEqual(Math.abs(exact) / 2048 + 1e-7)
      }),
    )
  })

  test('that is not kept here, or altered, or of another network, is refused with a sentence', async () => {
    const { recipe: opened } = recipeOfWeights(file)
    await expect(initialWeights(opened, noFile)).rejects.toThrow('are not here: open their file')
    const altered = file.slice()
    altered[altered.length - 1]! ^= 1
    await expect(initialWeights(opened, noFile, kept(altered))).rejects.toThrow('is not the one')
    const wider = { ...opened, code: { ...opened.code, size: 3 } }
    expect(() => requireFit(parametersOf(wider), tensors)).toThrow(
      'of another network: code/kernel is 12 × 2, and should be 12 × 3',
    )
  })

  const metadata = { recipe: JSON.stringify(recipe), steps: '20' }
  const broken: readonly (readonly [string, Uint8Array, string])[] = [
    ['no safetensors at all', new TextEncoder().encode('nothing of the kind'), 'This is no safetensors file'],
    ['an empty file', new Uint8Array(), 'This is no safetensors file'],
    ['half of it', file.slice(0, file.length / 2), 'bytes in this file'],
    ['without a recipe', writeSafetensors({ tensors, metadata: {} }, 'F32'), 'says nothing of its recipe'],
    [
      'with a recipe that is no JSON',
      writeSafetensors({ tensors, metadata: { recipe: '{' } }, 'F32'),
      'is not JSON',
    ],
    [
      'with a recipe that cannot be used',
      writeSafetensors({ tensors, metadata: { recipe: '{"seed":-1}' } }, 'F32'),
      'cannot be used: seed is -1',
    ],
    ['with a weight missing', writeSafetensors({ tensors: tensors.slice(1), metadata }, 'F32'), 'is missing'],
    [
      'with a weight too many',
      writeSafetensors({ tensors: [...tensors, { ...tensors[0]!, name: 'more' }], metadata }, 'F32'),
      'it has no more',
    ],
    [
      'with a weight that is no number',
      writeSafetensors(
        {
          tensors: tensors.map((array) => ({ ...array, values: array.values.map(() => NaN) })),
          metadata,
        },
        'F32',
      ),
      'what is no number',
    ],
  ]
  test.each(broken)('%s is refused with a sentence', (_name, bytes, sentence) => {
    expect(() => recipeOfWeights(bytes)).toThrow(sentence)
  })

  test('says its recipe and step to whoever else reads it', () => {
    expect(readSafetensors(file).metadata).toEqual(metadata)
  })
})
