// A run's random numbers as tensors, drawn on the device: pure functions of stream, step and place.

import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm'
import * as tf from '@tensorflow/tfjs-core'
import type { Stream } from '../numerics/streams.ts'
import { isThere, runOr } from './kernels/kernel.ts'
import { normalsKernel, uniformsKernel } from './kernels/noise.ts'

/** Uniforms in (0, 1) of this shape, from draw `offset` of the step on. */
export function uniforms(stream: Stream, step: number, shape: number[], offset = 0): tf.Tensor {
  return drawn('uniforms', stream, step, shape, offset)
}

/** Standard normals of this shape, likewise. */
export function normals(stream: Stream, step: number, shape: number[], offset = 0): tf.Tensor {
  return drawn('normals', stream, step, shape, offset)
}

/**
 * `count` draws of a step as an array: by the kernel where its memory is at hand (WASM), else in plain JavaScript, never by
 * reading a device back.
 */
export function drawnArray(
  kind: 'uniforms' | 'normals',
  stream: Stream,
  step: number,
  count: number,
): Float32Array {
  const kernel = kernels[kind]
  if (tf.getBackend() !== 'wasm' || !isThere(kernel)) return stream[kind](step, count)
  const noise = drawn(kind, stream, step, [count], 0)
  const values = (tf.backend() as BackendWasm).typedArrayFromHeap(noise).slice() as Float32Array
  noise.dispose()
  return values
}

const kernels = { uniforms: uniformsKernel, normals: normalsKernel }

function drawn(
  kind: 'uniforms' | 'normals',
  stream: Stream,
  step: number,
  shape: number[],
  offset: number,
): tf.Tensor {
  const kernel = kernels[kind]
  // a block gives two draws, and the kernels begin with a whole one; no draws are none on any backend
  const plain = () => tf.tensor(stream[kind](step, tf.util.sizeFromShape(shape), offset), shape)
  if (offset % 2 === 1 || shape.includes(0)) return plain()
  return runOr(kernel, {}, { key: stream.key, step, offset, shape }, plain)
}
