// The WASM backend with the kernels that the lab needs, loaded when it is started.

import './kernels/identity.ts'
import './wasmKernels.ts'

export { setThreadsCount, setWasmPaths } from '@tensorflow/tfjs-backend-wasm/dist/base.js'
