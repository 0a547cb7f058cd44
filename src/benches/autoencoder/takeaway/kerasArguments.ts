// What every Keras layer with weights is told beside its size: its activation and the spread of its first weights.

import type { LinePlace } from './lines.ts'
import { given } from './python.ts'

/**
 * Keras begins with Glorot's uniform weights by itself; He's are normal and not cut off.
 * @param fan which side of Keras' kernel holds the inputs
 */
export function kerasArguments(
  { activation, initial }: Pick<LinePlace, 'activation' | 'initial'>,
  fan = 'fan_in',
) {
  const named = activation === 'linear' ? null : `activation="${activation}"`
  const drawn =
    initial === 'glorot'
      ? null
      : `kernel_initializer=initializers.VarianceScaling(2.0, "${fan}", "untruncated_normal")`
  const both = given(named, drawn)
  return both === '' ? null : both
}
