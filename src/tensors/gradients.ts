// The gradients of the stock ops, which tfjs-core registers only when asked.

import '@tensorflow/tfjs-core/dist/register_all_gradients.js'
