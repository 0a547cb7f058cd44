// Copies on WASM that share their numbers: the stock kernel copies whatever the tape keeps for the way back, which nothing ever
// writes to.

import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm'
import * as tf from '@tensorflow/tfjs-core'

tf.registerKernel({
  kernelName: tf.Identity,
  backendName: 'wasm',
  kernelFunc: ({ inputs, backend }) => {
    const { dataId, shape, dtype } = inputs['x']!
    ;(backend as BackendWasm).incRef(dataId)
    return { dataId, shape, dtype }
  },
})
