// The fields of a kind of layer, as the editor offers them: whole numbers between the schema's bounds, and words.

import type { LayerSpec } from '../../encode/layer.ts'
import { layers } from '../../encode/layers.ts'

export type LayerField =
  | { readonly kind: 'number'; readonly name: string; readonly min: number; readonly max: number }
  | { readonly kind: 'choice'; readonly name: string; readonly options: readonly string[] }

const number = (name: string, min: number, max: number): LayerField => ({ kind: 'number', name, min, max })
const choice = (name: string, ...options: readonly string[]): LayerField => ({
  kind: 'choice',
  name,
  options,
})

const windows = [
  number('filters', 1, 64),
  number('size', 1, 9),
  number('stride', 1, 4),
  choice('padding', 'same', 'valid'),
]

/** Every field that a reader sets; what only mirrors write is none, and a test holds the bounds to those of the schema. */
export const layerFields: Readonly<Record<LayerSpec['kind'], readonly LayerField[]>> = {
  dense: [number('units', 8, 4096)],
  conv: windows,
  convTranspose: windows,
  pool: [choice('method', 'max', 'average'), number('size', 2, 7)],
  upsample: [number('factor', 2, 7)],
}

export const layerKinds = Object.keys(layers) as readonly LayerSpec['kind'][]
