// The ops that layers and terms are made of. They are handed in where something is computed, so that the page can read a
// part's declaration (its formula, its controls, its shapes) without loading an engine.

import { abs, addN, mul, square, sum } from '@tensorflow/tfjs-core'
import { addBias, matMul } from './matmul.ts'

export const ops = { abs, addBias, addN, matMul, mul, square, sum }

export type Ops = typeof ops
