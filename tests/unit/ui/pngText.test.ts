// Texts in a PNG: chunks as the specification has them, before the end, with a code that checks.

import { crc32 } from 'node:zlib'
import { expect, test } from 'vitest'
import { withTexts } from '../../../src/ui/picture/pngText.ts'

/** The smallest file: one transparent pixel. */
const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
)

test('the texts stand before the end of the file, and every chunk is sound', () => {
  const bytes = Buffer.from(withTexts(pixel, { Title: 'Code plane · σ²', Recipe: '{"seed":42}' }))
  const found: [type: string, data: Buffer][] = []
  for (let at = 8; at < bytes.length;) {
    const length = bytes.readUInt32BE(at)
    const checked = bytes.subarray(at + 4, at + 8 + length)
    expect(bytes.readUInt32BE(at + 8 + length)).toBe(crc32(checked))
    found.push([checked.subarray(0, 4).toString('latin1'), checked.subarray(4)])
    at += 12 + length
  }
  expect(found.map(([type]) => type)).toEqual(['IHDR', 'IDAT', 'iTXt', 'iTXt', 'IEND'])
  const texts = found.filter(([type]) => type === 'iTXt').map(([, data]) => data.toString('utf8').split('\0'))
  expect(texts.map((parts) => [parts[0], parts.at(-1)])).toEqual([
    ['Title', 'Code plane · σ²'],
    ['Recipe', '{"seed":42}'],
  ])
})
