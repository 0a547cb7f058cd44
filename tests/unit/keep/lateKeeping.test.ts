// Keeping that is loaded late hears everything, in order, and of frames what they were when they were given.

import { expect, test } from 'vitest'
import type { Frame } from '../../../src/lab/frame.ts'
import type { Keeping } from '../../../src/lab/keep/keeping.ts'
import { LateKeeping } from '../../../src/lab/keep/lateKeeping.ts'
import type { AutoencoderRecipe } from '../../../src/benches/autoencoder/recipe.ts'
import type { Snapshot } from '../../../src/lab/run.ts'
import { recipeOf } from '../../support/recipes.ts'

const recipe = recipeOf({})
const snapshotAt = (step: number): Snapshot => ({ step, parameters: [], moments: [] })
const frameAt = (step: number): Frame => ({ step, mark: true, parts: { numbers: Float32Array.of(step, 7) } })

function open() {
  const heard: string[] = []
  let loads = 0
  const keeping = new LateKeeping<AutoencoderRecipe>(async () => {
    loads += 1
    const keeper: Pick<Keeping<AutoencoderRecipe>, 'begin' | 'keep' | 'keepFrame' | 'goBack' | 'flush'> = {
      begin: async (run, _recipe, from) => {
        heard.push(`begin ${run} ${from}`)
        return null
      },
      keep: (_recipe, { step }) => heard.push(`keep ${step}`),
      keepFrame: ({ parts }) => heard.push(`frame ${(parts['numbers'] as Float32Array).join(' ')}`),
      goBack: (step) => heard.push(`back ${step}`),
      flush: async () => 'id',
    }
    return keeper as Keeping<AutoencoderRecipe>
  })
  return { keeping, heard, loads: () => loads }
}

/** Gives a frame and sends its numbers on, as the observer does. */
function giveAway(keeping: ReturnType<typeof open>['keeping'], frame: Frame): void {
  keeping.keepFrame(frame)
  structuredClone(frame, { transfer: [(frame.parts['numbers'] as Float32Array).buffer as ArrayBuffer] })
}

test('nothing is loaded before a first step, and then everything is heard in order', async () => {
  const { keeping, heard, loads } = open()
  await keeping.begin(1, recipe, null, [])
  await keeping.begin(2, recipe, null, [])
  keeping.keep(recipe, snapshotAt(0), true)
  giveAway(keeping, frameAt(0))
  expect(await keeping.flush()).toBeNull()
  expect(loads()).toBe(0)
  keeping.keep(recipe, snapshotAt(1), true)
  giveAway(keeping, frameAt(1))
  expect(await keeping.flush()).toBe('id')
  giveAway(keeping, frameAt(2))
  keeping.goBack(1)
  await keeping.flush()
  expect(loads()).toBe(1)
  expect(heard).toEqual(['begin 2 null', 'keep 0', 'frame 0 7', 'keep 1', 'frame 1 7', 'frame 2 7', 'back 1'])
})

test('a kept run is asked for at once', async () => {
  const { keeping, heard } = open()
  await keeping.begin(1, recipe, 'kept', [])
  expect(heard).toEqual(['begin 1 kept'])
})
