// A differentiable function given by its value and its pull-back, each built from ops that may be differentiated again.

import * as tf from '@tensorflow/tfjs-core'
import './gradients.ts'

/**
 * The value of `forward(...inputs)`, whose gradient is `backward(dy, inputs)`: one tensor per input. `backward` gets
 * the inputs, never the saved output, because stock tfjs silently drops the second derivative of saved outputs.
 */
export function differentiable<Inputs extends tf.Tensor[], Output extends tf.Tensor>(
  inputs: readonly [...Inputs],
  forward: (...inputs: Inputs) => Output,
  backward: (dy: Output, ...inputs: Inputs) => { [K in keyof Inputs]: tf.Tensor },
): Output {
  const run = tf.customGrad<Output>((...given) => {
    const save = given[given.length - 1] as tf.GradSaveFunc
    const tensors = given.slice(0, -1) as Inputs
    save(tensors)
    return {
      value: forward(...tensors),
      gradFunc: (dy, saved) => backward(dy, ...(saved as Inputs)),
    }
  })
  return run(...inputs)
}
