// KL divergence from the encoder's Gaussian to the prior N(0, I), in closed form (Kingma & Welling 2014; curriculum L19).

import type { Scalar, Tensor1D } from '@tensorflow/tfjs-core'
import * as z from 'zod/mini'
import type { Ops } from '../../../../tensors/ops.ts'
import { whole } from '../../whole.ts'
import type { Forward } from '../../forward.ts'
import type { Term } from '../term.ts'

export type KlSetting = {
  /** β */
  readonly weight: number
  /** steps over which the weight grows from 0, linearly */
  readonly warmup: number
  /** nats per dimension, on the mean over the batch, below which nothing is pressed */
  readonly freeBits: number
}

export const term: Term<KlSetting> = {
  id: 'kl',
  label: { en: 'KL to the prior' },
  tex: '\\mathrm{KL}\\bigl(q(z \\mid x) \\,\\Vert\\, \\mathcal N(0, I)\\bigr)',
  symbol: 'D_{\\mathrm{KL}}',
  weightSymbol: '\\beta',
  colour: 'penalty',
  unit: { en: 'nats per image' },
  off: { weight: 0, warmup: 0, freeBits: 0 },
  schema: { warmup: whole(0, 1_000_000), freeBits: z.number().check(z.minimum(0), z.maximum(10)) },
  parameters: [
    { name: 'weight', label: { en: 'β' }, min: 0.01, max: 100, step: 0, initial: 1 },
    { name: 'warmup', label: { en: 'Warm-up steps' }, min: 0, max: 5000, step: 100, initial: 0 },
    { name: 'freeBits', label: { en: 'Free nats' }, min: 0, max: 2, step: 0.05, initial: 0 },
  ],
  refusal: ({ code }) =>
    code.kind === 'gaussian'
      ? null
      : 'the KL to the prior needs a Gaussian code; a point has no distribution',
  isAlwaysMeasured: ({ code }) => code.kind === 'gaussian',
  value: (forward, { ops }) => ops.sum<Scalar>(perDimension(forward, ops)),
  minimised: (forward, { ops, setting }) => {
    const kl = perDimension(forward, ops)
    if (setting.freeBits === 0) return ops.sum<Scalar>(kl)
    return ops.sum<Scalar>(ops.add(ops.relu(ops.sub(kl, setting.freeBits)), setting.freeBits))
  },
  warmth: ({ warmup }, step) => (warmup === 0 ? 1 : Math.min(1, step / warmup)),
}

/** Mean over the batch → (code size), nats. */
function perDimension({ encoded }: Forward, ops: Ops): Tensor1D {
  return ops.gaussianDivergence(encoded.code, encoded.logVariance!)
}
