// Gaussian noise in NumPy.

import type { CorruptionLines } from '../lines.ts'
import { lines as under } from '../python.ts'

export const lines: CorruptionLines = {
  id: 'gaussian',
  numpy: ({ sigma, clip }) =>
    under(
      `noisy = x + ${Number(sigma)} * rng.standard_normal(x.shape, np.float32)`,
      clip ? 'return np.clip(noisy, 0, 1), None' : 'return noisy, None',
    ),
}
