// How a tensor lies in a texture: a texel holds two rows by two columns of numbers, as the stock kernels pack them, so
// that theirs and ours read one another's results.

import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl'
import { env, type TensorInfo } from '@tensorflow/tfjs-core'

/** A texture of packed numbers, its sides in texels. */
export interface Sheet {
  readonly texture: WebGLTexture
  readonly width: number
  readonly height: number
  /** texels that a row of the tensor takes: the width, unless the tensor is too tall and goes on beside itself */
  readonly across: number
}

/** Has a matrix of this shape more rows or columns than a texture holds? */
export function isBeyondTexture(shape: readonly number[]): boolean {
  return Math.max(...shape) > 2 * env().getNumber('WEBGL_MAX_TEXTURE_SIZE')
}

/** Is the tensor taller than a texture can be? */
export function goesOnBeside({ width, across }: Sheet): boolean {
  return width !== across
}

/** The sheet of a tensor that is about to be computed. */
export interface Fresh {
  readonly info: TensorInfo
  readonly sheet: Sheet
}

/** A tensor as a matrix: all sides but the last count the rows; a vector is one row. */
export function sidesOf(shape: readonly number[]): readonly [rows: number, columns: number] {
  const columns = shape.at(-1) ?? 1
  let rows = 1
  for (let i = 0; i < shape.length - 1; i++) rows *= shape[i]!
  return [rows, columns]
}

/** The same with the rows between matrices that stand apart, as nothing beyond the tensor. */
export function filledSidesOf(shape: readonly number[]): readonly [rows: number, columns: number] {
  const [batch, rows, columns] = blocksOf(shape)
  return [batch === 1 ? rows : batch * 2 * Math.ceil(rows / 2), columns]
}

export function freshSheet(backend: MathBackendWebGL, shape: readonly number[]): Fresh {
  const info = backend.makeTensorInfo([...shape], 'float32')
  const data = backend.texData.get(info.dataId)
  data.isPacked = true
  backend.uploadToGPU(info.dataId)
  return { info, sheet: sheetOf(data, shape) }
}

/**
 * The sheet of an input. What is still in plain memory is uploaded packed; what lies otherwise is packed first, into a
 * tensor that is added to `temporary` for the caller to dispose of.
 */
export function inputSheet(backend: MathBackendWebGL, info: TensorInfo, temporary: TensorInfo[]): Sheet {
  const data = backend.texData.get(info.dataId)
  if (!data.texture) {
    data.isPacked = true
    data.shape = info.shape
    backend.uploadToGPU(info.dataId)
  } else if (!data.isPacked || !liesAlike(data.shape, info.shape)) {
    const packed = repacked(backend, info)
    temporary.push(packed)
    return sheetOf(backend.texData.get(packed.dataId), info.shape)
  }
  return sheetOf(data, info.shape)
}

type Data = ReturnType<MathBackendWebGL['texData']['get']>

function sheetOf({ texture, texShape }: Data, shape: readonly number[]): Sheet {
  const [rows, columns] = texShape!
  return {
    texture: texture!.texture,
    width: Math.max(1, Math.ceil(columns / 2)),
    height: Math.max(1, Math.ceil(rows / 2)),
    across: Math.ceil((shape.at(-1) ?? 1) / 2),
  }
}

function repacked(backend: MathBackendWebGL, info: TensorInfo): TensorInfo {
  const { isPacked, shape } = backend.texData.get(info.dataId)
  if (!isPacked) return backend.packTensor(info)
  const flat = backend.unpackTensor({ ...info, shape })
  const packed = backend.packTensor({ ...flat, shape: info.shape })
  backend.disposeIntermediateTensorInfo(flat)
  return packed
}

/** Are these floats on the device already? */
export function isOnDevice(backend: MathBackendWebGL, { dataId, dtype }: TensorInfo): boolean {
  return dtype === 'float32' && Boolean(backend.texData.get(dataId).texture)
}

/** The one number that all of a tensor in plain memory is, so that it needs no texture; null where there are more. */
export function oneNumberOf(backend: MathBackendWebGL, { dataId, dtype }: TensorInfo): number | null {
  const { values, texture } = backend.texData.get(dataId)
  if (texture || !values || dtype !== 'float32') return null
  const [first] = values as Float32Array
  return (values as Float32Array).every((value) => value === first) ? first! : null
}

/** Do two shapes of one size take the same texels? */
function liesAlike(a: readonly number[], b: readonly number[]): boolean {
  if (a.length === b.length && a.every((side, i) => side === b[i])) return true
  const [batchA, rowsA, columnsA] = blocksOf(a)
  const [batchB, rowsB, columnsB] = blocksOf(b)
  return batchA === batchB && rowsA === rowsB && columnsA === columnsB
}

/** Matrices that begin on a texel of their own: an even number of rows needs none. */
function blocksOf(shape: readonly number[]): readonly [batch: number, rows: number, columns: number] {
  const inner = shape.at(-2) ?? 1
  const [rows, columns] = sidesOf(shape)
  return inner % 2 === 0 ? [1, rows, columns] : [rows / inner, inner, columns]
}
