// Hidden patches in NumPy: in every image the same number of them, drawn afresh.

import { side } from '../../shapes.ts'
import type { CorruptionLines } from '../lines.ts'
import { lines as under } from '../python.ts'

export const lines: CorruptionLines = {
  id: 'patches',
  numpy: ({ size, rate }) => {
    const across = side / Number(size)
    return under(
      `patches = ${across} * ${across}`,
      // rounds a half up, where Python's round goes to the even number
      `hidden = int(${Number(rate)} * patches + 0.5)`,
      'order = rng.random((len(x), patches)).argsort(1)',
      `of_patch = (order < hidden).reshape(-1, ${across}, ${across})`,
      `mask = of_patch.repeat(${Number(size)}, 1).repeat(${Number(size)}, 2).reshape(x.shape).astype(np.float32)`,
      'return x * (1 - mask), mask',
    )
  },
}
