// KL sparsity: every unit's mean activation ρ̂ held near a target ρ, as between two coins (Ng, CS294A; curriculum H2).

import type { Scalar, Tensor1D } from '@tensorflow/tfjs-core'
import * as z from 'zod/mini'
import type { Ops } from '../../../../tensors/ops.ts'
import { klBernoulli } from '../../../../numerics/entropy.ts'
import type { Forward } from '../../forward.ts'
import { settingOf, type Term, type TermContext } from '../term.ts'

export type KlSparsitySetting = {
  readonly weight: number
  /** ρ */
  readonly target: number
  /** ρ̂ is that of the batch, or a running average over the batches before it, too */
  readonly average: 'batch' | 'running'
}

/** share of the running average that a step keeps: it remembers about the last ten batches */
const decay = 0.9
/** keeps ρ̂ from 0 and 1, where the logarithms end, with a derivative that does not vanish there */
const margin = 1e-6

export const term: Term<KlSparsitySetting> = {
  id: 'klSparsity',
  label: { en: 'KL sparsity' },
  tex: '\\sum_j \\bigl[ \\rho \\log \\tfrac{\\rho}{\\hat\\rho_j} + (1 - \\rho) \\log \\tfrac{1 - \\rho}{1 - \\hat\\rho_j} \\bigr]',
  symbol: '\\mathrm{KL}(\\rho \\Vert \\hat\\rho)',
  colour: 'penalty',
  unit: { en: 'nats, summed over the code' },
  off: { weight: 0, target: 0.05, average: 'batch' },
  schema: {
    target: z.number().check(z.minimum(0.001), z.maximum(0.999)),
    average: z.enum(['batch', 'running']),
  },
  parameters: [
    { name: 'weight', label: { en: 'KL sparsity' }, min: 0.001, max: 100, step: 0, initial: 3 },
    { name: 'target', label: { en: 'Target ρ' }, min: 0.01, max: 0.5, step: 0.01, initial: 0.05 },
  ],
  choices: [
    {
      name: 'average',
      label: { en: 'ρ̂ over' },
      options: [
        { value: 'batch', label: { en: 'batch' } },
        { value: 'running', label: { en: 'running' } },
      ],
    },
  ],
  refusal: ({ code }) =>
    code.activation === 'sigmoid'
      ? null
      : 'KL sparsity needs a sigmoid code, whose activations lie between 0 and 1',
  value: (forward, context) => {
    const { ops, setting } = context
    const rho = setting.target
    const inside = ops.add(ops.mul(averageOf(forward, context), 1 - 2 * margin), margin)
    const perUnit = ops.addN([ops.mul(ops.log(inside), -rho), ops.mul(ops.log(ops.sub(1, inside)), rho - 1)])
    const entropy = encodedSize(forward) * (rho * Math.log(rho) + (1 - rho) * Math.log(1 - rho))
    return ops.add<Scalar>(ops.sum<Scalar>(perUnit), entropy)
  },
  ofCodes: (codes, size, { target }) => {
    const sums = new Float64Array(size)
    codes.forEach((value, i) => (sums[i % size]! += value))
    const inside = (mean: number) => (1 - 2 * margin) * mean + margin
    return sums.reduce((total, sum) => total + klBernoulli(target, inside((sum * size) / codes.length)), 0)
  },
  memory: {
    shape: (recipe) => (settingOf(recipe, term).average === 'running' ? [recipe.code.size] : null),
    next: (forward, state, ops) =>
      ops.add(ops.mul(state, decay), ops.mul(batchMean(forward, ops), 1 - decay)),
  },
}

const encodedSize = ({ encoded }: Forward): number => encoded.code.shape[1]

const batchMean = ({ encoded }: Forward, ops: Ops): Tensor1D => ops.mean<Tensor1D>(encoded.code, 0)

/**
 * ρ̂ of every unit. A running average has the value of the whole memory and the derivative of the batch's mean: with the
 * memory's own small share of it the penalty would pull ten times too weakly.
 */
function averageOf(forward: Forward, { ops, state, step }: TermContext<KlSparsitySetting>): Tensor1D {
  const batch = batchMean(forward, ops)
  if (state === null) return batch
  const running = ops.add(ops.mul(state, decay), ops.mul(batch, 1 - decay))
  const corrected = ops.mul(running, 1 / (1 - decay ** (step + 1)))
  return ops.add(batch, ops.blocked(ops.sub<Tensor1D>(corrected as Tensor1D, batch)))
}
