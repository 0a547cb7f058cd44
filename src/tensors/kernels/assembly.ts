// The SIMD kernels of assembly/, working within the memory of tfjs's WASM backend, so that tensors go in and out uncopied.

import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm'
import type { TensorInfo } from '@tensorflow/tfjs-core'
// oxlint-disable-next-line import/default -- what is imported is what scripts/assembly.mjs makes of that file
import binary from './assembly/index.ts?assembly'

/** An address in the memory, in bytes. */
export type Address = number

/** What the module exports; assembly/ says what each function computes. */
export interface Exports {
  productScratch(): number
  product(
    ...of: [
      a: Address,
      transposeA: boolean,
      b: Address,
      transposeB: boolean,
      c: Address,
      m: number,
      n: number,
      k: number,
      scratch: Address,
    ]
  ): void
  biasAndActivate(
    ...of: [x: Address, bias: Address, y: Address, rows: number, columns: number, activation: number]
  ): void
  activationGradient(...of: [dy: Address, y: Address, dz: Address, count: number, activation: number]): void
  columnSums(x: Address, sums: Address, rows: number, columns: number): void
  crossEntropy(a: Address, x: Address, sums: Address, rows: number, columns: number): void
  crossEntropyGradient(
    ...of: [
      a: Address,
      x: Address,
      dy: Address,
      next: number,
      scale: number,
      da: Address,
      rows: number,
      columns: number,
    ]
  ): void
  adam(
    ...of: [
      ...before: [w: Address, g: Address, m: Address, v: Address],
      ...after: [w: Address, m: Address, v: Address],
      count: number,
      beta1: number,
      rest1: number,
      beta2: number,
      rest2: number,
      epsilon: number,
      rate: number,
      rootFactor: number,
    ]
  ): void
  momentum(
    ...of: [
      ...before: [w: Address, g: Address, v: Address],
      ...after: [w: Address, v: Address],
      count: number,
      friction: number,
      rate: number,
    ]
  ): void
  descent(w: Address, g: Address, nextW: Address, count: number, rate: number): void
  im2col(images: Address, patches: Address, batch: number, ...windows: WindowNumbers): void
  col2im(patches: Address, images: Address, batch: number, ...windows: WindowNumbers): void
  uniforms(
    ...of: [key0: number, key1: number, step: number, firstBlock: number, to: Address, count: number]
  ): void
  quantiles(p: Address, count: number): void
  fromBytes(bytes: Address, to: Address, count: number): void
}

export type WindowNumbers = [
  size: number,
  stride: number,
  top: number,
  left: number,
  height: number,
  width: number,
  channels: number,
  rows: number,
  columns: number,
]

/** The kernels at work in one backend's memory. */
export interface Assembly extends Exports {
  /** room of `scratchBytes`, which every call may overwrite */
  readonly scratch: Address
  readonly scratchBytes: number
  readonly at: (tensor: TensorInfo) => Address
  /** all of the memory, until it grows */
  readonly bytes: () => Uint8Array
}

/** The parts of Emscripten's module that the backend's own declaration leaves out. */
interface Module {
  readonly asm: { readonly memory: WebAssembly.Memory }
  readonly _malloc: (bytes: number) => Address
}

const started = new WeakMap<BackendWasm, Assembly>()

/** The kernels of a backend; absent where they did not start, and then stock kernels compute. */
export function assemblyOf(backend: BackendWasm): Assembly | undefined {
  return started.get(backend)
}

/** Starts the kernels in the memory of `backend`, once. Rejects where the module does not come, or cannot be compiled or linked. */
export async function startAssembly(backend: BackendWasm): Promise<void> {
  if (started.has(backend)) return
  const { asm, _malloc } = backend.wasm as unknown as Module
  const { instance } = await WebAssembly.instantiate(await binary(), { env: { memory: asm.memory } })
  const exports = instance.exports as unknown as Exports
  const scratchBytes = exports.productScratch()
  const scratch = _malloc(scratchBytes) >>> 0
  if (scratch === 0) throw new Error('WASM has no memory left for the kernels.')
  started.set(backend, {
    ...exports,
    scratch,
    scratchBytes,
    at: ({ dataId }) => backend.dataIdMap.get(dataId).memoryOffset,
    bytes: () => new Uint8Array(asm.memory.buffer),
  })
}
