// Upsampling in a notebook.

import type { UpsampleSpec } from '../../encode/layer.ts'
import { channelsLast } from '../kerasConfig.ts'
import type { LayerLines } from '../lines.ts'

export const lines: LayerLines<UpsampleSpec> = {
  kind: 'upsample',
  form: 'pictures',
  keras: {
    make: ({ spec: { factor } }) => `layers.UpSampling2D(${factor})`,
    apply: (layer, h) => `${layer}(${h})`,
  },
  torch: {
    make: () => null,
    apply: (_layer, h, { spec: { factor } }) => `F.interpolate(${h}, scale_factor=${factor})`,
  },
  tfjs: ({ spec: { factor } }) => ({
    className: 'UpSampling2D',
    config: { size: [factor, factor], interpolation: 'nearest', ...channelsLast },
  }),
}
