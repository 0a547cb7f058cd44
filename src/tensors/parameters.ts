// A model's parameters as named tensors that are never written to: a step makes new ones (WASM ignores writes in place).

import * as tf from '@tensorflow/tfjs-core'

export type Parameters = Readonly<Record<string, tf.Tensor>>

/** Named float32 arrays with their shapes: parameters at rest, in snapshots and files. */
export interface NamedArray {
  readonly name: string
  readonly shape: readonly number[]
  readonly values: Float32Array
}

/** Uploads arrays as tensors that outlive any tidy; the caller owns them and must `dispose` of them. */
export function toTensors(arrays: readonly NamedArray[]): Parameters {
  return Object.fromEntries(
    arrays.map(({ name, shape, values }) => [name, tf.keep(tf.tensor(values, [...shape]))]),
  )
}

/** Reads parameters back without blocking, in the order of their names; the tensors stay the caller's. */
export async function toArrays(parameters: Parameters): Promise<NamedArray[]> {
  const names = Object.keys(parameters).toSorted()
  return Promise.all(
    names.map(async (name) => {
      const tensor = parameters[name]!
      const values = await tensor.data<'float32'>()
      return { name, shape: tensor.shape, values: Float32Array.from(values) }
    }),
  )
}

export function dispose(parameters: Parameters): void {
  for (const tensor of Object.values(parameters)) tensor.dispose()
}

/** No NaN and no infinity among the values. */
export function isFinite(array: NamedArray): boolean {
  return array.values.every(Number.isFinite)
}
