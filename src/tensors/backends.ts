// Which engine computes: hardware WebGL, then WASM with SIMD, then plain JavaScript; and the sentence that says why.

import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm'
import * as tf from '@tensorflow/tfjs-core'
import { backendNames, type BackendChoice, type BackendName } from './backendNames.ts'
import { startAssembly } from './kernels/assembly.ts'
import { giveBack, isSoftware, rendererOf } from './kernels/webgl/renderer.ts'

/** The running backend: one at a time in a thread. */
export interface Backend {
  readonly name: BackendName
  /** why a backend before this one was passed over, in order, and what this one lacks; empty where nothing is amiss */
  readonly refused: readonly Refusal[]
  /** calls `listener` once when the device takes the context away; only WebGL can lose one */
  onLost(listener: () => void): void
  /** has it been taken away? What fails because of that may fail before `onLost` tells of it */
  isLost(): boolean
  /** Gives back the memory that no tensor is in any more: what one run needed may be of no use to the next. */
  sweep(): void
  /**
   * Gives back what the backend holds on to, where nothing more is to be computed on it: of WebGL the context, of which a
   * browser keeps few. Tensors that are still in it are gone.
   */
  release(): void
}

export interface Refusal {
  readonly backend: BackendName
  /** `noKernels`: it is not passed over, but computes without the lab's own kernels */
  readonly reason: 'absent' | 'software' | 'noSimd' | 'noKernels' | 'lost' | 'failed'
  /** the browser's own words where it gave any */
  readonly detail?: string
}

/** The WASM binaries' addresses by file name, as the page's build knows them; null in Node, where the package finds its own. */
export type WasmFiles = Record<string, string> | null

/** An instruction stream with one SIMD opcode: `v128.const`, dropped. */
const simdProbe = Uint8Array.from([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 10, 23, 1, 21, 0, 253, 12, 0, 0, 0, 0, 0, 0, 0,
  0, 0, 0, 0, 0, 0, 0, 0, 0, 26, 11,
])

/**
 * Starts the first backend that runs: the pinned one, else by the rule; then whatever is left, down to plain
 * JavaScript. `without` names backends not to be tried (again).
 * @throws Error when not even plain JavaScript starts
 */
export async function startBackend(
  choice: BackendChoice,
  wasmFiles: WasmFiles,
  without: readonly Refusal[] = [],
): Promise<Backend> {
  const refused: Refusal[] = [...without]
  const order =
    choice === 'automatic' ? backendNames : [choice, ...backendNames.filter((name) => name !== choice)]
  for (const name of order) {
    if (without.some((refusal) => refusal.backend === name)) continue
    const pinned = name === choice
    try {
      const started = await starters[name](pinned, wasmFiles)
      if ('backend' in started) {
        refused.push(started)
        continue
      }
      const { lacks, ...backend } = started
      return { name, refused: lacks ? [...refused, lacks] : refused, ...backend }
    } catch (error) {
      refused.push({ backend: name, reason: 'failed', detail: String(error) })
    }
  }
  throw new Error('No backend starts, not even plain JavaScript.')
}

type Started = Omit<Backend, 'name' | 'refused'> & { readonly lacks?: Refusal | null }
type Starter = (pinned: boolean, wasmFiles: WasmFiles) => Promise<Started | Refusal>

/** A backend that has nothing to give back; one of each stays in the thread, ready to be used again. */
const staying: Started = { onLost: () => {}, isLost: () => false, sweep: () => {}, release: () => {} }

const starters: Record<BackendName, Starter> = {
  async webgl(pinned) {
    if (typeof OffscreenCanvas === 'undefined') return { backend: 'webgl', reason: 'absent' }
    const canvas = new OffscreenCanvas(1, 1)
    const options = {
      alpha: false,
      antialias: false,
      depth: false,
      stencil: false,
      preserveDrawingBuffer: false,
    }
    const context = canvas.getContext('webgl2', options)
    if (context === null) return { backend: 'webgl', reason: 'absent' }
    const renderer = rendererOf(context)
    if (!pinned && isSoftware(renderer)) {
      giveBack(context)
      return { backend: 'webgl', reason: 'software', detail: renderer }
    }
    try {
      const { register } = await import('./webglBackend.ts')
      const started = register(context)
      await use('webgl')
      return started
    } catch (error) {
      giveBack(context)
      throw error
    }
  },
  async wasm(_pinned, wasmFiles) {
    if (typeof WebAssembly === 'undefined') return { backend: 'wasm', reason: 'absent' }
    if (!WebAssembly.validate(simdProbe)) return { backend: 'wasm', reason: 'noSimd' }
    const { setWasmPaths, setThreadsCount } = await import('./wasmBackend.ts')
    if (wasmFiles !== null) setWasmPaths(wasmFiles)
    // one thread is as fast for these models, and more need headers that ordinary hosts do not send
    setThreadsCount(1)
    tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false)
    await use('wasm')
    return { ...staying, lacks: await lackingKernels() }
  },
  async cpu() {
    await import('@tensorflow/tfjs-backend-cpu')
    await use('cpu')
    return staying
  },
}

/** Without its kernels WASM computes by the stock ones, with the same results and several times slower; why it has none. */
async function lackingKernels(): Promise<Refusal | null> {
  try {
    await startAssembly(tf.backend() as BackendWasm)
    return null
  } catch (error) {
    return { backend: 'wasm', reason: 'noKernels', detail: String(error) }
  }
}

async function use(name: BackendName): Promise<void> {
  if (!(await tf.setBackend(name))) throw new Error(`${name} did not start`)
  await tf.ready()
}

/** tfjs's own version; that of the kernels beside it is the version of the script that holds them. */
export const engineVersion = tf.version_core
