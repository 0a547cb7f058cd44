// The parts of the autoencoder bench as factors to be combined: corruption, code, term, architecture and what goes with them.

import type { Combination, Factors } from './covering.ts'

type Partial = Readonly<Record<string, unknown>>

const corruptions: Record<string, Partial> = {
  none: { kind: 'none' },
  'Gaussian, clipped': { kind: 'gaussian', sigma: 0.5, clip: true },
  'Gaussian, unclipped': { kind: 'gaussian', sigma: 0.5, clip: false },
  masking: { kind: 'masking', rate: 0.5 },
  'salt and pepper': { kind: 'salt-and-pepper', rate: 0.3 },
  flip: { kind: 'flip', rate: 0.1 },
  patches: { kind: 'patches', size: 4, rate: 0.75 },
}

const hiding = new Set(['masking', 'patches'])

const codes: Record<string, Partial> = {
  'point, linear': { kind: 'point', activation: 'linear' },
  'point, rectified': { kind: 'point', activation: 'relu' },
  'point, sigmoid': { kind: 'point', activation: 'sigmoid' },
  Gaussian: { kind: 'gaussian' },
  'Gaussian, three samples': { kind: 'gaussian', samples: 3 },
  'Gaussian, the wire cut': { kind: 'gaussian', gradient: 'blocked' },
  'Gaussian, sigmoid mean': { kind: 'gaussian', activation: 'sigmoid' },
}

const terms: Record<string, Partial> = {
  none: {},
  'L1 on the code': { l1: { weight: 1 } },
  'KL sparsity': { klSparsity: { weight: 3, target: 0.05, average: 'batch' } },
  'KL sparsity, running': { klSparsity: { weight: 3, target: 0.05, average: 'running' } },
  'contraction, exact': { contraction: { weight: 1, method: 'exact' } },
  'contraction, Hutchinson': { contraction: { weight: 1, method: 'hutchinson' } },
  KL: { kl: { weight: 1 } },
  'KL, warm-up and free nats': { kl: { weight: 4, warmup: 10, freeBits: 0.1 } },
  'L1 and L2 on weights': { l1Weights: { weight: 0.001 }, l2Weights: { weight: 0.001 } },
}

const dense = (...units: number[]) => units.map((width) => ({ kind: 'dense', units: width }))
const conv = (filters: number, stride: number) => ({
  kind: 'conv',
  filters,
  size: 3,
  stride,
  padding: 'same',
})

const architectures: Record<string, { encode: Partial; decode: Partial }> = {
  'no hidden layer': { encode: { layers: [] }, decode: {} },
  'no hidden layer, tied': { encode: { layers: [] }, decode: { tied: true } },
  'two hidden layers': { encode: { layers: dense(16, 8), activation: 'tanh' }, decode: {} },
  'a decoder of its own': { encode: { layers: dense(16) }, decode: { layers: dense(8, 12) } },
  convolution: { encode: { layers: [conv(4, 2), conv(6, 2)] }, decode: {} },
  'convolution and pooling, tied': {
    encode: { layers: [conv(3, 1), { kind: 'pool', method: 'max', size: 4 }, ...dense(8)] },
    decode: { tied: true },
  },
  'pooling, upsampling and transposed convolution': {
    encode: { layers: [{ kind: 'pool', method: 'average', size: 2 }, conv(4, 2)] },
    decode: {
      layers: [
        { kind: 'dense', units: 98, shape: [7, 7, 2] },
        { kind: 'upsample', factor: 2 },
        { kind: 'convTranspose', filters: 1, size: 3, stride: 2, padding: 'same' },
      ],
    },
  },
}

const outputs: Record<string, Partial> = {
  Bernoulli: { output: 'bernoulli' },
  Gaussian: { output: 'gaussian' },
  'Gaussian of variance ½': { output: 'gaussian', variance: 0.5 },
  'Gaussian of learned variance': { output: 'gaussian', variance: 'learned' },
}

/** The four that every pair and every quadruple of is tried. */
export const stages: Factors = {
  corruption: Object.keys(corruptions),
  code: Object.keys(codes),
  term: Object.keys(terms),
  architecture: Object.keys(architectures),
}

/** With what else may vary beside them. */
export const everything: Factors = {
  ...stages,
  output: Object.keys(outputs),
  counted: ['all', 'masked'],
  condition: ['none', 'label'],
  dropout: ['0', '0.3'],
  reduce: ['sum', 'mean'],
  pixels: ['grey', 'sampled'],
  centre: ['no', 'yes'],
  method: ['adam', 'momentum', 'sgd'],
}

/** The part of a recipe that a combination stands for; factors that it leaves out stay as the family has them. */
export function partialOf(row: Combination): Partial {
  const { encode, decode } = architectures[row['architecture']!]!
  return {
    data: { train: 200, pixels: row['pixels'] ?? 'grey', centre: row['centre'] === 'yes' },
    corrupt: corruptions[row['corruption']!],
    encode: { ...encode, dropout: Number(row['dropout'] ?? 0) },
    code: {
      size: 4,
      activation: 'linear',
      condition: row['condition'] ?? 'none',
      samples: 1,
      gradient: 'pathwise',
      ...codes[row['code']!],
    },
    decode: { ...decode, ...outputs[row['output'] ?? 'Bernoulli'] },
    objective: {
      reconstruction: { over: row['counted'] ?? 'all', reduce: row['reduce'] ?? 'sum' },
      ...terms[row['term']!],
    },
    optimise: { method: row['method'] ?? 'adam', rate: 0.0001, batch: 8, steps: 20 },
  }
}

/** Does the combination mean anything? The rules once more, as the lectures have them. */
export function isMeaningful(row: Combination): boolean {
  const is = (factor: string, start: string) => row[factor]?.startsWith(start) ?? false
  const isGaussianCode = is('code', 'Gaussian')
  const isKl = row['term'] === 'KL' || is('term', 'KL, ')
  if (isKl && row['code'] !== undefined && !isGaussianCode) return false
  if (is('term', 'KL sparsity') && row['code'] !== undefined && !row['code'].includes('sigmoid')) return false
  if (row['counted'] === 'masked' && row['corruption'] !== undefined && !hiding.has(row['corruption']))
    return false
  if (is('output', 'Gaussian of') && row['code'] !== undefined && !isGaussianCode) return false
  if (row['condition'] === 'label' && row['architecture']?.includes('tied')) return false
  return !(row['dropout'] === '0.3' && is('architecture', 'no hidden'))
}
