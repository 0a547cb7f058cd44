// Posteriors: the aggregate is a density, exact against sums of Gaussians; the moments are those of the objective.

import { describe, expect, test } from 'vitest'
import {
  klOfShares,
  logPriorShares,
  mixtureShares,
  mixtureShares2d,
  reachOf,
} from '../../../src/benches/autoencoder/instruments/posteriors/aggregate.ts'
import {
  measure,
  samples,
  type PosteriorsPart,
  type SamplesAnswer,
} from '../../../src/benches/autoencoder/instruments/posteriors/measure.ts'
import {
  descending,
  posteriorMoments,
} from '../../../src/benches/autoencoder/instruments/posteriorMoments.ts'
import { normalDensity } from '../../../src/numerics/normalDistribution.ts'
import { openStream } from '../../../src/numerics/streams.ts'
import { imageCount, restOf } from './smallGaussian.ts'

const stream = openStream(3, 'measuring')
const gaussians = (step: number, count: number, spread: number) => ({
  means: stream.normals(step, count).map((value) => value * spread),
  deviations: stream.uniforms(step + 1, count).map((u) => 0.02 + u),
})
const total = (values: ArrayLike<number>) => Array.from(values).reduce((sum, value) => sum + value, 0)

describe('the aggregate posterior', () => {
  const one = gaussians(0, 300, 1)
  const other = gaussians(2, 300, 0.5)

  test('integrates to 1', () => {
    for (const coordinate of [
      one,
      other,
      { means: Float32Array.of(0.013), deviations: Float32Array.of(0.001) },
    ]) {
      const reach = reachOf([coordinate]) + 6
      expect(total(mixtureShares(coordinate, { reach, count: 96 }))).toBeCloseTo(1, 6)
    }
    expect(total(mixtureShares2d(one, other, { reach: 10, count: 48 }))).toBeCloseTo(1, 5)
  })

  test('is the mean of the Gaussians’ densities', () => {
    const bins = { reach: 4, count: 4000 }
    const width = 8 / 4000
    const shares = mixtureShares(one, bins)
    for (const bin of [900, 2000, 2777]) {
      const z = -4 + (bin + 0.5) * width
      const density =
        total(
          one.means.map((mean, i) => normalDensity((z - mean) / one.deviations[i]!) / one.deviations[i]!),
        ) / 300
      expect(shares[bin]! / width).toBeCloseTo(density, 3)
    }
  })

  test('has in two coordinates each one’s own marginal, the second upwards', () => {
    const bins = { reach: 10, count: 48 }
    const joint = mixtureShares2d(one, other, bins)
    const [across, up] = [mixtureShares(one, bins), mixtureShares(other, bins)]
    for (const bin of [20, 24, 30]) {
      const column = Array.from({ length: 48 }, (_, row) => joint[row * 48 + bin]!)
      const row = joint.subarray((47 - bin) * 48, (48 - bin) * 48)
      expect(total(column)).toBeCloseTo(across[bin]!, 5)
      expect(total(row)).toBeCloseTo(up[bin]!, 5)
    }
  })

  test('of posteriors that equal the prior is the prior, and its KL 0; of N(1, 1) it is ½', () => {
    const bins = { reach: 8, count: 960 }
    const collapsed = { means: new Float32Array(5), deviations: new Float32Array(5).fill(1) }
    expect(klOfShares(mixtureShares(collapsed, bins), logPriorShares(bins))).toBeCloseTo(0, 9)
    const moved = { means: Float32Array.of(1), deviations: Float32Array.of(1) }
    expect(klOfShares(mixtureShares(moved, bins), logPriorShares(bins))).toBeCloseTo(0.5, 3)
    const far = { means: Float32Array.of(60), deviations: Float32Array.of(1) }
    const wide = { reach: 80, count: 1600 }
    expect(klOfShares(mixtureShares(far, wide), logPriorShares(wide))).toBeCloseTo(1800, 0)
  })

  test('is empty rather than wrong where numbers are none', () => {
    const broken = { means: Float32Array.of(Number.NaN), deviations: Float32Array.of(1) }
    expect(total(mixtureShares(broken, { reach: 4, count: 8 }))).toBe(0)
    expect(reachOf([broken])).toBe(4)
  })
})

test('the KL of the dimensions sums to the objective’s, and the spreads make up the aggregate’s variance', async () => {
  const rest = await restOf({ code: { size: 5 } })
  const { codes, logVariances, evaluation } = await rest.evaluated()
  const { kl, varianceOfMeans, meanVariance } = posteriorMoments(codes, logVariances!, 5)
  expect(total(kl)).toBeCloseTo(evaluation.terms['kl']!, 4)
  const part = await measure.measure!(rest)
  const [first, second] = descending(kl)
    .slice(0, 2)
    .toSorted((a, b) => a - b) as [number, number]
  expect([part.first, part.second]).toEqual([first, second])
  expect(part.marginals[0].variance).toBeCloseTo(varianceOfMeans[first]! + meanVariance[first]!, 6)
  expect(part.indices.length).toBe(200)
  const at = part.indices.indexOf(part.indices[17]!)
  expect(part.means[at * 2]).toBe(codes[part.indices[17]! * 5 + first])
  expect(part.deviations[at * 2 + 1]).toBeCloseTo(
    Math.exp(logVariances![part.indices[17]! * 5 + second]! / 2),
    6,
  )
  expect(part.within[2]).toBeGreaterThan(part.within[0])
  const asked = (await measure.ask!(rest, { kind: 'coordinates', first: 3, second: 1 })) as PosteriorsPart
  expect([asked.first, asked.second]).toEqual([3, 1])
  await expect(measure.ask!(rest, { kind: 'coordinates', first: 0, second: 5 })).rejects.toThrow('1 to 5')
})

test('samples of one image lie around its mean at its deviations', async () => {
  const rest = await restOf()
  const answer = (await measure.ask!(rest, {
    kind: 'samples',
    image: { kind: 'test', index: 7 },
  })) as SamplesAnswer
  const { codes, logVariances } = await rest.evaluated()
  expect([...answer.mean]).toEqual([...codes.subarray(14, 16)])
  expect(answer.deviation[1]).toBeCloseTo(Math.exp(logVariances![15]! / 2), 6)
  const standardised = answer.codes.map((code, i) => (code - answer.mean[i % 2]!) / answer.deviation[i % 2]!)
  expect(Math.abs(total(standardised) / (2 * samples))).toBeLessThan(0.4)
  expect(total(standardised.map((value) => value * value)) / (2 * samples)).toBeCloseTo(1, 0)
  expect(answer.images.length).toBe(samples * 784)
  await expect(
    measure.ask!(rest, { kind: 'samples', image: { kind: 'test', index: imageCount } }),
  ).rejects.toThrow('no such test image')
})
