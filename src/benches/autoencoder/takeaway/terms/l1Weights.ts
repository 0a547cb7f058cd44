// L1 on weights in a notebook.

import type { TermLines } from '../lines.ts'
import { lines as under } from '../python.ts'

export const lines: TermLines = {
  id: 'l1Weights',
  keras: () => ({
    define: under(
      'def l1_weights(forward):',
      '    return sum(ops.sum(ops.abs(kernel)) for kernel in model.kernels())',
    ),
  }),
  torch: () => ({
    define: under(
      'def l1_weights(forward):',
      '    return sum(kernel.abs().sum() for kernel in model.kernels())',
    ),
  }),
}
