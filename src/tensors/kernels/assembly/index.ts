// Everything that the module exports. AssemblyScript, compiled to WebAssembly with SIMD when the lab is built (scripts/assembly.mjs).

export { product, productScratch } from './product'
export { activationGradient, biasAndActivate, columnSums } from './dense'
export { crossEntropy, crossEntropyGradient } from './crossEntropy'
export { adam, descent, momentum } from './optimisers'
export { col2im, im2col } from './windows'
export { quantiles, uniforms } from './noise'
export { fromBytes } from './pixels'
