// The same subspace: any C between decoder and encoder, the same reconstructions.

import * as tf from '@tensorflow/tfjs-core'
import '@tensorflow/tfjs-backend-cpu'
import { beforeAll, describe, expect, test } from 'vitest'
import { autoencoder } from '../../../src/benches/autoencoder/bench.ts'
import type { ReconstructionsPart } from '../../../src/benches/autoencoder/instruments/reconstructions/measure.ts'
import type { SubspacePart } from '../../../src/benches/autoencoder/instruments/subspace/measure.ts'
import {
  identity,
  largestDifference,
  reconstructWith,
  scientific,
  turnMatrix,
  turnModel,
} from '../../../src/benches/autoencoder/instruments/subspace/turn.ts'
import { multiply } from '../../../src/numerics/matrices.ts'
import { openStream } from '../../../src/numerics/streams.ts'
import { applyC } from '../../../src/numerics/subspace.ts'
import { openImages } from '../../support/images.ts'
import { recipeOf } from '../../support/recipes.ts'
import { trainTo } from '../../support/runs.ts'

const stream = openStream(3, 'measuring')
const turn = { first: 2, second: 0, angle: 73, stretch: 2.5 }

function randomModel(k: number) {
  return {
    D: Float64Array.from(stream.normals(0, 784 * k)),
    E: Float64Array.from(stream.normals(1, 784 * k)),
  }
}

describe('a turn', () => {
  test('has determinant 1, whatever the angle and the stretch', () => {
    for (const angle of [-180, -30, 0, 45, 90]) {
      for (const stretch of [0.25, 1, 4]) {
        const [a, b, c, d] = turnMatrix({ first: 0, second: 1, angle, stretch }, 2)
        expect(a! * d! - b! * c!).toBeCloseTo(1, 12)
      }
    }
  })

  test('by nothing is the identity', () => {
    expect([...turnMatrix({ first: 1, second: 2, angle: 0, stretch: 1 }, 3)].map((x) => x + 0)).toEqual([
      ...identity(3),
    ])
  })

  test('of two columns and two rows is D C and C⁻¹ E', () => {
    const model = randomModel(4)
    const fast = turnModel(model, turn)
    const slow = applyC(model.D, model.E, turnMatrix(turn, 4), 4)
    expect(largestDifference(fast.D, slow.D)).toBeLessThan(1e-12)
    expect(largestDifference(fast.E, slow.E)).toBeLessThan(1e-12)
  })

  test('leaves D E as it is, also after another and for a code of one number', () => {
    const model = randomModel(4)
    const product = multiply(model.D, model.E, 784, 4, 784)
    const turned = turnModel(turnModel(model, turn), { first: 1, second: 3, angle: -120, stretch: 0.3 })
    expect(largestDifference(multiply(turned.D, turned.E, 784, 4, 784), product)).toBeLessThan(1e-11)
    const one = randomModel(1)
    const stretched = turnModel(one, { first: 0, second: 0, angle: 50, stretch: 3 })
    expect(stretched.D[5]).toBeCloseTo(3 * one.D[5]!, 12)
    expect(
      largestDifference(multiply(stretched.D, stretched.E, 784, 1, 784), multiply(one.D, one.E, 784, 1, 784)),
    ).toBeLessThan(1e-12)
  })

  test('changes no reconstruction by more than rounding', () => {
    const model = randomModel(4)
    const x = stream.uniforms(2, 3 * 784)
    const offset = new Float32Array(784).fill(0.1)
    const before = reconstructWith(model, offset, x)
    const after = reconstructWith(turnModel(model, turn), offset, x)
    expect(largestDifference(before, after)).toBeLessThan(1e-10)
    expect(largestDifference(before, after)).toBeGreaterThan(0)
  })
})

test('a small number is written with one digit before its power of ten', () => {
  expect(scientific(0)).toBeNull()
  const [mantissa, exponent] = scientific(3.3e-16)!
  expect(mantissa).toBeCloseTo(3.3, 10)
  expect(exponent).toBe(-16)
})

describe('the part of a trained linear autoencoder', () => {
  beforeAll(async () => {
    await tf.setBackend('cpu')
  })

  test.each([
    { name: 'centred, its bias at the mean', partial: { family: 'linear', code: { size: 4 } } },
    {
      name: 'tied, not centred',
      partial: {
        family: 'linear',
        code: { size: 3 },
        data: { train: 500, centre: false },
        decode: { tied: true, bias: 'zero' },
      },
    },
  ])(
    '$name: offset + D E x is what the network makes of x',
    async ({ partial }) => {
      const data = await openImages('mnist')
      const { recipe, snapshot } = await trainTo(recipeOf(partial), data, 3)
      const kept = snapshot.parameters.map(({ values }) => values.slice())
      const model = await autoencoder.open(recipe, snapshot, data)
      const { parts } = await model.measure(true)
      model.dispose()
      const { decoder, encoder, offset, size } = parts['subspace'] as SubspacePart
      const { inputs, outputs } = parts['reconstructions'] as ReconstructionsPart
      const linear = reconstructWith(
        { D: Float64Array.from(decoder), E: Float64Array.from(encoder) },
        offset,
        inputs,
      )
      expect(decoder).toHaveLength(784 * size)
      expect(largestDifference(linear, Float64Array.from(outputs))).toBeLessThan(1e-4)
      // a part is given away, buffers and all, so that it must share none with the snapshot
      const buffers = [decoder, encoder, offset].map((array) => array.buffer)
      expect(snapshot.parameters.some(({ values }) => buffers.includes(values.buffer as ArrayBuffer))).toBe(
        false,
      )
      expect(snapshot.parameters.map(({ values }) => values)).toEqual(kept)
    },
    120_000,
  )
})
