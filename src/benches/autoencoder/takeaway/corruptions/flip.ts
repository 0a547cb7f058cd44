// Flipped pixels in NumPy.

import type { CorruptionLines } from '../lines.ts'

export const lines: CorruptionLines = {
  id: 'flip',
  numpy: ({ rate }) => `return np.where(rng.random(x.shape, np.float32) < ${Number(rate)}, 1 - x, x), None`,
}
