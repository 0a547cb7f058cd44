// The addresses of the WASM binaries as the page's build names them; not for Node, where the package finds its own.

import simd from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url'
import plain from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url'
import type { WasmFiles } from './backends.ts'

export const wasmFiles: WasmFiles = {
  'tfjs-backend-wasm.wasm': plain,
  'tfjs-backend-wasm-simd.wasm': simd,
  // asked for by the package, and never loaded: backends.ts has no threads
  'tfjs-backend-wasm-threaded-simd.wasm': simd,
}
