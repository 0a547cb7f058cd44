// What a kernel of ours is: one operation with a loop in plain JavaScript that says what it computes, the same in WASM, and
// a shader for WebGL. It is registered with tfjs, and where a backend lacks it the caller's stock ops take its place.

import type { MathBackendCPU } from '@tensorflow/tfjs-backend-cpu'
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm'
import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl'
import * as tf from '@tensorflow/tfjs-core'
import type { BackendName } from '../backendNames.ts'
import { assemblyOf, type Address, type Assembly } from './assembly.ts'
import { sidesIn, type Check, type Infos } from './shapes.ts'
import { ShaderRefused } from './webgl/program.ts'

type Output = tf.TensorInfo | tf.TensorInfo[]

/** One call on one backend. All tensors are float32. */
interface Call<Name extends string, Attributes> {
  readonly inputs: Infos<Name>
  readonly attributes: Attributes
}

export interface CpuCall<Name extends string, Attributes> extends Call<Name, Attributes> {
  readonly values: Readonly<Record<Name, Float32Array>>
  /** an output that takes over these values */
  readonly output: (shape: readonly number[], values: Float32Array) => tf.TensorInfo
}

export interface WasmCall<Name extends string, Attributes> extends Call<Name, Attributes> {
  readonly assembly: Assembly
  readonly at: Readonly<Record<Name, Address>>
  /** an output with anything in it */
  readonly output: (shape: readonly number[]) => tf.TensorInfo & { readonly at: Address }
}

export interface WebglCall<Name extends string, Attributes> extends Call<Name, Attributes> {
  readonly backend: MathBackendWebGL
}

export interface Kernel<Name extends string, Attributes extends object> {
  readonly name: string
  /** asked on every backend before it computes */
  readonly check: Check<Name, Attributes>
  /** absent, as the next two, where other ops do as well; WASM falls back on it */
  readonly cpu?: (call: CpuCall<Name, Attributes>) => Output
  readonly wasm?: (call: WasmCall<Name, Attributes>) => Output
  readonly webgl?: (call: WebglCall<Name, Attributes>) => Output
}

/** Registers a kernel and gives it back. Only backends' names are needed: their modules are loaded when they are started. */
export function registered<Name extends string, Attributes extends object>(
  kernel: Kernel<Name, Attributes>,
): Kernel<Name, Attributes> {
  const { name, check, cpu, wasm, webgl } = kernel
  if (cpu !== undefined) {
    register(name, 'cpu', check, (backend: MathBackendCPU, inputs: Infos<Name>, attributes: Attributes) =>
      cpu({
        inputs,
        attributes,
        values: mapped(inputs, ({ dataId }) => backend.data.get(dataId).values as Float32Array),
        output: (shape, values) => backend.makeTensorInfo([...shape], 'float32', values),
      }),
    )
  }
  if (wasm !== undefined) {
    register(name, 'wasm', check, (backend: BackendWasm, inputs: Infos<Name>, attributes: Attributes) => {
      const assembly = assemblyOf(backend)
      if (assembly === undefined) return loopInMemory(kernel, backend, inputs, attributes)
      return wasm({
        inputs,
        attributes,
        assembly,
        at: mapped(inputs, assembly.at),
        output: (shape) => {
          const info = backend.makeOutput([...shape], 'float32')
          const at = assembly.at(info)
          if (at === 0)
            throw new Error(`WASM has no memory left for ${name} of ${shape.join(' × ')} numbers.`)
          return { ...info, at }
        },
      })
    })
  }
  if (webgl !== undefined) {
    register(name, 'webgl', check, (backend: MathBackendWebGL, inputs: Infos<Name>, attributes: Attributes) =>
      webgl({ inputs, attributes, backend }),
    )
  }
  return kernel
}

/** The plain loop over the memory of WASM, where the assembly did not start. */
function loopInMemory<Name extends string, Attributes extends object>(
  { cpu }: Kernel<Name, Attributes>,
  backend: BackendWasm,
  inputs: Infos<Name>,
  attributes: Attributes,
): Output {
  return cpu!({
    inputs,
    attributes,
    // copies: to allocate an output may move the memory
    values: mapped(inputs, (info) => Float32Array.from(backend.typedArrayFromHeap(info))),
    output: (shape, values) => backend.makeOutput([...shape], 'float32', undefined, values),
  })
}

function register<Name extends string, Attributes>(
  kernelName: string,
  backendName: BackendName,
  check: Check<Name, Attributes>,
  compute: (backend: never, inputs: never, attributes: never) => Output,
): void {
  tf.registerKernel({
    kernelName,
    backendName,
    kernelFunc: ({ inputs, attrs, backend }) => {
      for (const [input, info] of Object.entries(inputs)) {
        if (info?.dtype !== 'float32') {
          throw new TypeError(
            `${kernelName} computes with float32, but ${input} is ${info?.dtype ?? 'missing'}.`,
          )
        }
        if (info.shape.includes(0)) {
          throw new RangeError(`${kernelName} needs numbers, but ${input} of ${sidesIn(info)} has none.`)
        }
      }
      check(inputs as never, attrs as never, kernelName)
      return compute(backend as never, inputs as never, attrs as never)
    },
  })
}

function mapped<Name extends string, T>(
  inputs: Infos<Name>,
  of: (info: tf.TensorInfo) => T,
): Record<Name, T> {
  const found = {} as Record<Name, T>
  for (const name in inputs) found[name] = of(inputs[name])
  return found
}

/** Does this kernel compute on the backend that runs? */
export function isThere({ name }: { readonly name: string }): boolean {
  const backend = tf.getBackend()
  if (backend === 'wasm' && assemblyOf(tf.backend() as BackendWasm) === undefined) return false
  return tf.getKernel(name, backend) !== undefined
}

/**
 * What `compute` makes with a kernel, or `stock` without it: where the kernel is not there, and where the driver refuses its
 * shader, after which it is there no longer.
 */
export function orStock<T>(kernel: { readonly name: string }, compute: () => T, stock: () => T): T {
  if (!isThere(kernel)) return stock()
  try {
    return compute()
  } catch (error) {
    if (!(error instanceof ShaderRefused)) throw error
    tf.unregisterKernel(kernel.name, tf.getBackend())
    return stock()
  }
}

/** A kernel's output, or that of stock ops likewise. Not differentiable by itself. */
export function runOr<Name extends string, Attributes extends object, T extends tf.Tensor>(
  kernel: Kernel<Name, Attributes>,
  inputs: Readonly<Record<Name, tf.Tensor>>,
  attributes: Attributes,
  stock: () => T,
): T {
  return orStock(kernel, () => run(kernel, inputs, attributes) as T, stock)
}

/** The same for a kernel of several outputs. */
export function runAllOr<Name extends string, Attributes extends object>(
  kernel: Kernel<Name, Attributes>,
  inputs: Readonly<Record<Name, tf.Tensor>>,
  attributes: Attributes,
  stock: () => tf.Tensor[],
): tf.Tensor[] {
  return orStock(kernel, () => runAll(kernel, inputs, attributes), stock)
}

/** Runs a kernel where it is there. Not differentiable by itself. */
export function run<Name extends string, Attributes extends object>(
  { name }: Kernel<Name, Attributes>,
  inputs: Readonly<Record<Name, tf.Tensor>>,
  attributes: Attributes,
): tf.Tensor {
  return tf.engine().runKernel(name, inputs, attributes as unknown as tf.NamedAttrMap)
}

/** The same for a kernel of several outputs. */
export function runAll<Name extends string, Attributes extends object>(
  { name }: Kernel<Name, Attributes>,
  inputs: Readonly<Record<Name, tf.Tensor>>,
  attributes: Attributes,
): tf.Tensor[] {
  return tf.engine().runKernel(name, inputs, attributes as unknown as tf.NamedAttrMap)
}
