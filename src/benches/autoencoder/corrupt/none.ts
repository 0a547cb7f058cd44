// No corruption: the encoder sees the image that is to be restored.

import type { Corruption } from './corruption.ts'

export const corruption: Corruption = {
  id: 'none',
  label: { en: 'none' },
  tex: '\\tilde x = x',
  parameters: [],
  switches: [],
  schema: {},
  defaults: {},
  hides: false,
  corrupt: (x) => ({ x, mask: null }),
  given: (value) => ({ mean: value, variance: 0 }),
}
