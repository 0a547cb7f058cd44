// The ops that layers and terms are made of. They are handed in where something is computed, so that the page can read a
// part's declaration (its formula, its controls, its shapes) without loading an engine.

import {
  abs,
  add,
  addN,
  log,
  mean,
  mul,
  onesLike,
  relu,
  slice,
  square,
  step,
  sub,
  sum,
  tensor2d,
} from '@tensorflow/tfjs-core'
import { conv, convTranspose, pool, upsample } from './convolution.ts'
import { dense } from './dense.ts'
import { blocked, exponential } from './elementary.ts'
import { gaussianDivergence } from './gaussian.ts'
import { pullBack } from './pullBack.ts'

export const ops = {
  abs,
  add,
  addN,
  blocked,
  conv,
  convTranspose,
  dense,
  exponential,
  gaussianDivergence,
  log,
  mean,
  mul,
  onesLike,
  pool,
  pullBack,
  relu,
  slice,
  square,
  step,
  sub,
  sum,
  tensor2d,
  upsample,
}

export type Ops = typeof ops
