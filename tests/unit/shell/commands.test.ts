// The table of commands: no two that can be given at once have one key.

import { afterAll, expect, test, vi } from 'vitest'
import { commandOf, commands } from '../../../src/shell/commands.ts'
import { firstState, nothingYet, type LabState } from '../../../src/shell/labState.ts'
import { recipeBook } from '../../../src/benches/autoencoder/recipe.ts'

const recipe = recipeBook.families[0].recipe
const opened = { linked: true, pinned: null, view: {}, lesson: null }
const frame = (step: number) => ({ step, mark: true, parts: {} }) as unknown as LabState['frames'][number]

/** The page in one state of a run, with frames on its timeline. */
function stateOf(state: 'paused' | 'training' | 'finished', more: Partial<LabState> = {}): LabState {
  return {
    ...firstState(recipe, opened),
    progress: { ...nothingYet(1, recipe, 5), state },
    frames: [frame(0), frame(5)],
    ...more,
  }
}

const branch = { ...recipe, from: { recipe, step: 5 } } as LabState['recipe']

const pages: Record<string, readonly LabState[]> = {
  paused: [stateOf('paused')],
  training: [stateOf('training')],
  finished: [stateOf('finished')],
  playing: [stateOf('paused', { playing: true })],
  'chapter closed': [stateOf('paused', { chapter: false })],
  branch: [stateOf('paused', { recipe: branch })],
  comparing: [stateOf('paused'), stateOf('paused')],
  'one side trains': [stateOf('paused'), stateOf('training')],
}

vi.stubGlobal('matchMedia', (query: string) => ({ matches: query.includes('min-width') }))
afterAll(() => {
  vi.unstubAllGlobals()
})

test.each(Object.keys(pages))('%s: every key means one command', (name) => {
  const keys = commands.filter(({ can, key }) => key && can(pages[name]!)).map(({ key }) => key!.is)
  expect(keys.toSorted()).toEqual([...new Set(keys)].toSorted())
  expect(keys.length).toBeGreaterThan(6)
})

test('every id is there once, and a choice says which of it holds', () => {
  const ids = commands.map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
  const state = stateOf('paused', { theme: 'dark' })
  expect(commandOf('theme-dark').holds?.(state)).toBe(true)
  expect(commandOf('theme-light').holds?.(state)).toBe(false)
})

test('a first visit has the transport’s commands, and none of the lab’s', () => {
  const visit = [stateOf('paused', { firstVisit: true })]
  const can = commands.filter((command) => command.can(visit)).map(({ id }) => id)
  expect(can).toContain('train')
  for (const id of ['share', 'compare', 'branch', 'keys', 'showChapter', 'hideChapter'])
    expect(can).not.toContain(id)
})

test('what a teacher’s link keeps is no command', () => {
  const lesson = { task: '', locked: ['compare'], hidden: ['chapter'] }
  const kept = [stateOf('paused', { lesson, recipe: branch })]
  const can = commands.filter((command) => command.can(kept)).map(({ id }) => id)
  for (const id of ['compare', 'compareParent', 'showChapter', 'hideChapter']) expect(can).not.toContain(id)
})
