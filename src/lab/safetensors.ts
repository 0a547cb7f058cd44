// Weights as a file: safetensors (https://github.com/huggingface/safetensors), whose package reads them into NumPy, PyTorch and TensorFlow. Eight bytes
// say how long the header is, the header is JSON, and the tensors lie behind it, little endian, one after the other.

import { getFloat16, setFloat16 } from '@petamoriken/float16'
import type { NamedArray } from '../tensors/parameters.ts'
import { isObject } from './json.ts'

/** Half precision has 11 bits: the relative error of a weight is at most 2⁻¹¹. */
export type Precision = 'F16' | 'F32'

export interface WeightsFile {
  readonly tensors: readonly NamedArray[]
  /** texts about the file, such as its recipe */
  readonly metadata: Readonly<Record<string, string>>
}

const bytesPer = { F16: 2, F32: 4 } as const
const longestHeader = 1_000_000
const metadataKey = '__metadata__'

/** @throws RangeError where a value has no half precision number, which would become infinite */
export function writeSafetensors(
  { tensors, metadata }: WeightsFile,
  precision: Precision,
): Uint8Array<ArrayBuffer> {
  const size = bytesPer[precision]
  let end = 0
  const begins = tensors.map(({ values }) => {
    const begin = end
    end += values.length * size
    return begin
  })
  const entries = tensors.map(({ name, shape, values }, i) => {
    const offsets = [begins[i]!, begins[i]! + values.length * size]
    return [name, { dtype: precision, shape, data_offsets: offsets }]
  })
  const text = JSON.stringify({ [metadataKey]: metadata, ...Object.fromEntries(entries) })
  // spaces, so that the tensors begin at a multiple of eight
  const encoded = new TextEncoder().encode(text)
  const header = new Uint8Array(8 * Math.ceil(encoded.length / 8)).fill(0x20)
  header.set(encoded)
  const bytes = new Uint8Array(8 + header.length + end)
  const view = new DataView(bytes.buffer)
  view.setBigUint64(0, BigInt(header.length), true)
  bytes.set(header, 8)
  tensors.forEach(({ name, values }, i) => {
    const at = 8 + header.length + begins[i]!
    if (precision === 'F32') values.forEach((value, j) => view.setFloat32(at + 4 * j, value, true))
    else values.forEach((value, j) => setFloat16(view, at + 2 * j, requireHalf(name, value), true))
  })
  return bytes
}

/** What is nearer to the next power of two is rounded to infinity. */
const endOfHalf = 65_520

function requireHalf(name: string, value: number): number {
  if (Math.abs(value) < endOfHalf) return value
  throw new RangeError(`${name} holds ${value}, which half precision cannot.`)
}

/** @throws RangeError with a sentence where the bytes are no safetensors file of floats */
export function readSafetensors(bytes: Uint8Array): WeightsFile {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const length = bytes.length < 8 ? Infinity : Number(view.getBigUint64(0, true))
  if (length > Math.min(longestHeader, bytes.length - 8)) {
    throw new RangeError('This is no safetensors file: its header does not fit into it.')
  }
  const header = headerOf(bytes.subarray(8, 8 + length))
  const metadata = isObject(header[metadataKey]) ? header[metadataKey] : {}
  const tensors = Object.entries(header)
    .filter(([name]) => name !== metadataKey)
    .map(([name, entry]) => tensorOf(name, entry, bytes.subarray(8 + length)))
  return {
    tensors,
    metadata: Object.fromEntries(Object.entries(metadata).map(([key, value]) => [key, String(value)])),
  }
}

function headerOf(bytes: Uint8Array): Record<string, unknown> {
  try {
    const header: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
    if (isObject(header)) return header
  } catch {
    // the sentence below says it
  }
  throw new RangeError('This is no safetensors file: its header is no JSON object.')
}

function tensorOf(name: string, entry: unknown, data: Uint8Array): NamedArray {
  const { dtype, shape, data_offsets: offsets } = isObject(entry) ? entry : {}
  if (dtype !== 'F16' && dtype !== 'F32') {
    throw new RangeError(`${name} is of type ${String(dtype)}; only F16 and F32 can be read.`)
  }
  if (!isWholeNumbers(shape) || !isWholeNumbers(offsets) || offsets.length !== 2) {
    throw new RangeError(`The header of this safetensors file does not say where ${name} is.`)
  }
  const [begin, end] = offsets as [number, number]
  const count = shape.reduce((size, side) => size * side, 1)
  if (end > data.length || end - begin !== count * bytesPer[dtype]) {
    throw new RangeError(`${name} has ${end - begin} bytes in this file, where its shape asks for others.`)
  }
  // a copy begins where its numbers may lie; Node's Buffer calls a view a slice
  const part = Uint8Array.from(data.subarray(begin, end))
  if (dtype === 'F32') return { name, shape, values: new Float32Array(part.buffer) }
  const all = (halves ??= everyHalf())
  const values = new Float32Array(count)
  for (let i = 0; i < count; i++) values[i] = all[part[2 * i]! + 256 * part[2 * i + 1]!]!
  return { name, shape, values }
}

/** What each of the 2¹⁶ half precision numbers is, by its bits: looked up, a checkpoint is read fifty times as fast. */
let halves: Float32Array | undefined

function everyHalf(): Float32Array {
  const view = new DataView(new ArrayBuffer(2))
  return Float32Array.from({ length: 2 ** 16 }, (_, bits) => {
    view.setUint16(0, bits)
    return getFloat16(view, 0)
  })
}

function isWholeNumbers(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((entry) => Number.isInteger(entry) && (entry as number) >= 0)
}
