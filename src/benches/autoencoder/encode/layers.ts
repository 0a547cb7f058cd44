// The layers by the names that recipes use.

import type { Layer, LayerSpec } from './layer.ts'
import { conv } from './layers/conv.ts'
import { convTranspose } from './layers/convTranspose.ts'
import { dense } from './layers/dense.ts'
import { pool } from './layers/pool.ts'
import { upsample } from './layers/upsample.ts'

export const layers = { dense, conv, convTranspose, pool, upsample } as const

/** The declaration of a layer's kind; what it is asked of must be a spec of that kind. */
export function layerOf(spec: LayerSpec): Layer<LayerSpec> {
  return layers[spec.kind]
}
