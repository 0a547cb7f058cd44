// Files of the reader's own: what is read is what they say, and whatever they are, at worst there is a sentence.

import * as fc from 'fast-check'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import type { OwnFile } from '../../../../src/data/own/bytes.ts'
import { imageHeader } from '../../../../src/data/own/imageHeader.ts'
import { digestOf, shortened, UnusableFile } from '../../../../src/data/own/ownSet.ts'
import { readOwn, type ReadOwn } from '../../../../src/data/own/read.ts'
import { csvOf, idxOf, imageOf, imagesOf, ownFile } from '../../../support/ownFiles.ts'

const some = 210

async function read(...files: OwnFile[]): Promise<ReadOwn> {
  return readOwn(files, {
    decode: ({ path }) => Promise.reject(new UnusableFile(`${path} cannot be decoded.`)),
    onProgress: () => {},
    wanted: null,
  })
}

async function sentenceOf(...files: OwnFile[]): Promise<string> {
  const error: unknown = await read(...files).catch((thrown: unknown) => thrown)
  if (!(error instanceof UnusableFile)) throw new Error('It was read, or failed without a sentence.')
  return error.message
}

describe('a CSV', () => {
  test('with labels in front has its classes by name and its pixels as they are', async () => {
    const { set, light } = await read(
      ownFile(
        'a.csv',
        csvOf(some, (i) => ['b', 'a', '10', '9'][i % 4]!),
      ),
    )
    expect(set.classes).toEqual(['9', '10', 'a', 'b'])
    expect([...set.labels.subarray(0, 5)]).toEqual([3, 2, 1, 0, 3])
    expect(set.pixels.subarray(784, 2 * 784)).toEqual(imageOf(1))
    expect(light).toBe(false)
  })

  test('without labels is one class, with or without a byte order mark and Windows’ line ends', async () => {
    const { set } = await read(ownFile('a.csv', `\uFEFF${csvOf(some).replaceAll('\n', '\r\n')}\r\n\r\n`))
    expect(set).toMatchObject({ classes: ['unlabelled'], count: some })
  })

  test('may have a header, which says where the label stands, and semicolons', async () => {
    const header = [...Array.from({ length: 784 }, (_, i) => `p${i}`), 'class'].join(';')
    const lines = Array.from({ length: some }, (_, i) => [...imageOf(i), i % 2 ? '"x;y"' : 'z'].join(';'))
    const { set } = await read(ownFile('a.csv', [header, ...lines].join('\n')))
    expect(set).toMatchObject({ classes: ['x;y', 'z'], count: some })
    expect(set.pixels.subarray(0, 784)).toEqual(imageOf(0))
  })

  test('of values from 0 to 1 is the same set as one from 0 to 255', async () => {
    const unit = Array.from({ length: some }, (_, i) =>
      Array.from(imageOf(i), (value) => String(value / 255)).join(','),
    )
    const { set } = await read(ownFile('a.csv', unit.join('\n')))
    expect(digestOf(set, false)).toBe(digestOf((await read(ownFile('b.csv', csvOf(some)))).set, false))
  })

  test('that begins with nothing above 1 is still one from 0 to 255 where a later line says so', async () => {
    const dark = Array.from({ length: 784 }, (_, i) => i % 2).join(',')
    const { set } = await read(ownFile('a.csv', `${dark}\n${csvOf(some)}`))
    expect([...set.pixels.subarray(0, 4)]).toEqual([0, 1, 0, 1])
  })

  test('of squares of another size is scaled', async () => {
    const lines = Array.from({ length: some }, () => Array.from({ length: 64 }, () => 200).join(','))
    const { set } = await read(ownFile('a.csv', lines.join('\n')))
    expect(set.pixels.every((value) => value === 200)).toBe(true)
  })

  test.each([
    [
      'a line too short',
      `${csvOf(some)}\n1,2,3`,
      /^Line 211 of a\.csv has 3 values, where the first line has 784/,
    ],
    [
      'a word among the pixels',
      `${csvOf(some)}\n${'x,'.repeat(783)}1`,
      /^Line 211 of a\.csv, column 1: “x” is no pixel/,
    ],
    ['a negative pixel', `-0.5,${'0,'.repeat(782)}1`, /^Line 1 of a\.csv, column 1: “-0\.5” is no pixel/],
    ['no square of values', '1,2,3\n4,5,6', /^Line 1 of a\.csv has 3 values/],
    ['too few images', csvOf(7), /^a\.csv has 7 images; a set needs at least 200/],
    ['eleven classes', csvOf(some, String), /^Line 11 of a\.csv brings an eleventh class, “10”/],
    [
      'a class of three',
      csvOf(some, (i) => (i < 3 ? 'rare' : 'often')),
      /^The class “rare” of a\.csv has only 3/,
    ],
    ['no end of a line', '1'.repeat(1_600_000), /^Line 1 of a\.csv has no end/],
    ['nothing', '', /^a\.csv is empty/],
    ['a web page', '<!doctype html><p>1,2', /^a\.csv is a page or a drawing/],
  ])('with %s is refused with a sentence that says where', async (_, text, sentence) => {
    expect(await sentenceOf(ownFile('a.csv', text))).toMatch(sentence)
  })
})

describe('an idx file', () => {
  const images = idxOf([some, 28, 28], imagesOf(some))

  test('is read with its labels in either order, packed or not', async () => {
    const labels = ownFile(
      'labels',
      idxOf(
        [some],
        Uint8Array.from({ length: some }, (_, i) => 3 + (i % 2)),
      ),
    )
    const packed = ownFile('images.gz', new Uint8Array(gzipSync(images)))
    for (const files of [
      [packed, labels],
      [labels, ownFile('images', images)],
    ]) {
      const { set } = await read(...files)
      expect(set.classes).toEqual(['3', '4'])
      expect(Buffer.from(set.pixels).equals(imagesOf(some))).toBe(true)
    }
  })

  test('of a larger size is scaled', async () => {
    const large = idxOf([some, 32, 32], new Uint8Array(some * 1024).fill(90))
    const { set } = await read(ownFile('images', large))
    expect(set.pixels.every((value) => value === 90)).toBe(true)
  })

  test.each([
    ['cut short', images.slice(0, 100_000), /^images ends at byte 100,000, within image 128 of the 210/],
    ['too long', Uint8Array.from([...images, 1]), /^images goes on behind byte 164,656/],
    ['of floats', idxOf([some, 28, 28], imagesOf(some), 0x0d), /^images holds 32-bit floats/],
    ['of four axes', idxOf([some, 28, 28, 1], imagesOf(some)), /^images has 4 axes/],
    [
      'that promises four billion images',
      idxOf([2 ** 32 - 1, 28, 28], imagesOf(1)),
      /^images has 4,294,967,295/,
    ],
    [
      'of images without pixels',
      idxOf([some, 0, 28], new Uint8Array(0)),
      /^The images of images have 28 × 0/,
    ],
    ['of labels alone', idxOf([some], new Uint8Array(some)), /^images holds labels alone/],
    [
      'packed and damaged',
      new Uint8Array(gzipSync(images)).slice(0, 900),
      /^images breaks off or is damaged/,
    ],
  ])('%s is refused with a sentence that says where', async (_, bytes, sentence) => {
    expect(await sentenceOf(ownFile('images', bytes))).toMatch(sentence)
  })

  test('whose labels are another number is refused with both numbers', async () => {
    const labels = ownFile('labels', idxOf([5], new Uint8Array(5)))
    expect(await sentenceOf(ownFile('images', images), labels)).toMatch(/has 210 images but labels has 5/)
  })

  test('that unpacks without end is given up at the end of what its header promises', async () => {
    const bomb = new Uint8Array(gzipSync(Buffer.concat([images, Buffer.alloc(50_000_000)])))
    expect(await sentenceOf(ownFile('images', bomb))).toMatch(/goes on behind byte/)
  })
})

describe('a folder', () => {
  const decode = async ({ path }: OwnFile) => {
    if (path.includes('broken')) throw new UnusableFile(`${path} cannot be decoded.`)
    return { width: 14, height: 28, values: new Uint8Array(392).fill(path.includes('cats') ? 250 : 240) }
  }
  const files = Array.from({ length: some }, (_, i) =>
    ownFile(`pets/${i % 3 ? 'dogs' : 'cats'}/${i}.png`, 'x'),
  )

  test('is a class for each folder within, and leaves out what is no image', async () => {
    const more = [ownFile('pets/cats/broken.png', 'x'), ownFile('pets/.DS_Store', 'x')]
    const result = await readOwn([...files, ...more], { decode, onProgress: () => {}, wanted: null })
    expect(result).toMatchObject({ light: true, leftOut: ['pets/cats/broken.png cannot be decoded.'] })
    expect(result.set).toMatchObject({ name: 'pets', classes: ['cats', 'dogs'], count: some })
    expect(result.set.pixels[0]).toBe(250)
  })

  test('is known again by its digest, as it is and with black and white changed', async () => {
    const { set } = await readOwn(files, { decode, onProgress: () => {}, wanted: null })
    for (const inverted of [true, false]) {
      const wanted = digestOf(set, inverted)
      const again = await readOwn(files.toReversed(), { decode, onProgress: () => {}, wanted })
      expect(again.matches).toEqual({ inverted })
    }
  })

  test('of nothing but other files is refused with the first reason', async () => {
    const three = files.slice(0, 3)
    expect(await sentenceOf(...three)).toMatch(/^None of the 3 files of pets .* cannot be decoded\.$/)
  })
})

describe('whatever it is', () => {
  const bytes = fc.uint8Array({ maxLength: 4000 })
  const beginnings = [
    '',
    '\x00\x00\x08\x03',
    '\x00\x00\x08\x01',
    '\x1f\x8b\x08\x00',
    '\x89PNG\r\n\x1a\n',
    '\xff\xd8\xff\xe0',
    'RIFF....WEBPVP8X',
    'GIF89a',
    'BM',
    'label,a,b\n',
    '0,'.repeat(783),
    '"',
  ]
  const hostile = fc.tuple(fc.constantFrom(...beginnings), bytes).map(([start, rest]) => {
    return new Uint8Array(Buffer.concat([Buffer.from(start, 'latin1'), rest]))
  })

  test('a file ends in a set or a sentence, never in another error', async () => {
    await fc.assert(
      fc.asyncProperty(hostile, fc.option(hostile), async (one, other) => {
        const files = [ownFile('one', one), ...(other ? [ownFile('other', other)] : [])]
        const error: unknown = await read(...files).then(
          () => null,
          (thrown: unknown) => thrown,
        )
        expect(error === null || error instanceof UnusableFile).toBe(true)
      }),
      { numRuns: 300 },
    )
  })

  test('text of numbers ends in a set or a sentence', async () => {
    const field = fc.oneof(fc.double().map(String), fc.integer({ min: 0, max: 255 }).map(String), fc.string())
    const line = fc.array(field, { minLength: 60, maxLength: 70 }).map((fields) => fields.join(','))
    await fc.assert(
      fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 20 }), async (lines) => {
        expect(await sentenceOf(ownFile('a.csv', lines.join('\n')))).not.toBe('')
      }),
      { numRuns: 200 },
    )
  })

  test('the header of an image is read without reading beyond it', () => {
    fc.assert(
      fc.property(hostile, (file) => {
        expect(() => imageHeader(file)).not.toThrow()
      }),
      { numRuns: 2000 },
    )
  })

  test('a name has at most sixty characters, none of them a control character or half of one', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (name) => {
        const short = shortened(name)
        expect(short.length).toBeGreaterThan(0)
        expect(short.length).toBeLessThanOrEqual(60)
        expect(short).not.toMatch(/\p{C}/u)
      }),
    )
  })
})

test.each([
  ['png', '\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01\x02\x00\x00\x00\x03', { width: 258, height: 3 }],
  ['gif', 'GIF89a\x02\x01\x03\x00', { width: 258, height: 3 }],
  ['jpeg', '\xff\xd8\xff\xe0\x00\x04ab\xff\xc0\x00\x0b\x08\x00\x03\x01\x02\x01', { width: 258, height: 3 }],
  ['webp', `RIFF....WEBPVP8X........\x01\x01\x00\x02\x00\x00`, { width: 258, height: 3 }],
])('the size of a %s is in its header', (kind, text, size) => {
  expect(imageHeader(new Uint8Array(Buffer.from(text, 'latin1')))).toEqual({ kind, size })
})
