// A differentiable function given by its value and its pull-back, each built from ops that may be differentiated again.

import * as tf from '@tensorflow/tfjs-core'
import './gradients.ts'

/** For each input how its gradient is computed, which happens only where it is wanted. */
type Gradients<Inputs extends tf.Tensor[]> = { [K in keyof Inputs]: () => tf.Tensor }

export interface Derivative<Inputs extends tf.Tensor[], Output extends tf.Tensor> {
  /**
   * From the inputs alone and by differentiable ops, never from a saved output: stock tfjs silently drops the second
   * derivative of saved outputs.
   */
  readonly again: (dy: Output, ...inputs: Inputs) => Gradients<Inputs>
  /** The same, as fast as it can be, where nothing differentiates again; it may use the output. Absent: as above. */
  readonly once?: (dy: Output, output: Output, ...inputs: Inputs) => Gradients<Inputs>
}

/** What `tf.customGrad` is made of, which itself would compute the gradients of all inputs, wanted or not. */
interface Recorder<Output> {
  runKernelFunc(node: {
    inputs: Record<string, tf.Tensor>
    forwardFunc: () => Output
    backwardsFunc: (dy: Output) => Record<string, () => tf.Tensor>
  }): Output
}

/** The value of `forward(...inputs)`, with this derivative. */
export function differentiable<Inputs extends tf.Tensor[], Output extends tf.Tensor>(
  inputs: readonly [...Inputs],
  forward: (...inputs: Inputs) => Output,
  { again, once }: Derivative<Inputs, Output>,
): Output {
  const engine = tf.engine()
  let saved: tf.Tensor[] = []
  const output = (engine as unknown as Recorder<Output>).runKernelFunc({
    inputs: Object.fromEntries(inputs.map((input, i) => [i, input])),
    forwardFunc: () => forward(...(inputs as unknown as Inputs)),
    backwardsFunc: (dy) => {
      const given = saved.slice(0, inputs.length) as unknown as Inputs
      // whoever differentiates again records what the gradient is made of
      const gradients: readonly (() => tf.Tensor)[] =
        once === undefined || engine.isTapeOn()
          ? again(dy, ...given)
          : once(dy, saved.at(-1) as Output, ...given)
      return Object.fromEntries(gradients.map((gradient, i) => [i, gradient]))
    },
  })
  if (engine.isTapeOn()) {
    saved = [...inputs, ...(once === undefined ? [] : [output])].map(held)
    // the tape disposes of what its nodes have saved
    engine.state.activeTape.at(-1)!.saved = saved
  }
  return output
}

/**
 * The same tensor once more, which outlives the tidy of the first. tfjs saves copies, each a kernel's call and a node of
 * its own on the tape; under the first one's number it needs neither to be differentiated.
 */
function held(tensor: tf.Tensor): tf.Tensor {
  const engine = tf.engine()
  const again = new tf.Tensor(tensor.shape, tensor.dtype, tensor.dataId, tensor.id)
  engine.incRef(again, engine.backend)
  return engine.keep(again)
}
