// Images as lines of text: 784 values each (or another square), 0 to 1 or 0 to 255, a label in a column of its own or none.

import { columns, pixelsPerImage } from '../manifest.ts'
import { nameOf, piecesOf, type OwnFile } from './bytes.ts'
import { resample, wholeOf } from './grey.ts'
import { unlabelled } from './limits.ts'
import { Collecting, shortened, UnusableFile, type OwnSet } from './ownSet.ts'

const newline = 0x0a
const quote = 0x22
/** More bytes than the line of the largest image. */
const longestLine = 1_500_000
const smallestSide = 4
const largestSide = 256
const separators = [0x2c, 0x3b, 0x09] as const

/** What the first line says of all. */
interface Layout {
  readonly separator: number
  /** values in a line */
  readonly fields: number
  /** which of them is the label; null where none is */
  readonly label: number | null
  readonly side: number
  readonly isHeader: boolean
}

/** A text file of images, each scaled to 28×28. @throws UnusableFile that names the line */
export async function readCsv(own: OwnFile, onBytes: (bytes: number) => void): Promise<OwnSet> {
  const name = nameOf(own)
  const reading = new Reading(name)
  let [left, number] = [new Uint8Array(0) as Uint8Array, 0]
  for await (const piece of piecesOf(own, onBytes)) {
    const bytes = joined(left, piece)
    let start = 0
    for (;;) {
      const end = bytes.indexOf(newline, start)
      if (end < 0) break
      reading.line(bytes.subarray(start, end), ++number)
      start = end + 1
    }
    left = bytes.slice(start)
    if (left.length > longestLine) {
      throw new UnusableFile(
        `Line ${number + 1} of ${name} has no end within ${longestLine.toLocaleString('en')} bytes: this is no file with one image to a line.`,
      )
    }
  }
  if (left.length > 0) reading.line(left, number + 1)
  return reading.finish()
}

function joined(left: Uint8Array, piece: Uint8Array): Uint8Array {
  if (left.length === 0) return piece
  const bytes = new Uint8Array(left.length + piece.length)
  bytes.set(left)
  bytes.set(piece, left.length)
  return bytes
}

class Reading {
  readonly #name: string
  readonly #collecting: Collecting
  #layout: Layout | null = null
  /** as they stand in the line, 0 to 255, or while all are at most 1, times 255 */
  #values = new Uint8Array(0)
  /** were all values at most 1 so far? */
  #isUnit = true

  constructor(name: string) {
    this.#name = name
    this.#collecting = new Collecting(shortened(name))
  }

  line(bytes: Uint8Array, number: number): void {
    const line = trimmed(bytes, number === 1)
    if (line.length === 0) return
    if (this.#layout === null) {
      const layout = layoutOf(line, this.#name, number)
      this.#layout = layout
      this.#values = new Uint8Array(layout.side ** 2)
      if (layout.isHeader) return
    }
    this.#image(line, number, this.#layout)
  }

  #image(line: Uint8Array, number: number, { separator, fields, label, side }: Layout): void {
    const where = `Line ${number.toLocaleString('en')} of ${this.#name}`
    const values = this.#values
    let [field, pixel, start] = [0, 0, 0]
    let name = unlabelled
    while (start <= line.length) {
      const end = endOfField(line, start, separator)
      if (field < fields) {
        if (field === label) name = labelOf(line, start, end, where)
        else values[pixel++] = this.#value(line, start, end, field, where)
      }
      field += 1
      start = end + 1
    }
    if (field !== fields) {
      throw new UnusableFile(
        `${where} has ${field.toLocaleString('en')} values, where the first line has ${fields.toLocaleString('en')}. Mend or remove the line.`,
      )
    }
    const into = this.#collecting.add(name, where)
    if (side === columns) into.set(values)
    else {
      const grey = { width: side, height: side, values }
      resample(grey, wholeOf(grey), into)
    }
  }

  #value(line: Uint8Array, start: number, end: number, field: number, where: string): number {
    const value = wholeNumber(line, start, end) ?? number(line, start, end)
    if (!(value >= 0 && value <= 255)) {
      const text = shortened(textOf(line, start, end), 20)
      throw new UnusableFile(
        `${where}, column ${(field + 1).toLocaleString('en')}: “${text}” is no pixel. Pixels are numbers from 0 to 255, or from 0 to 1.`,
      )
    }
    if (this.#isUnit && value > 1) this.#toBytes()
    return Math.round(this.#isUnit ? 255 * value : value)
  }

  /** What was taken for 0 to 1 is 0 to 255: the few values up to 1 so far were almost black. */
  #toBytes(): void {
    this.#isUnit = false
    for (const values of [this.#values, this.#collecting.pixels]) {
      for (let i = 0; i < values.length; i++) values[i] = Math.round(values[i]! / 255)
    }
  }

  finish(): OwnSet {
    if (this.#collecting.count === 0) {
      throw new UnusableFile(
        `${this.#name} has no image in it: each line has to be one, with its ${pixelsPerImage} values.`,
      )
    }
    return this.#collecting.finish()
  }
}

/** Without the end of a line as Windows writes it and, in the first line, the mark of the byte order. */
function trimmed(bytes: Uint8Array, isFirst: boolean): Uint8Array {
  const marked = isFirst && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf
  let end = bytes.length
  while (end > 0 && (bytes[end - 1] === 0x0d || bytes[end - 1] === 0x20)) end--
  return bytes.subarray(marked ? 3 : 0, end)
}

function layoutOf(line: Uint8Array, name: string, number: number): Layout {
  const counts = separators.map((separator) => fieldsOf(line, separator).length)
  const fields = Math.max(...counts)
  const separator = separators[counts.indexOf(fields)]!
  const texts = fieldsOf(line, separator)
  const isHeader = texts.filter((text) => text === '' || Number.isNaN(Number(text))).length > fields / 2
  const named = isHeader ? texts.findIndex((text) => /^(label|labels|class|target|y)$/i.test(text)) : -1
  const [bare, labelled] = [Math.sqrt(fields), Math.sqrt(fields - 1)]
  const side = named < 0 && Number.isInteger(bare) ? bare : labelled
  if (!Number.isInteger(side) || side < smallestSide || side > largestSide) {
    throw new UnusableFile(
      `Line ${number} of ${name} has ${fields.toLocaleString('en')} values between commas, semicolons or tabs. An image of 28 × 28 pixels has ${pixelsPerImage}, or ${pixelsPerImage + 1} with its label; other squares from ${smallestSide} × ${smallestSide} to ${largestSide} × ${largestSide} are scaled.`,
    )
  }
  const label = side === bare ? null : Math.max(0, named)
  return { separator, fields, label, side, isHeader }
}

function fieldsOf(line: Uint8Array, separator: number): string[] {
  const texts: string[] = []
  for (let start = 0; start <= line.length;) {
    const end = endOfField(line, start, separator)
    texts.push(textOf(line, start, end))
    start = end + 1
  }
  return texts
}

/** A separator within quotes is none. */
function endOfField(line: Uint8Array, start: number, separator: number): number {
  let isQuoted = false
  let at = start
  for (; at < line.length; at++) {
    if (line[at] === quote) isQuoted = !isQuoted
    else if (line[at] === separator && !isQuoted) break
  }
  return at
}

function textOf(line: Uint8Array, start: number, end: number): string {
  return new TextDecoder()
    .decode(line.subarray(start, end))
    .trim()
    .replace(/^"([^]*)"$/, '$1')
    .replaceAll('""', '"')
}

function labelOf(line: Uint8Array, start: number, end: number, where: string): string {
  const whole = wholeNumber(line, start, end)
  const text = whole === null ? textOf(line, start, end) : String(whole)
  if (text === '') throw new UnusableFile(`${where} has no label where the others have one.`)
  // 5.0 and 5 are one class
  const value = Number(text)
  return Number.isInteger(value) ? String(value) : text
}

/** Up to three digits, quickly; null for whatever else stands there. */
function wholeNumber(line: Uint8Array, start: number, end: number): number | null {
  if (end === start || end - start > 3) return null
  let value = 0
  for (let at = start; at < end; at++) {
    const digit = line[at]! - 0x30
    if (digit < 0 || digit > 9) return null
    value = 10 * value + digit
  }
  return value
}

function number(line: Uint8Array, start: number, end: number): number {
  const text = textOf(line, start, end)
  return text === '' ? NaN : Number(text)
}
