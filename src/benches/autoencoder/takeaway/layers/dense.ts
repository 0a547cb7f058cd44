// A dense layer in a notebook.

import type { DenseSpec } from '../../encode/layer.ts'
import { sizeOf } from '../../shapes.ts'
import { learned } from '../kerasConfig.ts'
import { kerasArguments } from '../kerasArguments.ts'
import type { LayerLines } from '../lines.ts'
import { given } from '../python.ts'

export const lines: LayerLines<DenseSpec> = {
  kind: 'dense',
  form: 'rows',
  keras: {
    make: (place) => `layers.Dense(${given(String(sizeOf(place.output)), kerasArguments(place))})`,
    apply: (layer, h) => `${layer}(${h})`,
    tied: (kernel, h) => `ops.matmul(${h}, ops.transpose(${kernel}))`,
    kernel: (saved) => saved,
  },
  torch: {
    make: ({ inputs, output }) => `nn.Linear(${inputs}, ${sizeOf(output)})`,
    apply: (layer, h) => `${layer}(${h})`,
    tied: (kernel, h) => `F.linear(${h}, ${kernel}.T)`,
    kernel: (saved) => `${saved}.T`,
  },
  tfjs: ({ inputs, output, activation }) => ({
    className: 'Dense',
    config: { units: sizeOf(output), activation, ...learned },
    kernel: [inputs, sizeOf(output)],
  }),
}
