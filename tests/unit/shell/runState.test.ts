// What the page keeps of a run: its frames, its losses, its linear denoisers.

import { describe, expect, test } from 'vitest'
import type { Frame } from '../../../src/lab/frame.ts'
import type { BatchLoss } from '../../../src/lab/run.ts'
import type { LinearDenoiser } from '../../../src/numerics/linearDenoiser.ts'
import { ArrivingLosses, withLosses } from '../../../src/shell/batchLosses.ts'
import { keptDenoisers } from '../../../src/shell/denoisers.ts'
import { commonStep, divergenceOf, framesOf, shownFrame, withFrame } from '../../../src/shell/frames.ts'
import { recipeOf } from '../../support/recipes.ts'

const frame = (step: number, mark = true): Frame => ({ step, mark, parts: {} })
const stepsOf = (items: readonly { step: number }[]) => items.map(({ step }) => step)

describe('frames', () => {
  test('stand in order, and one that is no mark only while it is the last', () => {
    const live = withFrame([frame(0), frame(10)], frame(15, false))
    expect(stepsOf(live)).toEqual([0, 10, 15])
    expect(stepsOf(withFrame(live, frame(20)))).toEqual([0, 10, 20])
    expect(stepsOf(withFrame([frame(0), frame(20)], frame(10)))).toEqual([0, 10, 20])
    expect(withFrame([frame(0)], frame(0, false))).toEqual([frame(0, false)])
  })

  test('that is shown: the latest, or the last one at or before the step', () => {
    const frames = [frame(0), frame(10), frame(20)]
    expect(shownFrame({ frames, shown: 'live', common: null })?.step).toBe(20)
    expect(shownFrame({ frames, shown: 19, common: null })?.step).toBe(10)
    expect(shownFrame({ frames: [frame(10)], shown: 5, common: null })?.step).toBe(10)
    expect(shownFrame({ frames: [], shown: 'live', common: null })).toBeNull()
  })

  test('of a comparison: the latest that both sides have, whoever is ahead', () => {
    const at = (state: 'training' | 'paused' | 'finished' | 'diverged', ...steps: number[]) => ({
      frames: steps.map((step) => frame(step)),
      progress: { state },
    })
    const common = (...sides: Parameters<typeof commonStep>[0]) => commonStep(sides)
    expect(common(at('training', 0, 10))).toBeNull()
    expect(common(at('training', 0, 10, 20), at('training', 0, 10))).toBe(10)
    // for what has ended, and what has nothing to show yet, nobody waits
    expect(common(at('training', 0, 10, 20), at('diverged', 0, 10))).toBe(20)
    expect(common(at('paused', 0, 10, 20), at('paused'))).toBe(20)
    expect(common(at('finished', 0, 10, 20), at('paused', 0))).toBe(0)
    expect(common(at('finished', 0, 10), at('finished', 0, 10, 20))).toBeNull()
    // a latest frame of one side alone is not compared with an earlier one of the other
    expect(common(at('training', 0, 10, 15), at('training', 0, 10, 17))).toBe(10)
    expect(common(at('training', 0, 10, 20), at('finished', 0, 10, 15))).toBe(20)
    expect(common(at('training', 0, 10), at('finished', 0, 10, 15))).toBe(10)
    const frames = [frame(0), frame(10), frame(20)]
    expect(shownFrame({ frames, shown: 'live', common: 10 })?.step).toBe(10)
    expect(shownFrame({ frames, shown: 20, common: 10 })?.step).toBe(20)
    expect(framesOf([at('paused', 0, 20), at('paused', 0, 10)])).toEqual([0, 10, 20])
  })

  test('whose objective is not finite names the term', () => {
    const of = (kl: number): Frame => ({
      ...frame(7),
      parts: { objective: { reconstruction: 90, terms: { kl } } },
    })
    expect(divergenceOf(of(3))).toBeNull()
    expect(divergenceOf(of(Infinity))).toEqual({ term: 'kl', step: 7, value: Infinity })
  })
})

describe('batch losses', () => {
  const loss = (step: number, total = step): BatchLoss => ({ step, reconstruction: total, terms: {}, total })
  const losses = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => loss(from + i))

  test('that are read once more after going back stand once', () => {
    const once = withLosses(losses(0, 10), [loss(8, 80), loss(9, 90)])
    expect(stepsOf(once)).toEqual(stepsOf(losses(0, 10)))
    expect(once.at(-1)!.total).toBe(90)
  })

  test('are thinned in their older half when there are too many to draw', () => {
    expect(withLosses(losses(0, 1990), losses(1990, 2000))).toHaveLength(2000)
    const many = withLosses(losses(0, 1990), losses(1990, 2010))
    expect(many.length).toBeLessThan(1600)
    expect(stepsOf(many).slice(-900)).toEqual(stepsOf(losses(1110, 2010)))
    const drawn = losses(0, 3)
    expect(withLosses(drawn, [])).toBe(drawn)
  })

  test('are taken once, and forgotten with their run', () => {
    const arriving = new ArrivingLosses()
    arriving.add(losses(0, 3))
    expect(stepsOf(arriving.taken())).toEqual([0, 1, 2])
    expect(arriving.areDue()).toBe(false)
    arriving.add(losses(3, 4))
    arriving.forget()
    expect(arriving.taken()).toEqual([])
  })
})

describe('linear denoisers', () => {
  const nothing: LinearDenoiser = { weights: new Float32Array(0), offset: new Float32Array(0) }
  const at = (sigma: number, more: object = {}) =>
    recipeOf({ family: 'denoising', corrupt: { kind: 'gaussian', sigma, clip: true }, ...more })

  test('are computed once for the same images and corruption, whatever else the recipe says', async () => {
    let computed = 0
    const denoiserOf = keptDenoisers(async () => {
      computed++
      return nothing
    })
    await Promise.all([denoiserOf(at(0.5)), denoiserOf(at(0.5, { code: { size: 3 } })), denoiserOf(at(0.4))])
    expect(computed).toBe(2)
    for (const sigma of [0.1, 0.2, 0.3, 0.6, 0.7]) await denoiserOf(at(sigma))
    await denoiserOf(at(0.4))
    expect(computed).toBe(7)
    await denoiserOf(at(0.5))
    expect(computed).toBe(8)
  })

  test('that could not be computed are tried again', async () => {
    let computed = 0
    const denoiserOf = keptDenoisers(async () => {
      if (computed++ === 0) throw new Error('no images')
      return nothing
    })
    await expect(denoiserOf(at(0.5))).rejects.toThrow('no images')
    expect(await denoiserOf(at(0.5))).toBe(nothing)
  })
})
