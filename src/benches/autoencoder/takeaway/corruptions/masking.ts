// Masking noise in NumPy.

import type { CorruptionLines } from '../lines.ts'
import { lines as under } from '../python.ts'

export const lines: CorruptionLines = {
  id: 'masking',
  numpy: ({ rate }) =>
    under(
      `mask = (rng.random(x.shape, np.float32) < ${Number(rate)}).astype(np.float32)`,
      'return x * (1 - mask), mask',
    ),
}
