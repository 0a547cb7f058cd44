// What the reader is told of the backend: why another one computes, and what the one that computes lacks.

import { expect, test } from 'vitest'
import type { AutoencoderRecipe } from '../../../src/benches/autoencoder/recipe.ts'
import type { Progress } from '../../../src/lab/trainer.ts'
import { backendNotices } from '../../../src/shell/notices.ts'
import { words } from '../../../src/shell/words.ts'
import type { Refusal } from '../../../src/tensors/backends.ts'
import { wordsIn } from '../../../src/ui/words.tsx'

function toldOf(...refused: Refusal[]): string[] {
  const progress = { backend: { name: 'wasm', refused } } as unknown as Progress<AutoencoderRecipe>
  return backendNotices(progress).map(({ say }) => say(wordsIn(words, 'en'), 'en'))
}

test('WASM without its kernels is said to be slower, and not to compute in its own place', () => {
  const [sentence, ...more] = toldOf({ backend: 'wasm', reason: 'noKernels' })
  expect(sentence).toMatch(/^WASM computes without the lab’s own kernels/)
  expect(sentence).not.toContain('instead')
  expect(more).toEqual([])
})

test('a backend that was lost or does not start is named with the one that computes; software is what one expects', () => {
  expect(
    toldOf(
      { backend: 'webgl', reason: 'software' },
      { backend: 'webgl', reason: 'lost' },
      { backend: 'webgl', reason: 'failed' },
    ),
  ).toEqual([
    'WebGL lost its context. WASM goes on from the last snapshot.',
    'WebGL did not start; WASM computes instead.',
  ])
})
