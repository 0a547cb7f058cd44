// The traversal moves one coordinate at a time, the worthiest first; the interpolation is a straight line with the images at its ends.

import { describe, expect, test } from 'vitest'
import { decodeImages } from '../../../src/benches/autoencoder/instruments/decodeImages.ts'
import { mixed, nextImage, shares } from '../../../src/benches/autoencoder/instruments/interpolation/line.ts'
import { measure as interpolation } from '../../../src/benches/autoencoder/instruments/interpolation/measure.ts'
import { descending } from '../../../src/benches/autoencoder/instruments/posteriorMoments.ts'
import { measure as traversal } from '../../../src/benches/autoencoder/instruments/traversal/measure.ts'
import { offsets } from '../../../src/benches/autoencoder/instruments/traversal/offsets.ts'
import { restOf } from './smallGaussian.ts'

const bytes = (values: Float32Array) =>
  Uint8Array.from(values, (value) => Math.round(255 * Math.min(1, Math.max(0, value))))

describe('the traversal', () => {
  test('goes from −3 to 3 in nine places', () => {
    expect(offsets).toEqual([-3, -2.25, -1.5, -0.75, 0, 0.75, 1.5, 2.25, 3])
  })

  test('of a Gaussian code is in the prior’s σ, sorted by KL', async () => {
    const rest = await restOf({ code: { size: 4 } })
    const part = await traversal.measure!(rest)
    const answer = await traversal.ask!(rest, { around: { kind: 'test', index: 3 }, part })
    expect([...answer.rows]).toEqual(descending(part.worth))
    expect([...part.unit]).toEqual([1, 1, 1, 1])
    const { codes } = await rest.evaluated()
    expect([...answer.base]).toEqual([...codes.subarray(12, 16)])
    const code = answer.base.slice()
    code[answer.rows[2]!] = 2.25
    const cell = 2 * 9 + 7
    expect(answer.images.subarray(cell * 784, (cell + 1) * 784)).toEqual(
      bytes(await decodeImages(rest, code)),
    )
    const around = await traversal.ask!(rest, { around: { kind: 'centre' }, part })
    expect([...around.base]).toEqual([0, 0, 0, 0])
  })

  test('of a point code is in standard deviations of the codes around their mean, at most twenty rows', async () => {
    const rest = await restOf({ family: 'undercomplete', code: { size: 24 } })
    const part = await traversal.measure!(rest)
    const { worth, centre, unit } = part
    const { rows } = await traversal.ask!(rest, { around: { kind: 'centre' }, part })
    const { codes } = await rest.evaluated()
    const own = codes.filter((_, i) => i % 24 === 5)
    const mean = own.reduce((sum, value) => sum + value, 0) / own.length
    const variance = own.reduce((sum, value) => sum + (value - mean) ** 2, 0) / own.length
    expect(centre[5]).toBeCloseTo(mean, 5)
    expect(unit[5]).toBeCloseTo(Math.sqrt(variance), 5)
    expect(worth[5]).toBeCloseTo(variance, 5)
    expect(rows.length).toBe(20)
  })

  test('tells a conditional decoder the class of the image, or the first', async () => {
    const rest = await restOf({ family: 'conditional' })
    const part = await traversal.measure!(rest)
    expect((await traversal.ask!(rest, { around: { kind: 'test', index: 3 }, part })).label).toBe(3)
    expect((await traversal.ask!(rest, { around: { kind: 'centre' }, part })).label).toBe(0)
    await expect(
      traversal.ask!(rest, { around: { kind: 'code', code: new Float32Array(3) }, part }),
    ).rejects.toThrow('another size')
  })
})

describe('the interpolation', () => {
  test('has both points at its ends and their mean in the middle', () => {
    const line = mixed(Float32Array.of(1, 2), Float32Array.of(3, -2))
    expect([...line.subarray(0, 2), ...line.subarray(8, 10), ...line.subarray(16)]).toEqual([
      1, 2, 2, 0, 3, -2,
    ])
    expect(shares.length).toBe(9)
  })

  test('the next image of another class comes behind the first, and from the beginning again', () => {
    const [indices, labels] = [Uint32Array.of(0, 2, 3, 5), Uint8Array.of(4, 9, 4, 7, 9, 4)]
    expect(nextImage(indices, labels, 0, (label) => label !== 4)).toBe(3)
    expect(nextImage(indices, labels, 3, (label) => label !== 7)).toBe(5)
    expect(nextImage(indices, labels, 5, (label) => label !== 4)).toBe(3)
    expect(nextImage(indices, labels, 5, (label) => label === 9)).toBeNull()
  })

  test('decodes the codes of the ends at its ends, and says their errors', async () => {
    const rest = await restOf({ code: { size: 3 } })
    const [from, to] = [
      { kind: 'test', index: 4 },
      { kind: 'test', index: 8 },
    ] as const
    const answer = await interpolation.ask!(rest, { from, to, labels: 'mixed' })
    const { codes } = await rest.evaluated()
    expect([...answer.codes.subarray(24)]).toEqual([...codes.subarray(24, 27)])
    const image = await decodeImages(rest, codes.slice(24, 27))
    expect(answer.decoded[8 * 784 + 100]).toBeCloseTo(image[100]!, 6)
    const error = image.reduce((sum, value, i) => sum + (value - answer.pixels[8 * 784 + i]!) ** 2, 0)
    expect(answer.errors[1]).toBeCloseTo(error, 3)
    expect(answer.pixels[784 * 4]).toBeCloseTo((answer.pixels[0]! + answer.pixels[784 * 8]!) / 2, 6)
  })

  test('tells a conditional decoder both classes mixed, or the first one’s', async () => {
    const rest = await restOf({ family: 'conditional' })
    const [from, to] = [
      { kind: 'test', index: 4 },
      { kind: 'test', index: 8 },
    ] as const
    const both = await interpolation.ask!(rest, { from, to, labels: 'mixed' })
    const first = await interpolation.ask!(rest, { from, to, labels: 'first' })
    expect(both.decoded.subarray(0, 784)).toEqual(first.decoded.subarray(0, 784))
    const end = (codes: Float32Array, label: number) => decodeImages(rest, codes.slice(16), [label])
    expect(both.decoded[8 * 784 + 9]).toBeCloseTo((await end(both.codes, 8))[9]!, 6)
    expect(first.decoded[8 * 784 + 9]).toBeCloseTo((await end(both.codes, 4))[9]!, 6)
  })
})
