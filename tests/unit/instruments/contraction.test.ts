// Contraction: the encoder's Jacobian three ways, its singular values, the moves of an image, and what the weights are in it.

import * as tf from '@tensorflow/tfjs-core'
import '@tensorflow/tfjs-backend-cpu'
import { beforeAll, describe, expect, test } from 'vitest'
import { autoencoder } from '../../../src/benches/autoencoder/bench.ts'
import { parametersOf } from '../../../src/benches/autoencoder/architecture.ts'
import { enlargementOf, gainsOf } from '../../../src/benches/autoencoder/instruments/contraction/disc.ts'
import {
  closedJacobian,
  codesOf,
  jacobianAt,
  kernelOf,
  pulledJacobian,
  pushedMoves,
  squaredColumns,
} from '../../../src/benches/autoencoder/instruments/contraction/jacobian.ts'
import {
  closedNorm,
  measure,
  noiseSquares,
  saturatedShare,
  walk,
  type DirectionsAnswer,
  type DiscAnswer,
} from '../../../src/benches/autoencoder/instruments/contraction/measure.ts'
import {
  noiseOn,
  shiftOf,
  shifts,
  unitAcross,
  unitOf,
} from '../../../src/benches/autoencoder/instruments/contraction/moves.ts'
import { planeMapOf, singularOf } from '../../../src/benches/autoencoder/instruments/contraction/singular.ts'
import { dot, lengthOf } from '../../../src/numerics/matrices.ts'
import type { ModelAtRest } from '../../../src/benches/autoencoder/instruments/instrument.ts'
import { buildModel } from '../../../src/benches/autoencoder/model.ts'
import { putToRest } from '../../../src/benches/autoencoder/rest.ts'
import { openStream } from '../../../src/numerics/streams.ts'
import { toTensors, type NamedArray } from '../../../src/tensors/parameters.ts'
import { relativeError } from '../../support/differences.ts'
import { openImages } from '../../support/images.ts'
import { recipeOf } from '../../support/recipes.ts'

const stream = openStream(5, 'measuring')
const x = stream.uniforms(0, 784).map((u) => (u < 0.3 ? u : 0))
const picture = { clean: x, labels: Uint8Array.of(3) }
const never = (): Float32Array => {
  throw new Error('no random signs are needed here')
}

beforeAll(() => tf.setBackend('cpu'))

/** A model whose biases are drawn, too, and every label its own weights. */
function restOf(partial: unknown): ModelAtRest {
  const recipe = recipeOf(partial)
  const arrays: NamedArray[] = parametersOf(recipe).map(({ name, shape }, i) => {
    const values = stream.normals(
      100 + i,
      shape.reduce((size, length) => size * length, 1),
    )
    return { name, shape, values: values.map((value) => value * (shape.length > 1 ? 0.08 : 0.3)) }
  })
  const model = buildModel(recipe)
  return { recipe, model, arrays, parameters: toTensors(arrays), mean: null } as unknown as ModelAtRest
}

const oneLayer = (activation: string, more: object = {}) =>
  restOf({
    encode: { layers: [] },
    ...more,
    code: { size: 12, activation, ...(more as { code?: object }).code },
  })

const twoLayers = restOf({
  encode: { layers: [{ kind: 'dense', units: 20 }], activation: 'tanh' },
  code: { size: 7 },
})

/** Central differences of the code along v, in units of its length. */
async function differences(rest: ModelAtRest, v: Float32Array, h = 0.01): Promise<Float64Array> {
  const moved = (sign: number) => ({ ...picture, clean: x.map((value, i) => value + sign * h * v[i]!) })
  const [above, below] = [await codesOf(rest, moved(1)), await codesOf(rest, moved(-1))]
  return Float64Array.from(above, (value, i) => (value - below[i]!) / (2 * h))
}

describe('the Jacobian of one dense layer', () => {
  for (const activation of ['linear', 'relu', 'sigmoid', 'tanh']) {
    test(`${activation}: closed form = pulled back = central differences`, async () => {
      const rest = oneLayer(activation)
      const closed = await closedJacobian(rest, picture)
      expect(lengthOf(closed)).toBeGreaterThan(0.1)
      expect(relativeError(await pulledJacobian(rest, picture), closed)).toBeLessThan(1e-5)
      const v = unitOf(stream.normals(1, 784))
      const Jv = Float64Array.from({ length: 12 }, (_, j) => dot(closed.subarray(j * 784, (j + 1) * 784), v))
      expect(relativeError(await differences(rest, v), Jv)).toBeLessThan(2e-3)
      expect(relativeError(await pushedMoves(rest, picture, v), Jv)).toBeLessThan(1e-5)
    })
  }

  test('of a linear encoder is its W, whatever the image', async () => {
    const rest = oneLayer('linear')
    const W = kernelOf(rest)
    const J = await jacobianAt(rest, picture)
    expect(J.every((value, at) => value === W[(at % 784) * 12 + Math.floor(at / 784)])).toBe(true)
  })

  test('has nothing of the labels that come in beside the image', async () => {
    const rest = oneLayer('sigmoid', { code: { condition: 'label' } })
    expect(kernelOf(rest)).toHaveLength(784 * 12)
    const closed = await closedJacobian(rest, picture)
    expect(relativeError(await pulledJacobian(rest, picture), closed)).toBeLessThan(1e-5)
  })

  test('of a Gaussian code is that of its mean', async () => {
    const rest = oneLayer('tanh', {
      code: { kind: 'gaussian', condition: 'none', samples: 1, gradient: 'pathwise' },
    })
    const closed = await closedJacobian(rest, picture)
    expect(relativeError(await pulledJacobian(rest, picture), closed)).toBeLessThan(1e-5)
  })
})

describe('the Jacobian behind hidden layers', () => {
  test('pulled back = central differences, and pushes forward what it pulls back', async () => {
    const J = await jacobianAt(twoLayers, picture)
    const v = unitOf(stream.normals(2, 784))
    const Jv = Float64Array.from({ length: 7 }, (_, j) => dot(J.subarray(j * 784, (j + 1) * 784), v))
    expect(relativeError(await differences(twoLayers, v), Jv)).toBeLessThan(2e-3)
    expect(relativeError(await pushedMoves(twoLayers, picture, v), Jv)).toBeLessThan(1e-5)
  })

  test('convolution and pooling push forward, too', async () => {
    const rest = restOf({
      encode: {
        layers: [
          { kind: 'conv', filters: 2, size: 3, stride: 2, padding: 'same' },
          { kind: 'pool', method: 'max', size: 2 },
        ],
      },
      code: { size: 3 },
    })
    const J = await pulledJacobian(rest, picture)
    const v = unitOf(stream.normals(3, 784))
    const Jv = Float64Array.from({ length: 3 }, (_, j) => dot(J.subarray(j * 784, (j + 1) * 784), v))
    expect(relativeError(await pushedMoves(rest, picture, v), Jv)).toBeLessThan(1e-5)
  })
})

describe('squared columns of J', () => {
  test('sum to ‖J‖²_F, in closed form and by all rows', async () => {
    for (const rest of [oneLayer('sigmoid'), twoLayers]) {
      const J = await jacobianAt(rest, picture)
      const columns = await squaredColumns(rest, picture, 7, never)
      expect(columns.reduce((sum, square) => sum + square, 0)).toBeCloseTo(lengthOf(J) ** 2, 4)
      const first = Float64Array.from({ length: J.length / 784 }, (_, j) => J[j * 784 + 400]!)
      expect(columns[400]).toBeCloseTo(lengthOf(first) ** 2, 6)
    }
  })

  test('random signs are right on average', async () => {
    const J = await jacobianAt(twoLayers, picture)
    const many = { clean: Float32Array.from({ length: 100 * 784 }, (_, i) => x[i % 784]!), labels: null }
    const signs = (probe: number, count: number) =>
      stream.uniforms(500 + probe, count).map((u) => (u < 0.5 ? -1 : 1))
    const columns = await squaredColumns(twoLayers, many, 6, signs)
    const mean = columns.reduce((sum, square) => sum + square, 0) / 100
    expect(mean / lengthOf(J) ** 2).toBeCloseTo(1, 1)
  })

  test('the mean over codes is that of each image’s own J', async () => {
    const rest = oneLayer('sigmoid')
    const two = { clean: Float32Array.from([...x, ...stream.uniforms(7, 784)]), labels: null }
    const codes = await codesOf(rest, two)
    const columns = await squaredColumns(rest, two, 1, never)
    const mean = columns.reduce((sum, square) => sum + square, 0) / 2
    expect(closedNorm(codes, 'sigmoid', kernelOf(rest))).toBeCloseTo(mean, 4)
  })
})

describe('singular values', () => {
  test('squared they sum to ‖J‖²_F, and J v = σ for their directions', async () => {
    for (const rest of [oneLayer('sigmoid'), twoLayers]) {
      const k = rest.recipe.code.size
      const J = await jacobianAt(rest, picture)
      const { values, directions } = singularOf(J, k, 784, 4)
      expect(values).toHaveLength(k)
      expect(values.reduce((sum, value) => sum + value ** 2, 0)).toBeCloseTo(lengthOf(J) ** 2, 5)
      for (let i = 0; i < 4; i++) {
        const v = directions.subarray(i * 784, (i + 1) * 784)
        expect(lengthOf(v)).toBeCloseTo(1, 5)
        const Jv = Float64Array.from({ length: k }, (_, j) => dot(J.subarray(j * 784, (j + 1) * 784), v))
        expect(lengthOf(Jv)).toBeCloseTo(values[i]!, 5)
      }
      expect(dot(directions.subarray(0, 784), directions.subarray(784, 2 * 784))).toBeCloseTo(0, 4)
    }
  })

  test('a high matrix goes through its other Gram matrix, and dead units are left out', () => {
    const high = stream.normals(8, 5 * 3)
    const flipped = Float32Array.from({ length: 15 }, (_, i) => high[(i % 5) * 3 + Math.floor(i / 5)]!)
    const [a, b] = [singularOf(high, 5, 3, 3), singularOf(flipped, 3, 5, 3)]
    expect(a.values).toHaveLength(3)
    for (let i = 0; i < 3; i++) expect(a.values[i]).toBeCloseTo(b.values[i]!, 6)
    const dead = Float32Array.of(0, 0, 0, 3, 4, 0, 0, 0, 0)
    const only = singularOf(dead, 3, 3, 3)
    expect([...only.values]).toEqual([expect.closeTo(5)])
    expect([...only.directions]).toEqual([expect.closeTo(0.6), expect.closeTo(0.8), 0])
    expect(singularOf(new Float32Array(9), 3, 3, 3).directions).toHaveLength(0)
  })

  test('the plane of two columns holds both', () => {
    const [a, b] = [stream.normals(9, 30), stream.normals(10, 30)]
    const { axes, plane } = planeMapOf(a, b)
    expect(axes[0] ** 2 + axes[1] ** 2).toBeCloseTo(dot(a, a) + dot(b, b), 4)
    expect(dot(plane[0], plane[1])).toBeCloseTo(0, 5)
    expect(Math.min(dot(a, plane[0]), dot(a, plane[1]))).toBeGreaterThanOrEqual(0)
    for (const v of [a, b]) expect(Math.hypot(dot(v, plane[0]), dot(v, plane[1]))).toBeCloseTo(lengthOf(v), 4)
  })
})

describe('moves of an image', () => {
  test('a shift brings paper in and leaves the rest of the image as it was', () => {
    const dotted = new Float32Array(784)
    dotted[5 * 28 + 27] = 1
    dotted[9 * 28 + 3] = 0.5
    const right = shiftOf(dotted, [1, 0])
    expect(right[5 * 28 + 27]).toBe(-1)
    expect(right[6 * 28]).toBe(0)
    expect([right[9 * 28 + 3], right[9 * 28 + 4]]).toEqual([-0.5, 0.5])
    expect(shiftOf(dotted, [0, 1])[10 * 28 + 3]).toBe(0.5)
    expect(shiftOf(dotted, [0, -1])[8 * 28 + 3]).toBe(0.5)
    expect(shifts).toHaveLength(4)
  })

  test('noise is on the ink alone and as long as it is to be', () => {
    const noise = noiseOn(x, stream.normals(11, 784), 2.5)
    expect(lengthOf(noise)).toBeCloseTo(2.5, 5)
    expect(noise.every((value, i) => x[i]! > 0 || value === 0)).toBe(true)
    const e = unitOf(shiftOf(x, [1, 0]))
    expect(dot(unitAcross(noise, e), e)).toBeCloseTo(0, 6)
    expect(lengthOf(noiseOn(new Float32Array(784), stream.normals(11, 784), 2))).toBe(0)
  })

  test('the mean over noises is the mean squared column', async () => {
    const rest = oneLayer('sigmoid')
    const columns = await squaredColumns(rest, picture, 1, never)
    const count = 400
    const many = { clean: Float32Array.from({ length: count * 784 }, (_, i) => x[i % 784]!), labels: null }
    const moves = new Float32Array(count * 784)
    for (let i = 0; i < count; i++) moves.set(noiseOn(x, stream.normals(1000 + i, 784), 1), i * 784)
    const mean = lengthOf(await pushedMoves(rest, many, moves)) ** 2 / count
    expect(mean / noiseSquares(x, columns).ink).toBeCloseTo(1, 1)
    expect(noiseSquares(x, columns).everywhere * 784).toBeCloseTo(
      columns.reduce((sum, square) => sum + square, 0),
      5,
    )
    expect(noiseSquares(new Float32Array(784), columns).ink).toBe(0)
  })
})

test('a unit is saturated where its slope is below a tenth of the steepest', () => {
  expect(saturatedShare(Float32Array.of(0.5, 0.02, 0.99, 0.1), 'sigmoid')).toBe(0.5)
  expect(saturatedShare(Float32Array.of(0, 0.94, -0.96, 0.99), 'tanh')).toBe(0.5)
  expect(saturatedShare(Float32Array.of(0, 2, 0, 0), 'relu')).toBe(0.75)
  expect(saturatedShare(Float32Array.of(0, 2), 'linear')).toBeNull()
})

test('the codes are drawn in the scale of the images unless they would be lost or cut off', () => {
  expect([0.8, 0.3, 1.2].map((extent) => enlargementOf(extent))).toEqual([1, 1, 1])
  expect([0.13, 0.01, 5].map((extent) => enlargementOf(extent))).toEqual([5, 100, 0.2])
  expect(enlargementOf(0)).toBe(1)
  expect(
    gainsOf({
      ends: [
        [3, 4],
        [0, 1],
      ],
    }),
  ).toEqual([5, 1])
})

describe('on the test images', () => {
  async function at(partial: unknown) {
    const recipe = recipeOf(partial)
    const { arrays } = restOf(partial)
    return putToRest(recipe, { step: 0, parameters: arrays, moments: [] }, await openImages('mnist'))
  }

  test('a frame says norm, moves, saturation and weights; tied weights are one number', async () => {
    const rest = await at({ family: 'contractive', data: { classes: [1] }, code: { size: 16 } })
    const part = await measure.measure!(rest)
    expect(part.norm).toMatchObject({ method: 'closed', images: 1135, probes: 0 })
    expect(part.norm.value).toBeGreaterThan(0)
    expect(part.moves.images).toBe(200)
    expect(part.moves.shift).toBeGreaterThan(0)
    expect(part.saturated).toBeGreaterThanOrEqual(0)
    expect(part.weights.encoder).toBe(part.weights.decoder)
    const { evaluation } = await rest.evaluated()
    expect(part.norm.value / evaluation.terms['contraction']!).toBeCloseTo(1, 4)
  })

  test('behind hidden layers, on a sample of them', async () => {
    const rest = await at({
      data: { classes: [1] },
      encode: { layers: [{ kind: 'dense', units: 16 }] },
      code: { size: 9 },
    })
    const part = await measure.measure!(rest)
    expect(part.norm).toMatchObject({ method: 'random', images: 40, probes: 6 })
    expect(part.saturated).toBeNull()
    expect(part.weights.encoder).not.toBe(part.weights.decoder)
  })

  test('a walk of length 0 is the image’s own reconstruction, and a disc’s points lie on its ellipse', async () => {
    const rest = await at({ family: 'contractive', data: { classes: [1] }, code: { size: 16 } })
    const model = await autoencoder.open(
      rest.recipe,
      { step: 0, parameters: rest.arrays, moments: [] },
      rest.data,
    )
    const image = { kind: 'test', index: 2 }
    const ask = (about: string) => model.ask('contraction', { about, image })
    const { directions, reconstructions, image: own } = (await ask('directions')) as DirectionsAnswer
    expect(directions).toHaveLength(6 * 784)
    const still = walk.indexOf(0)
    const [first, second] = [0, 1].map((i) =>
      reconstructions.slice((i * walk.length + still) * 784, (i * walk.length + still + 1) * 784),
    )
    expect(first).toEqual(second)
    expect(own).toEqual(
      rest.test.pixels.slice(2 * 784, 3 * 784).reduce((out, byte, i) => {
        out[i] = byte / 255
        return out
      }, new Float32Array(784)),
    )
    const disc = (await ask('disc')) as DiscAnswer
    expect(dot(...disc.axes)).toBeCloseTo(0, 6)
    // at the smallest radius the encoder is nearly J
    const [a, b] = disc.halfAxes
    const circle = disc.circles[0]!
    for (let i = 0; i < circle.length; i += 12) {
      expect(Math.hypot(circle[i]! / (0.5 * a), circle[i + 1]! / (0.5 * b))).toBeCloseTo(1, 0)
    }
    await expect(ask('disc')).resolves.toBeTruthy()
    await expect(
      model.ask('contraction', { about: 'disc', image: { kind: 'test', index: 10_000 } }),
    ).rejects.toThrow('no such test image')
    model.dispose()
  })
})
