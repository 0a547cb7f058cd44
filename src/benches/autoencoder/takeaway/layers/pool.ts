// Pooling in a notebook.

import type { PoolSpec } from '../../encode/layer.ts'
import { channelsLast } from '../kerasConfig.ts'
import type { LayerLines } from '../lines.ts'

export const lines: LayerLines<PoolSpec> = {
  kind: 'pool',
  form: 'pictures',
  keras: {
    make: ({ spec: { method, size } }) =>
      `layers.${method === 'max' ? 'MaxPooling2D' : 'AveragePooling2D'}(${size})`,
    apply: (layer, h) => `${layer}(${h})`,
  },
  torch: {
    make: () => null,
    apply: (_layer, h, { spec: { method, size } }) =>
      `F.${method === 'max' ? 'max_pool2d' : 'avg_pool2d'}(${h}, ${size})`,
  },
  tfjs: ({ spec: { method, size } }) => ({
    className: method === 'max' ? 'MaxPooling2D' : 'AveragePooling2D',
    config: { pool_size: [size, size], strides: [size, size], padding: 'valid', ...channelsLast },
  }),
}
