// Which engine computes: hardware WebGL, then WASM with SIMD, then plain JavaScript; and the sentence that says why.

import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm'
import * as tf from '@tensorflow/tfjs-core'
import { backendNames, type BackendChoice, type BackendName } from './backendNames.ts'
import { startAssembly } from './kernels/assembly.ts'
import { isSoftware, rendererOf } from './kernels/webgl/renderer.ts'
import { takeOver } from './kernels/webgl/takeOver.ts'

/** The running backend: one at a time in a thread. */
export interface Backend {
  readonly name: BackendName
  /** why a backend before this one was passed over, in order; empty where the first would do */
  readonly refused: readonly Refusal[]
  /** calls `listener` once when the device takes the context away; only WebGL can lose one */
  onLost(listener: () => void): void
}

export interface Refusal {
  readonly backend: BackendName
  readonly reason: 'absent' | 'software' | 'noSimd' | 'lost' | 'failed'
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
      const backend = await starters[name](pinned, wasmFiles)
      if (typeof backend === 'function') return { name, refused, onLost: backend }
      refused.push(backend)
    } catch (error) {
      refused.push({ backend: name, reason: 'failed', detail: String(error) })
    }
  }
  throw new Error('No backend starts, not even plain JavaScript.')
}

type OnLost = Backend['onLost']
type Starter = (pinned: boolean, wasmFiles: WasmFiles) => Promise<OnLost | Refusal>

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
      context.getExtension('WEBGL_lose_context')?.loseContext()
      return { backend: 'webgl', reason: 'software', detail: renderer }
    }
    const { GPGPUContext, MathBackendWebGL, setWebGLContext } = await import('@tensorflow/tfjs-backend-webgl')
    takeOver()
    setWebGLContext(2, context)
    tf.removeBackend('webgl')
    const gpgpu = new GPGPUContext(context)
    tf.registerBackend('webgl', () => new MathBackendWebGL(gpgpu), 2)
    await use('webgl')
    return (listener) => canvas.addEventListener('webglcontextlost', () => listener(), { once: true })
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
    // without them the stock kernels compute, with the same results
    await startAssembly(tf.backend() as BackendWasm).catch(() => {})
    return () => {}
  },
  async cpu() {
    await import('@tensorflow/tfjs-backend-cpu')
    await use('cpu')
    return () => {}
  },
}

async function use(name: BackendName): Promise<void> {
  if (!(await tf.setBackend(name))) throw new Error(`${name} did not start`)
  await tf.ready()
}
