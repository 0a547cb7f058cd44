// What every optimiser is: from parameters, gradients and its own memory to the next parameters and memory.

import type * as tf from '@tensorflow/tfjs-core'
import type { Parameters } from '../parameters.ts'

export interface Optimiser {
  readonly id: string
  /** names of the moments kept per parameter, each starting at zeros of the parameter's shape */
  readonly moments: readonly string[]
  /**
   * One update of one parameter. New tensors come back; nothing given is altered or disposed of.
   * @param step number of steps completed before this one, for bias correction
   */
  update(
    parameter: tf.Tensor,
    gradient: tf.Tensor,
    moments: readonly tf.Tensor[],
    setting: { rate: number; step: number },
  ): { parameter: tf.Tensor; moments: tf.Tensor[] }
}

/** The name under which a parameter's moment stands in a snapshot. */
export function momentName(moment: string, parameter: string): string {
  return `${moment}/${parameter}`
}

/** All parameters through one update; tensors as in `Optimiser.update`. */
export function updateAll(
  optimiser: Optimiser,
  parameters: Parameters,
  gradients: Parameters,
  moments: Parameters,
  setting: { rate: number; step: number },
): { parameters: Parameters; moments: Parameters } {
  const nextParameters: Record<string, tf.Tensor> = {}
  const nextMoments: Record<string, tf.Tensor> = {}
  for (const [name, parameter] of Object.entries(parameters)) {
    const names = optimiser.moments.map((moment) => momentName(moment, name))
    const own = names.map((moment) => moments[moment]!)
    const next = optimiser.update(parameter, gradients[name]!, own, setting)
    nextParameters[name] = next.parameter
    names.forEach((moment, i) => (nextMoments[moment] = next.moments[i]!))
  }
  return { parameters: nextParameters, moments: nextMoments }
}
