// Denoising, noise levels, masking and restoring on models whose answers are known: the identity, and one that says a constant.

import * as tf from '@tensorflow/tfjs-core'
import '@tensorflow/tfjs-backend-cpu'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fixedImages, oneOfEachClass } from '../../../src/benches/autoencoder/instruments/cleanImages.ts'
import {
  measure as denoising,
  type AgainAnswer,
  type ClippingAnswer,
  type LinearVerdict,
  type NoisesAnswer,
  type UseAnswer,
  type VerdictAnswer,
} from '../../../src/benches/autoencoder/instruments/denoising/measure.ts'
import {
  atLevel,
  defaultNoise,
  drawNoise,
  expectedError,
  isSameNoise,
  levelOf,
  noiseKinds,
  noiseOf,
  noisesFor,
} from '../../../src/benches/autoencoder/instruments/noise.ts'
import { verdictOf } from '../../../src/benches/autoencoder/instruments/denoising/verdict.ts'
import type { Measure, ModelAtRest } from '../../../src/benches/autoencoder/instruments/instrument.ts'
import { pastedBack, veiled } from '../../../src/benches/autoencoder/instruments/masking/mask.ts'
import {
  measure as masking,
  type LinearMasking,
  type MaskingCurve,
  type MaskingPart,
} from '../../../src/benches/autoencoder/instruments/masking/measure.ts'
import {
  measure as noiseLevels,
  type AllNoises,
  type LinearCurve,
  type NoiseCurve,
} from '../../../src/benches/autoencoder/instruments/noiseLevels/measure.ts'
import { spread } from '../../../src/benches/autoencoder/instruments/spread.ts'
import { measure as restoring } from '../../../src/benches/autoencoder/instruments/restoring/measure.ts'
import {
  brushNoise,
  noPaint,
  painted,
  paintedMask,
  withHole,
  withPaint,
} from '../../../src/benches/autoencoder/instruments/restoring/paint.ts'
import { buildModel } from '../../../src/benches/autoencoder/model.ts'
import { gainDb, maskedError, meanSquaredError, psnr } from '../../../src/benches/autoencoder/pixelErrors.ts'
import { restorationOf, restore } from '../../../src/benches/autoencoder/restoration.ts'
import { sliceOf } from '../../../src/benches/autoencoder/evaluate.ts'
import type { LinearDenoiser } from '../../../src/numerics/linearDenoiser.ts'
import { openStream } from '../../../src/numerics/streams.ts'
import { dispose, toTensors, type Parameters } from '../../../src/tensors/parameters.ts'
import { openImages } from '../../support/images.ts'
import { recipeOf } from '../../support/recipes.ts'

const count = 20
/** Sparse as digits are: most pixels 0. */
const bytes = Uint8Array.from(openStream(5, 'measuring').uniforms(0, count * 784), (u) =>
  u < 0.8 ? 0 : Math.round(255 * (5 * u - 4)),
)
const images = { count, pixels: bytes, labels: Uint8Array.from({ length: count }, (_, i) => i % 10) }
const clean = Float32Array.from(bytes, (byte) => byte / 255)
const all = Uint32Array.from({ length: count }, (_, i) => i)
const eye = Float32Array.from({ length: 784 * 784 }, (_, i) => (i % 785 === 0 ? 1 : 0))

const opened: Parameters[] = []
beforeAll(() => tf.setBackend('cpu'))
afterAll(() => opened.forEach(dispose))

/** 784-784-784, linear: x̂ = share · x + constant. */
function restOf(corrupt: object, share = 1, constant = 0): ModelAtRest {
  const recipe = recipeOf({
    corrupt,
    data: { train: count },
    encode: { layers: [] },
    code: { size: 784, activation: 'linear' },
    decode: { output: 'gaussian' },
  })
  const model = buildModel(recipe)
  const parameters = toTensors([
    { name: 'code/kernel', shape: [784, 784], values: eye },
    { name: 'code/bias', shape: [784], values: new Float32Array(784) },
    { name: 'output/kernel', shape: [784, 784], values: eye.map((value) => share * value) },
    { name: 'output/bias', shape: [784], values: new Float32Array(784).fill(constant) },
  ])
  opened.push(parameters)
  return {
    recipe,
    model,
    parameters,
    mean: null,
    test: images,
    testIndices: all,
    data: { train: images },
    trainIndices: async () => all,
  } as unknown as ModelAtRest
}

/** With a sentence, before anything is measured. */
async function expectRefused(measure: Measure<unknown, never>, question: unknown): Promise<void> {
  await expect(measure.ask!({} as ModelAtRest, question as never)).rejects.toThrow(RangeError)
}

const gaussian = defaultNoise('gaussian')
const identity: LinearDenoiser = { weights: eye, offset: new Float32Array(784) }

describe('figures', () => {
  test('a tenth of the error is a gain of 10 dB, and an error of 0.01 a PSNR of 20 dB', () => {
    expect(gainDb({ noisyMse: 0.1, restoredMse: 0.01 })).toBeCloseTo(10)
    expect(psnr(0.01)).toBeCloseTo(20)
    expect([1.2, 0.4, 0.2, 0, -1].map(verdictOf)).toEqual(['clear', 'small', 'hardly', 'none', 'none'])
  })

  test('errors on masked pixels and on all others are those of the whole, weighted', () => {
    const mask = Float32Array.from({ length: 784 }, (_, i) => Number(i < 200))
    const [one, other] = [clean.subarray(0, 784), clean.subarray(784, 2 * 784)]
    const whole = (200 * maskedError(one, other, mask) + 584 * maskedError(one, other, mask, 0)) / 784
    expect(whole).toBeCloseTo(meanSquaredError(one, other), 6)
    expect(maskedError(one, other, new Float32Array(784))).toBeNaN()
  })
})

describe('noise', () => {
  test('of MNIST at σ = 0.5 has an error of 0.25, clipped 0.1156, and masking one of ν E x²', async () => {
    const mnist = await openImages('mnist')
    const tenth = mnist.test.pixels.filter((_, i) => Math.floor(i / 784) % 10 === 0)
    const x = Float32Array.from(tenth, (byte) => byte / 255)
    expect(expectedError({ kind: 'gaussian', sigma: 0.5, clip: false }, x)).toBeCloseTo(0.25, 6)
    expect(expectedError(gaussian, x)).toBeCloseTo(0.1156, 3)
    expect(expectedError({ kind: 'masking', rate: 0.3 }, x)).toBeCloseTo(0.3 * 0.114, 3)
  })

  test.each([...noisesFor({ corrupt: { kind: 'none' } })])(
    '%o: its draws have the expected error',
    (noise) => {
      const { x } = drawNoise(42, noise, clean, all, 3)
      const squares = Array.from(x, (value, i) => (value - clean[i]!) ** 2)
      const mean = meanSquaredError(x, clean)
      const spreadOf = Math.sqrt(
        squares.reduce((sum, square) => sum + (square - mean) ** 2, 0) / squares.length,
      )
      // patches hide 16 pixels together
      const independent = noise.kind === 'patches' ? squares.length / 16 : squares.length
      expect(Math.abs(mean - expectedError(noise, clean))).toBeLessThan(
        (4 * spreadOf) / Math.sqrt(independent),
      )
    },
  )

  test('an image has the same noise whatever stands beside it, other images and other draws have another', () => {
    const whole = drawNoise(42, gaussian, clean, all, 0).x
    const alone = drawNoise(42, gaussian, clean.subarray(7 * 784, 8 * 784), [7], 0).x
    expect(alone).toEqual(whole.subarray(7 * 784, 8 * 784))
    const blank = drawNoise(42, gaussian, new Float32Array(2 * 784), [0, 1], 0).x
    expect(blank.subarray(0, 784)).not.toEqual(blank.subarray(784))
    expect(drawNoise(42, gaussian, clean, all, 1).x).not.toEqual(whole)
  })

  test('clipped noise is the same draw, clipped; and more of it hides the same pixels and more', () => {
    const loose = drawNoise(42, { ...gaussian, clip: false }, clean, all, 2).x
    expect(drawNoise(42, gaussian, clean, all, 2).x).toEqual(
      loose.map((value) => Math.min(1, Math.max(0, value))),
    )
    const [few, many] = [0.2, 0.6].map(
      (rate) => drawNoise(42, { kind: 'masking', rate }, clean, all, 0).mask!,
    )
    expect(few!.every((value, i) => value <= many![i]!)).toBe(true)
  })

  test('a level is σ or ν, and noises that differ in it alone are the same', () => {
    expect(levelOf(gaussian)).toBe(0.5)
    for (const kind of noiseKinds) {
      const noise = defaultNoise(kind)
      expect(levelOf(atLevel(noise, 0.3))).toBe(0.3)
      expect(isSameNoise(atLevel(noise, 0.3), noise)).toBe(true)
    }
    expect(isSameNoise(gaussian, { ...gaussian, clip: false })).toBe(false)
    expect(noiseOf({ corrupt: { kind: 'none' } })).toEqual(gaussian)
    expect(noisesFor({ corrupt: { kind: 'masking', rate: 0.7 } })).toContainEqual({
      kind: 'masking',
      rate: 0.7,
    })
  })
})

test('fixed images lie evenly over the file, and one of each class is shown', () => {
  const rest = restOf({ kind: 'none' })
  expect([...fixedImages(rest, 4)]).toEqual([0, 5, 10, 15])
  expect(fixedImages(rest, 1000)).toEqual(all)
  expect([...oneOfEachClass(rest)]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
})

describe('denoising', () => {
  test('the identity restores nothing: no gain over the noise, nor over a linear denoiser that does as little', async () => {
    const rest = restOf(gaussian)
    const part = await denoising.measure!(rest)
    expect(part.clean).toEqual(clean.subarray(0, 10 * 784))
    expect(meanSquaredError(part.restored, part.corrupted)).toBeLessThan(1e-12)
    const verdict = (await denoising.ask!(rest, { kind: 'verdict' })) as VerdictAnswer
    expect(verdict.images).toBe(count)
    expect(verdict.restored).toBeCloseTo(verdict.noisy, 6)
    const { linear } = (await denoising.ask!(rest, { kind: 'linear', linear: identity })) as LinearVerdict
    expect(linear).toBeCloseTo(verdict.noisy, 6)
  })

  test('applied again and again the identity changes nothing, and a net that halves goes on halving', async () => {
    const question = { kind: 'again', image: { kind: 'test', index: 3 }, draw: 0 } as const
    const same = (await denoising.ask!(restOf(gaussian), question)) as AgainAnswer
    expect(Math.max(...same.fromClean.mean)).toBeLessThan(1e-12)
    const noisy = same.fromNoisy.mean
    expect(noisy.every((error) => Math.abs(error - noisy[0]!) < 1e-6)).toBe(true)
    const halved = (await denoising.ask!(restOf(gaussian, 0.5), question)) as AgainAnswer
    const square = meanSquaredError(clean, new Float32Array(clean.length))
    halved.fromClean.mean.forEach((error, i) => expect(error).toBeCloseTo((1 - 0.5 ** i) ** 2 * square, 6))
    expect(halved.fromClean.steps.slice(8 * 784)).toEqual(halved.clean.map((value) => value * 0.5 ** 8))
  })

  test('clipping: the three inputs are clean, clipped and unclipped, and the identity’s errors those of the noise', async () => {
    const question = { kind: 'clipping', image: { kind: 'test', index: 3 }, sigma: 0.5, draw: 1 } as const
    const { inputs, noise, restored } = (await denoising.ask!(restOf(gaussian), question)) as ClippingAnswer
    expect(inputs.slice(0, 784)).toEqual(clean.slice(3 * 784, 4 * 784))
    expect(Math.max(...inputs.slice(784, 2 * 784))).toBeLessThanOrEqual(1)
    expect(Math.max(...inputs.slice(2 * 784))).toBeGreaterThan(1)
    expect(noise[0]).toBe(0)
    expect(noise[2]).toBeCloseTo(0.25, 6)
    restored.forEach((error, i) => expect(error).toBeCloseTo(noise[i]!, 2))
  })

  test('every noise is there at the level asked for, and the code is that of what goes in', async () => {
    const rest = restOf({ kind: 'patches', size: 7, rate: 0.5 })
    const image = { kind: 'drawn', pixels: clean.slice(0, 784) } as const
    const noises = (await denoising.ask!(rest, {
      kind: 'noises',
      image,
      level: 0.4,
      draw: 0,
    })) as NoisesAnswer
    expect(noises.kinds.map(levelOf)).toEqual(noiseKinds.map(() => 0.4))
    expect(noises.kinds).toContainEqual({ kind: 'patches', size: 7, rate: 0.4 })
    const use = (await denoising.ask!(rest, { kind: 'use', image, draw: 0 })) as UseAnswer
    expect(use.features).toEqual(use.clean)
    expect(use.code).toEqual(use.corrupted)
    expect(use.restored).toEqual(use.corrupted)
  })

  test('nothing is left behind, and nonsense is refused', async () => {
    const rest = restOf(gaussian)
    const before = tf.memory().numTensors
    await denoising.ask!(rest, { kind: 'rows', draw: 5 })
    await denoising.ask!(rest, { kind: 'again', image: { kind: 'test', index: 0 }, draw: 0 })
    expect(tf.memory().numTensors).toBe(before)
    await expect(denoising.ask!(rest, { kind: 'rows', draw: -1 })).rejects.toThrow('no such question')
    const absent = { kind: 'use', image: { kind: 'test', index: count }, draw: 0 } as const
    await expect(denoising.ask!(rest, absent)).rejects.toThrow('no such test image')
    const short = { kind: 'drawn', pixels: new Float32Array(3) } as const
    await expect(denoising.ask!(rest, { kind: 'use', image: short, draw: 0 })).rejects.toThrow('784')
  })
})

describe('noise levels', () => {
  test('a frame has the curve of the trained noise and that of clipped Gaussian noise, each from a clean image on', async () => {
    const curvesOf = async (corrupt: object) => (await noiseLevels.measure!(restOf(corrupt))).curves
    expect((await curvesOf({ kind: 'none' })).map(({ noise }) => noise)).toEqual([gaussian])
    expect((await curvesOf({ ...gaussian, sigma: 0.2 })).map(({ noise }) => noise)).toEqual([gaussian])
    const masked = { kind: 'masking', rate: 0.3 }
    const curves = await curvesOf(masked)
    expect(curves.map(({ noise }) => noise)).toEqual([masked, gaussian])
    for (const { noisy, restored } of curves) {
      expect(noisy[0]).toBe(0)
      restored.forEach((error, i) => expect(error).toBeCloseTo(noisy[i]!, 6))
      expect(noisy).toEqual(noisy.toSorted((a, b) => a - b))
    }
  })

  test('the linear denoiser stands beside at every level, and all kinds in one table', async () => {
    const rest = restOf(gaussian, 0, 0.1)
    const constant = meanSquaredError(clean, new Float32Array(clean.length).fill(0.1))
    const ofNoise = { noise: gaussian } as const
    const curve = (await noiseLevels.ask!(rest, { kind: 'curve', ...ofNoise })) as NoiseCurve
    const beside = (await noiseLevels.ask!(rest, {
      kind: 'linear',
      ...ofNoise,
      linear: identity,
    })) as LinearCurve
    curve.restored.forEach((error) => expect(error).toBeCloseTo(constant, 6))
    expect(beside.levels).toEqual(curve.levels)
    beside.linear.forEach((error, i) => expect(error).toBeCloseTo(curve.noisy[i]!, 6))
    const table = (await noiseLevels.ask!(rest, { kind: 'all' })) as AllNoises
    expect(table.noises).toHaveLength(noiseKinds.length + 1)
    expect(table.clean).toBeCloseTo(constant, 6)
  })

  test('labels at the ends of curves are kept apart, in their order, within the plot', () => {
    expect(spread([0.5, 0.5, 0.9], 0.1, [0, 1])).toEqual([0.5, 0.6, 0.9])
    const crowded = spread([1, 0.99, 0.98], 0.1, [0, 1])
    expect(crowded[0]).toBeCloseTo(1)
    expect(crowded[1]).toBeCloseTo(0.9)
    expect(crowded[2]).toBeCloseTo(0.8)
    expect(spread([0, 2], 0.1, [0, 1])).toEqual([0, 1])
  })
})

describe('masking', () => {
  test('a recipe that hides pixels shows its own mask, any other patches of 4 × 4, three quarters hidden', async () => {
    const own = await masking.measure!(restOf({ kind: 'masking', rate: 0.3 }))
    expect(own.corrupt).toEqual({ kind: 'masking', rate: 0.3 })
    const other = await masking.measure!(restOf(gaussian))
    expect(other.corrupt).toEqual({ kind: 'patches', size: 4, rate: 0.75 })
    const hidden = other.mask.reduce((sum, value) => sum + value, 0)
    expect(hidden).toBe(10 * 16 * 37)
  })

  test('hidden pixels are 0 for the net, grey for the reader, and only they are replaced where the visible are pasted back', async () => {
    const part = (await masking.ask!(restOf({ kind: 'patches', size: 4, rate: 0.75 }, 1, 0.25), {
      kind: 'images',
      rate: 0.5,
      draw: 1,
    })) as MaskingPart
    const pasted = pastedBack(part.restored, part.clean, part.mask)
    const grey = veiled(part.clean, part.mask)
    const choose = (hidden: Float32Array, visible: Float32Array) =>
      hidden.map((value, i) => (part.mask[i] === 1 ? value : visible[i]!))
    expect(pasted).toEqual(choose(part.restored, part.clean))
    expect(grey).toEqual(choose(grey, part.clean))
    expect(part.restored.every((value, i) => part.mask[i] === 0 || Math.abs(value - 0.25) < 1e-6)).toBe(true)
    expect(maskedError(part.restored, part.clean, part.mask, 0)).toBeCloseTo(0.0625, 5)
  })

  test('the errors against the rate are those on hidden pixels alone; all hidden, the mean image has its own', async () => {
    const rest = restOf({ kind: 'masking', rate: 1 })
    const curve = (await masking.ask!(rest, { kind: 'curve' })) as MaskingCurve
    const mean = new Float32Array(784)
    clean.forEach((value, i) => (mean[i % 784]! += value / count))
    const meanImages = clean.map((_, i) => mean[i % 784]!)
    expect(curve.here.mean).toBeCloseTo(meanSquaredError(meanImages, clean), 6)
    // the identity says 0 where it is shown 0
    expect(curve.here.net).toBeCloseTo(meanSquaredError(new Float32Array(clean.length), clean), 6)
    curve.net.forEach((error, i) => {
      const { mask } = drawNoise(42, { kind: 'masking', rate: curve.rates[i]! }, clean, all, 0)
      expect(error).toBeCloseTo(maskedError(new Float32Array(clean.length), clean, mask!), 6)
    })
    const { linear } = (await masking.ask!(rest, { kind: 'linear', linear: identity })) as LinearMasking
    expect(linear).toBeCloseTo(curve.here.net, 6)
  })
})

describe('restoring', () => {
  const one = clean.slice(0, 784)
  const noise = brushNoise(42)
  const at = { x: 14, y: 14 }

  test('a brush covers the pixels whose centres it covers, along the whole stroke', () => {
    const dab = painted(noPaint(), one, { tool: 'hole', width: 2, noise }, at, at)
    expect(paintedMask(dab).reduce((sum, value) => sum + value, 0)).toBe(4)
    const stroke = painted(
      noPaint(),
      one,
      { tool: 'ink', width: 2, noise },
      { x: 0, y: 14 },
      { x: 28, y: 14 },
    )
    expect(paintedMask(stroke).reduce((sum, value) => sum + value, 0)).toBe(56)
    expect(stroke[14 * 28]).toBe(1)
    expect(dab[14 * 28 + 14]).toBe(0)
  })

  test('noise is the same at every stroke, within [0,1], and holes cover it', () => {
    const brush = { tool: 'noise', width: 60, noise } as const
    const once = painted(noPaint(), one, brush, at, at)
    expect(painted(once, one, brush, at, at)).toEqual(once)
    expect(once.every((value) => value >= 0 && value <= 1)).toBe(true)
    const half = withHole(once, 'lower')
    expect(half.slice(392).every((value) => value === 0)).toBe(true)
    expect(half.slice(0, 392)).toEqual(once.slice(0, 392))
    for (const [preset, size] of [
      ['middle', 100],
      ['left', 392],
    ] as const) {
      expect(paintedMask(withHole(noPaint(), preset)).reduce((sum, value) => sum + value, 0)).toBe(size)
    }
  })

  test('what is painted goes in, the clean image beside it', async () => {
    const paint = withHole(noPaint(), 'left')
    const answer = await restoring.ask!(restOf(gaussian), { image: { kind: 'test', index: 0 }, paint })
    expect(answer.clean).toEqual(one)
    expect(answer.restored).toEqual(withPaint(one, paint))
  })
})

test('never more images go through the model at once than there is room for, and none is lost', async () => {
  const recipe = recipeOf({
    corrupt: gaussian,
    encode: { layers: [{ kind: 'conv', filters: 64, size: 5, stride: 1, padding: 'same' }] },
    code: { size: 2 },
  })
  const room = sliceOf(recipe)
  const together: number[] = []
  const rest = {
    ...restOf(gaussian),
    recipe,
    model: {
      encode: (_: unknown, { input }: { input: tf.Tensor2D }) => {
        together.push(input.shape[0])
        return { code: input }
      },
      decode: (_: unknown, code: tf.Tensor2D) => ({ output: code }),
      imageOf: (output: tf.Tensor2D) => tf.add(output, 0.25),
    },
  } as unknown as ModelAtRest
  const many = Float32Array.from({ length: (2 * room + 1) * 784 }, (_, i) => (i % 3) / 4)
  expect(await restore(rest, many, null)).toEqual(many.map((value) => value + 0.25))
  expect(together).toEqual([room, room, 1])
  together.length = 0
  const indices = Uint32Array.from({ length: room + 3 }, (_, i) => i % count)
  await restorationOf(rest, gaussian, indices)
  expect(together).toEqual([room, 3])
})

describe('questions that the page must not ask', () => {
  const [image, draw] = [{ kind: 'test', index: 0 }, 0] as const
  const short: LinearDenoiser = { weights: new Float32Array(4), offset: new Float32Array(2) }

  test.each<[string, unknown]>([
    ['of no kind', { kind: 'nothing', image, draw }],
    ['without a kind', { image, draw }],
    ['nothing at all', null],
    ['a negative draw', { kind: 'rows', draw: -1 }],
    ['half a draw', { kind: 'use', image, draw: 0.5 }],
    ['a level above 1', { kind: 'noises', image, draw, level: 1.5 }],
    ['no level', { kind: 'noises', image, draw }],
    ['a σ that is no number', { kind: 'clipping', image, draw, sigma: Number.NaN }],
    ['an image of no kind', { kind: 'again', image: { kind: 'code' }, draw }],
    ['a linear denoiser of other images', { kind: 'linear', linear: short }],
    ['no linear denoiser', { kind: 'linear', linear: null }],
  ])('denoising: %s', async (_, question) => {
    await expectRefused(denoising, question)
  })

  test.each<[string, unknown]>([
    ['of no kind', { kind: 'nothing' }],
    ['of no noise', { kind: 'curve', noise: { kind: 'none' } }],
    ['a noise that there is not', { kind: 'curve', noise: { kind: 'snow', rate: 0.5 } }],
    ['a noise without its parameters', { kind: 'curve', noise: { kind: 'gaussian' } }],
    ['a linear denoiser of other images', { kind: 'linear', noise: gaussian, linear: short }],
  ])('noise levels: %s', async (_, question) => {
    await expectRefused(noiseLevels, question)
  })

  test.each<[string, unknown]>([
    ['of no kind', { kind: 'nothing', rate: 0.5, draw }],
    ['a rate above 1', { kind: 'images', rate: 2, draw }],
    ['a draw that there is not', { kind: 'images', rate: 0.5, draw: 1e9 }],
    ['a linear denoiser of other images', { kind: 'linear', linear: short }],
  ])('masking: %s', async (_, question) => {
    await expectRefused(masking, question)
  })

  test.each<[string, unknown]>([
    ['paint on three pixels', { image, paint: new Float32Array(3) }],
    ['paint brighter than white', { image, paint: new Float32Array(784).fill(2) }],
    ['paint that is a list', { image, paint: Array.from(noPaint()) }],
    ['without an image', { paint: noPaint() }],
  ])('restoring: %s', async (_, question) => {
    await expectRefused(restoring, question)
  })
})
