// The label of a run: its family, and what differs from that family's default, in the words of the strip.

import { expect, test } from 'vitest'
import { familyNames } from '../../../src/benches/autoencoder/familyNames.ts'
import { runLabel } from '../../../src/benches/autoencoder/instruments/runLabel.ts'
import { families, recipeBook } from '../../../src/benches/autoencoder/recipe.ts'
import { readRecipe } from '../../../src/lab/recipe.ts'

const labelOf = (partial: object) => runLabel(readRecipe(recipeBook, partial).recipe)

test('a family as it comes is its name', () => {
  expect(labelOf({ family: 'sparse-l1' })).toBe('Sparse L1')
  for (const { id, recipe } of families) {
    expect(runLabel(recipe)).toBe(familyNames[id as keyof typeof familyNames])
  }
})

test('how long it runs does not tell it from others', () => {
  expect(labelOf({ family: 'linear', optimise: { steps: 7 } })).toBe('Linear')
})

test.each([
  [
    { family: 'variational', code: { size: 20 }, objective: { kl: { weight: 4, warmup: 500 } } },
    'Variational · code size 20 · β 4 · warm-up steps 500',
  ],
  [
    { family: 'sparse-kl', objective: { klSparsity: { target: 0.1, average: 'running' } } },
    'Sparse KL · target ρ 0.1 · ρ̂ over running',
  ],
  [{ family: 'denoising', corrupt: { kind: 'masking', rate: 0.3 } }, 'Denoising · masking · rate ν 0.3'],
  [{ family: 'denoising', corrupt: { clip: false } }, 'Denoising · clip to [0, 1] off'],
  [{ family: 'denoising', corrupt: { kind: 'none' } }, 'Denoising · no corruption'],
  [
    { family: 'undercomplete', encode: { layers: [], activation: 'tanh' } },
    'Undercomplete · encoder without layers · activation tanh',
  ],
  [
    { family: 'contractive', decode: { tied: false }, code: { activation: 'relu' } },
    'Contractive · code activation ReLU · not tied',
  ],
  [
    { family: 'linear', data: { set: 'fashion-mnist', train: 5000 }, optimise: { rate: 0.01 } },
    'Linear · Fashion-MNIST · trained on 5,000 · rate 0.01',
  ],
] as const)('%o is %s', (partial, label) => {
  expect(labelOf(partial)).toBe(label)
})

test('no label says a path of the recipe', () => {
  // every field of a recipe differs from that of some other family, or is set here
  const [first] = families
  for (const { recipe } of families) {
    const label = runLabel({ ...recipe, family: first.id })
    expect(label).not.toMatch(/[a-z]\.[a-z]/i)
  }
})
