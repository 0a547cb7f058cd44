// A set of the reader's own, packed: it opens as the lab's sets do, split the same way every time.

import { expect, test } from 'vitest'
import type { ByteSource } from '../../../../src/data/source.ts'
import { openDataset } from '../../../../src/data/dataset.ts'
import { digestOf, type OwnSet } from '../../../../src/data/own/ownSet.ts'
import { packOwn, splitOf } from '../../../../src/data/own/pack.ts'
import { imagesOf } from '../../../support/ownFiles.ts'
import { memoryCache } from '../fakeSet.ts'

function setOf(count: number): OwnSet {
  const labels = Uint8Array.from({ length: count }, (_, i) => (3 * i < count ? 0 : 1))
  return { name: 'two.csv', classes: ['a', 'b'], count, pixels: imagesOf(count), labels }
}

function sourceOf({ files }: ReturnType<typeof packOwn>): ByteSource {
  return { read: async (path) => files.get(path.replace('own/', ''))!.slice() }
}

test('every image is there once, for training or for testing, in chunks of 5,000', async () => {
  const set = setOf(6500)
  const packed = packOwn(set, false, () => {})
  expect([...packed.files.keys()]).toEqual(['train-00.bin', 'train-01.bin', 'test-00.bin', 'manifest.json'])
  const dataset = await openDataset('own', sourceOf(packed), { cache: memoryCache() })
  await dataset.trainReady(packed.train)
  await dataset.testReady()
  expect(packed.train + packed.test).toBe(6500)
  const { train, test: testIndices } = splitOf(set)
  expect([...train, ...testIndices].toSorted((a, b) => a - b)).toEqual(
    Array.from({ length: 6500 }, (_, i) => i),
  )
  expect([...dataset.train.labels]).toEqual(train.map((index) => set.labels[index]))
  const [last] = testIndices.slice(-1)
  expect(dataset.test.pixels.subarray(-784)).toEqual(set.pixels.subarray(last! * 784, (last! + 1) * 784))
})

test('of each class one in six is a test image, and any beginning has some of each', () => {
  const set = setOf(1200)
  const { train, test: testIndices } = splitOf(set)
  const ofFirst = (indices: readonly number[]) => indices.filter((index) => set.labels[index] === 0).length
  expect([ofFirst(testIndices), testIndices.length]).toEqual([66, 66 + 133])
  expect(ofFirst(train.slice(0, 60))).toBeGreaterThan(10)
  expect(splitOf(set)).toEqual({ train, test: testIndices })
})

test('with black and white changed it is another set, whose images are the first one’s negatives', async () => {
  const set = setOf(240)
  const packed = packOwn(set, true, () => {})
  expect(packed.own.digest).toBe(digestOf(set, true))
  expect(packed.own.digest).not.toBe(digestOf(set, false))
  const { train } = await openDataset('own', sourceOf(packed), { cache: memoryCache() }).then(
    async (dataset) => (await dataset.trainReady(packed.train), dataset),
  )
  const [first] = splitOf(set).train
  expect(train.pixels[300]).toBe(255 - set.pixels[first! * 784 + 300]!)
})
