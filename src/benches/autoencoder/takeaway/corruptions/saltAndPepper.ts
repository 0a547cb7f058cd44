// Salt and pepper in NumPy.

import type { CorruptionLines } from '../lines.ts'
import { lines as under } from '../python.ts'

export const lines: CorruptionLines = {
  id: 'salt-and-pepper',
  numpy: ({ rate }) =>
    under(
      'u = rng.random(x.shape, np.float32)',
      `return np.where(u < ${Number(rate)} / 2, 0, np.where(u < ${Number(rate)}, 1, x)).astype(np.float32), None`,
    ),
}
