// L1 on the code in a notebook.

import type { TermLines } from '../lines.ts'
import { lines as under } from '../python.ts'

export const lines: TermLines = {
  id: 'l1',
  keras: () => ({
    define: under('def l1(forward):', '    return ops.mean(ops.sum(ops.abs(forward.code), axis=1))'),
  }),
  torch: () => ({ define: under('def l1(forward):', '    return forward.code.abs().sum(1).mean()') }),
}
