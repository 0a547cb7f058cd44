// No corruption: the encoder sees the image that is to be restored.

import type { Corruption } from './corruption.ts'

export const corruption: Corruption = {
  id: 'none',
  label: { en: 'none' },
  tex: '\\tilde x = x',
  parameters: [],
  schema: {},
  corrupt: (x) => x,
}
