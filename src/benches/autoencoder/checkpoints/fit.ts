// Whether weights are those of a network.

import { isFinite, type NamedArray } from '../../../tensors/parameters.ts'
import type { ParameterSpec } from '../encode/layer.ts'

/** @throws RangeError with a sentence where these are not the weights of a network of these parameters, or no numbers */
export function requireFit(wanted: readonly ParameterSpec[], tensors: readonly NamedArray[]): void {
  const found = new Map(tensors.map((array) => [array.name, array]))
  for (const { name, shape } of wanted) {
    const array = found.get(name)
    if (array === undefined) throw new RangeError(`These weights are of another network: ${name} is missing.`)
    if (array.shape.join() !== shape.join()) {
      const [here, there] = [array.shape, shape].map((sides) => sides.join(' × ') || 'one number')
      throw new RangeError(
        `These weights are of another network: ${name} is ${here}, and should be ${there}.`,
      )
    }
    if (!isFinite(array))
      throw new RangeError(`These weights cannot be used: ${name} holds what is no number.`)
  }
  const names = new Set(wanted.map(({ name }) => name))
  const more = tensors.find(({ name }) => !names.has(name))
  if (more) throw new RangeError(`These weights are of another network: it has no ${more.name}.`)
}
