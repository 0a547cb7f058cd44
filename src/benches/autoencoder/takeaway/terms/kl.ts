// The KL to the prior in a notebook.

import type { KlSetting } from '../../objective/terms/kl.ts'
import type { TermLines } from '../lines.ts'
import { lines as under } from '../python.ts'

export const lines: TermLines<KlSetting> = {
  id: 'kl',
  keras: (setting) => ({
    define: under(
      'def kl_of_dimensions(forward):',
      '    variance = ops.exp(forward.log_variance)',
      '    return 0.5 * ops.mean(forward.code**2 + variance - 1 - forward.log_variance, axis=0)',
      '',
      '',
      'def kl(forward):',
      '    return ops.sum(kl_of_dimensions(forward))',
      setting.freeBits > 0 ? freeBits(setting.freeBits, 'ops.sum(ops.maximum', ')') : null,
    ),
    ...minimised(setting),
  }),
  torch: (setting) => ({
    define: under(
      'def kl_of_dimensions(forward):',
      '    variance = forward.log_variance.exp()',
      '    return 0.5 * (forward.code**2 + variance - 1 - forward.log_variance).mean(0)',
      '',
      '',
      'def kl(forward):',
      '    return kl_of_dimensions(forward).sum()',
      setting.freeBits > 0 ? freeBits(setting.freeBits, 'torch.clamp', '.sum()') : null,
    ),
    ...minimised(setting),
  }),
  warmth: ({ warmup }) => (warmup > 0 ? `min(1, step / ${warmup})` : null),
}

/** Below the allowance nothing is pressed: max(KL_j, λ) has no gradient there. */
function freeBits(nats: number, open: string, close: string): string {
  return under(
    '',
    '',
    'def kl_above_free_nats(forward):',
    `    return ${open}(kl_of_dimensions(forward), ${nats})${close}`,
  )
}

const minimised = ({ freeBits }: KlSetting) => (freeBits > 0 ? { minimised: 'kl_above_free_nats' } : {})
