// Presenting: steps through a deck, what keys mean, words with colours, and what the page shows as a scene.

import { describe, expect, test } from 'vitest'
import { checkpointFor, fromCheckpoint } from '../../../src/benches/autoencoder/checkpoints/find.ts'
import { isControl } from '../../../src/benches/autoencoder/instruments/strip/paths.ts'
import { editOf } from '../../../src/shell/edits.ts'
import { firstState, nothingYet, type LabState } from '../../../src/shell/labState.ts'
import { actionOf } from '../../../src/shell/present/keys.ts'
import { sceneOf } from '../../../src/shell/present/labDeck.ts'
import { isShown, moved, start } from '../../../src/shell/present/place.ts'
import { paragraphsOf } from '../../../src/shell/present/prose.ts'
import { recipeOf } from '../../support/recipes.ts'

describe('a place in a deck', () => {
  test('goes on by prose, picture, result, and the next scene, and stays at both ends', () => {
    const steps = Array.from({ length: 7 }, (_, by) => moved(start, by, 2))
    expect(steps.map(({ scene, part }) => `${scene} ${part}`)).toEqual([
      '0 prose',
      '0 picture',
      '0 result',
      '1 prose',
      '1 picture',
      '1 result',
      '1 result',
    ])
    expect(moved({ scene: 1, part: 'prose' }, -1, 2)).toEqual({ scene: 0, part: 'result' })
    expect(moved({ scene: 0, part: 'picture' }, 1, 2)).toEqual({ scene: 0, part: 'result' })
    expect(moved(start, -1, 2)).toEqual(start)
    expect(moved(start, Infinity, 2)).toEqual({ scene: 1, part: 'result' })
    expect(moved(steps[5]!, -Infinity, 2)).toEqual(start)
  })

  test('shows what came before it in its scene', () => {
    const place = { scene: 3, part: 'picture' } as const
    expect([isShown(place, 'prose'), isShown(place, 'picture'), isShown(place, 'result')]).toEqual([
      true,
      true,
      false,
    ])
  })
})

describe('a key', () => {
  const press = (key: string, focus: Parameters<typeof actionOf>[1] = 'none', shiftKey = false) =>
    actionOf({ key, shiftKey }, focus)

  test('of a clicker always works, whatever has the focus', () => {
    for (const focus of ['none', 'button', 'slider', 'text'] as const) {
      expect([press('PageDown', focus), press('PageUp', focus), press('Escape', focus)]).toEqual([
        'on',
        'back',
        'leave',
      ])
    }
  })

  test('stays with the control that needs it', () => {
    expect([press('ArrowRight'), press('ArrowRight', 'slider'), press('End', 'slider')]).toEqual([
      'on',
      null,
      null,
    ])
    expect([press(' '), press(' ', 'slider'), press(' ', 'button'), press(' ', 'none', true)]).toEqual([
      'on',
      'on',
      null,
      'back',
    ])
    expect([press('t'), press('T', 'slider'), press('t', 'text'), press('.'), press('x')]).toEqual([
      'train',
      'train',
      null,
      'black',
      null,
    ])
  })
})

test('prose is paragraphs of text, and only a mark of the model’s colours is more than text', () => {
  expect(paragraphsOf('A [code]{code}, and [red]{red}.\n\n<b>x</b>\n')).toEqual([
    [
      { text: 'A ', colour: null },
      { text: 'code', colour: 'code' },
      { text: ', and [red]{red}.', colour: null },
    ],
    [{ text: '<b>x</b>', colour: null }],
  ])
  expect(paragraphsOf('  \n\n ')).toEqual([])
})

describe('what the page shows, as a scene', () => {
  const opened = { linked: true, pinned: null, view: {}, lesson: null }
  function stateAt(recipe: LabState['recipe'], step: number, isDone: boolean): LabState {
    const state = firstState(recipe, opened)
    const progress = { ...nothingYet(1, recipe, step), state: isDone ? 'finished' : 'paused' } as const
    return { ...state, progress, frames: [{ step, mark: true, parts: {} }], expanded: 'codePlane' }
  }

  test('is shown by its checkpoint where its run has come to its end, and nobody waits', () => {
    const recipe = recipeOf({ family: 'variational' })
    const scene = sceneOf(stateAt(recipe, 3540, true), 'β')
    expect(scene.recipe).toEqual(fromCheckpoint(recipe))
    expect(scene).toMatchObject({ view: {}, instrument: 'codePlane', title: 'β' })
    expect(scene.controls).toEqual(['code.size', 'objective.kl.weight', 'optimise.rate'])
  })

  test('is trained to its step anywhere else', () => {
    const recipe = recipeOf({ family: 'undercomplete' })
    expect(sceneOf(stateAt(recipe, 120, false), '').view).toEqual({ step: 120 })
    expect(sceneOf(stateAt(recipe, 120, false), '').recipe).toEqual(recipe)
    expect(sceneOf(stateAt(recipe, 0, false), '').view).toEqual({})
    expect(sceneOf(stateAt(recipe, 0, false), '').controls).toEqual(['code.size', 'optimise.rate'])
  })
})

test('a weight that is changed at a checkpoint’s first step keeps its weights, at fresh ones begins anew', () => {
  const recipe = recipeOf({ family: 'variational' })
  expect(editOf(fromCheckpoint(recipe), 0, { 'objective.kl.weight': 4 })).toEqual({
    kind: 'live',
    changes: [['objective.kl.weight', 4]],
  })
  expect(editOf(recipe, 0, { 'objective.kl.weight': 4 }).kind).toBe('fresh')
})

test('a recipe that is trained with a planned change has its checkpoint, and none with another change', () => {
  const linear = recipeOf({ family: 'linear' })
  expect(checkpointFor(linear)?.file).toBe('linear-16.safetensors')
  expect(checkpointFor({ ...linear, changes: [] })).toBeNull()
})

test('controls stand alone for the code’s size, the optimiser, a corruption and a term, where the recipe has them', () => {
  const plain = recipeOf({ family: 'undercomplete' })
  const noisy = recipeOf({ family: 'denoising' })
  expect(isControl('code.size', plain) && isControl('optimise.rate', plain)).toBe(true)
  expect(
    ['optimise', 'code', 'data.set', 'objective.kl.weight', 'objective.kl'].map((path) =>
      isControl(path, plain),
    ),
  ).toEqual([false, false, false, false, false])
  const [name] = Object.keys(noisy.corrupt).filter((key) => key !== 'kind')
  expect(isControl(`corrupt.${name}`, noisy)).toBe(true)
  expect(isControl(`corrupt.${name}`, plain)).toBe(false)
})
