import { expect, test } from 'vitest'
import type { AutoencoderRecipe } from '../../../src/benches/autoencoder/recipe.ts'
import type { Frame } from '../../../src/lab/frame.ts'
import type { Keeping } from '../../../src/lab/keep/keeping.ts'
import { LateKeeping } from '../../../src/lab/keep/lateKeeping.ts'
import { small } from '../../support/keeping.ts'

/** What is said to it, in order. */
function openLate(load: () => Promise<void> = async () => {}) {
  const said: string[] = []
  const frames: Frame[] = []
  const keeping = {
    begin: async (run: number) => (said.push(`begin ${run}`), null),
    keep: (_recipe: AutoencoderRecipe, { step }: { step: number }) => said.push(`keep ${step}`),
    keepFrame: (frame: Frame) => (frames.push(frame), said.push(`frame ${frame.step}`)),
    goBack: (step: number) => said.push(`back ${step}`),
    flush: async () => (said.push('flush'), 'id'),
  } as unknown as Keeping<AutoencoderRecipe>
  let loads = 0
  const late = new LateKeeping<AutoencoderRecipe>(async () => {
    loads += 1
    await load()
    return keeping
  })
  return { late, said, frames, loads: () => loads }
}

const at = (step: number) => ({ step, parameters: [], moments: [] })

test('before the first step nothing is loaded, and then everything is told in order', async () => {
  const { late, said, loads } = openLate()
  await late.begin(1, small, null, [])
  late.keep(small, at(0), true)
  expect([await late.flush(), loads()]).toEqual([null, 0])
  late.keep(small, at(1), true)
  late.goBack(0)
  expect(await late.flush()).toBe('id')
  expect(said).toEqual(['begin 1', 'keep 0', 'keep 1', 'back 0', 'flush'])
})

test('a frame that is given away before it can be written is kept all the same', async () => {
  const { late, frames } = openLate()
  await late.begin(1, small, null, [])
  const codes = new Float32Array([1, 2])
  late.keepFrame({ step: 0, mark: true, parts: { codes } })
  structuredClone(codes, { transfer: [codes.buffer] })
  late.keep(small, at(1), true)
  await late.flush()
  expect(frames).toEqual([{ step: 0, mark: true, parts: { codes: new Float32Array([1, 2]) } }])
})

test('of a run before it that never took a step nothing is told', async () => {
  const { late, said } = openLate()
  await late.begin(1, small, null, [])
  late.keep(small, at(0), true)
  await late.begin(2, small, null, [])
  late.keep(small, at(1), true)
  await late.flush()
  expect(said).toEqual(['begin 2', 'keep 1', 'flush'])
})

test('what could not be loaded is no failure of the run, and is tried again', async () => {
  let isThere = false
  const { late, said, loads } = openLate(async () => {
    if (!isThere) throw new Error('The network is away.')
  })
  expect(await late.begin(1, small, 'kept', [])).toBeNull()
  late.keep(small, at(1), true)
  expect(await late.flush()).toBeNull()
  isThere = true
  expect(await late.flush()).toBe('id')
  expect(said).toEqual(['begin 1', 'keep 1', 'flush'])
  expect(loads()).toBe(3)
})
