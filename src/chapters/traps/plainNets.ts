// A trained net of dense ReLU layers in plain numbers, where a claim puts something between its two halves.

import type { NamedArray } from '../../tensors/parameters.ts'

/** Codes of images (images × 784). */
export function encodedBy(parameters: readonly NamedArray[], images: Float32Array): Float32Array {
  return through(parameters, images, [...hiddenOf(parameters, 'encode'), 'code'])
}

/** Probabilities of pixels, of codes (images × code size). */
export function decodedBy(parameters: readonly NamedArray[], codes: Float32Array): Float32Array {
  const logits = through(parameters, codes, [...hiddenOf(parameters, 'decode'), 'output'])
  return logits.map((logit) => 1 / (1 + Math.exp(-logit)))
}

function hiddenOf(parameters: readonly NamedArray[], half: string): string[] {
  const kernels = parameters.filter(({ name }) => name.startsWith(`${half}/`) && name.endsWith('/kernel'))
  return kernels.map((_, i) => `${half}/${i}`)
}

/** All layers but the last are rectified. */
function through(
  parameters: readonly NamedArray[],
  input: Float32Array,
  layers: readonly string[],
): Float32Array {
  const find = (name: string) => parameters.find((array) => array.name === name)!
  return layers.reduce((values, layer, i) => {
    const { shape, values: kernel } = find(`${layer}/kernel`)
    const out = dense(values, kernel, find(`${layer}/bias`).values, shape[0]!, shape[1]!)
    return i < layers.length - 1 ? out.map((value) => Math.max(0, value)) : out
  }, input)
}

/** The kernel is (inputs × units). */
function dense(
  x: Float32Array,
  kernel: Float32Array,
  bias: Float32Array,
  inputs: number,
  units: number,
): Float32Array {
  const rows = x.length / inputs
  const out = new Float32Array(rows * units)
  for (let row = 0; row < rows; row++) {
    const sums = out.subarray(row * units, (row + 1) * units)
    sums.set(bias)
    for (let input = 0; input < inputs; input++) {
      const value = x[row * inputs + input]!
      if (value === 0) continue
      for (let unit = 0; unit < units; unit++) sums[unit]! += value * kernel[input * units + unit]!
    }
  }
  return out
}
