import { describe, expect, test } from 'vitest'
import { bernoulliCrossEntropy, bernoulliEntropy } from '../../../src/numerics/entropy.ts'
import { meanOf } from '../../../src/numerics/moments.ts'
import { openStream } from '../../../src/numerics/streams.ts'
import { readIdx } from '../../support/idx.ts'
import { momentsOf } from '../../support/moments.ts'

describe('Bernoulli entropy', () => {
  test('of black and white pixels is 0, of pixels at one half ln 2 each', () => {
    expect(bernoulliEntropy(Uint8Array.of(0, 255, 255, 0), 2)).toBe(0)
    expect(bernoulliCrossEntropy([0.5, 0.5, 0.5], [0.5, 0.5, 0.5])).toBeCloseTo(3 * Math.LN2, 14)
  })

  test('is per image: the mean over images of the sum over pixels', () => {
    const h = (x: number): number => -x * Math.log(x) - (1 - x) * Math.log(1 - x)
    expect(bernoulliEntropy(Uint8Array.of(51, 102, 0, 204), 2)).toBeCloseTo(
      (h(0.2) + h(0.4) + h(0.8)) / 2,
      14,
    )
  })

  test('is the least cross-entropy: any other prediction costs more, by the divergence', () => {
    const u = openStream(42, 'measuring').uniforms(0, 2000)
    const [x, p] = [u.subarray(0, 1000), u.subarray(1000)]
    let divergence = 0
    for (let i = 0; i < 1000; i++) {
      divergence += x[i]! * Math.log(x[i]! / p[i]!) + (1 - x[i]!) * Math.log((1 - x[i]!) / (1 - p[i]!))
    }
    expect(bernoulliCrossEntropy(x, p) - bernoulliCrossEntropy(x, x)).toBeCloseTo(divergence, 9)
    expect(divergence).toBeGreaterThan(0)
  })

  test('ruling out what happens costs infinitely much, ruling out what does not costs nothing', () => {
    expect(bernoulliCrossEntropy([0.1], [0])).toBe(Infinity)
    expect(bernoulliCrossEntropy([0.9], [1])).toBe(Infinity)
    expect(bernoulliCrossEntropy([0, 1], [0, 1])).toBe(0)
  })

  test('wants whole images', () => {
    expect(() => bernoulliEntropy(new Uint8Array(10), 3)).toThrow('10 bytes are not 3 images')
  })
})

describe('on the MNIST test images', () => {
  const test10k = readIdx('mnist', 't10k')
  const train = readIdx('mnist', 'train')
  const testMean = meanOf(momentsOf(test10k.images, test10k.count))
  const trainMean = meanOf(momentsOf(train.images, train.count))

  test('the floor of a Bernoulli reconstruction is 45.53 nats per image', () => {
    expect(bernoulliEntropy(test10k.images, test10k.count)).toBeCloseTo(45.53, 2)
  })

  test('the mean training image costs 205.80 nats, its zeros raised to 10⁻⁷', () => {
    const raised = trainMean.map((p) => Math.max(p, 1e-7))
    expect(bernoulliCrossEntropy(testMean, raised)).toBeCloseTo(205.8, 2)
  })

  test('without that it costs infinitely much: some test image lights a pixel no training image lights', () => {
    expect(bernoulliCrossEntropy(testMean, trainMean)).toBe(Infinity)
  })

  test('their own mean would cost 205.65, and no constant image less', () => {
    expect(bernoulliCrossEntropy(testMean, testMean)).toBeCloseTo(205.65, 2)
  })
})
