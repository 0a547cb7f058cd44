// L2 on weights in a notebook.

import type { TermLines } from '../lines.ts'
import { lines as under } from '../python.ts'

export const lines: TermLines = {
  id: 'l2Weights',
  keras: () => ({
    define: under(
      'def l2_weights(forward):',
      '    return 0.5 * sum(ops.sum(kernel * kernel) for kernel in model.kernels())',
    ),
  }),
  torch: () => ({
    define: under(
      'def l2_weights(forward):',
      '    return 0.5 * sum((kernel**2).sum() for kernel in model.kernels())',
    ),
  }),
}
