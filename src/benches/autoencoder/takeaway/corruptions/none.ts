// No corruption, in NumPy.

import type { CorruptionLines } from '../lines.ts'

export const lines: CorruptionLines = { id: 'none', numpy: () => 'return x, None' }
