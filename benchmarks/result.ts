// What a run of the benchmark finds out, as it is printed with --json, and the few figures that are made of it.

import type { Case, Host } from './cases.ts'
import { batch, operations, type ModelName } from './models.ts'
import type { Traffic } from './traffic.ts'

export interface Figures {
  /** why there are no figures, in the engine's own words; null where there are */
  readonly failure: string | null
  /** ms per step of each repetition */
  readonly stepMs: readonly number[]
  /** ms that a fresh engine took to make the network and take the first step, of each repetition */
  readonly firstMs: readonly number[]
  /** of WebGL; null elsewhere */
  readonly traffic: Traffic | null
  /** ms of JavaScript per step with the draws left out, of each repetition; none but on WebGL */
  readonly scriptMs: readonly number[]
  /** GFLOP/s of the fastest matrix product, of each repetition; none where the engine cannot be asked for it */
  readonly products: readonly number[]
  /** steps taken when `loss` was last read */
  readonly step: number
  readonly loss: number
}

export interface Measured extends Case, Figures {}

export interface Machine {
  readonly processor: string
  readonly cores: number
  readonly browser: string
  readonly node: string
  /** of WebGL, in its own words */
  readonly renderer: string
  readonly isSoftware: boolean
}

export interface Gate {
  readonly name: string
  readonly limit: number
  /** null where one of its figures is missing */
  readonly value: number | null
  readonly held: boolean
}

export interface Result {
  readonly quick: boolean
  readonly machine: Machine
  readonly measured: readonly Measured[]
  /** GFLOP/s of the fastest f32 matrix product of any engine on this machine; null where none was measured */
  readonly limit: number | null
  readonly gates: readonly Gate[]
}

/** NaN of none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = (sorted.length - 1) / 2
  return (sorted[Math.floor(middle)]! + sorted[Math.ceil(middle)]!) / 2
}

export function find(
  measured: readonly Measured[],
  wanted: { host: Host; engine: Case['engine']; backend: string; model: ModelName },
): Measured | undefined {
  return measured.find(
    ({ host, engine, backend, model }) =>
      host === wanted.host &&
      engine === wanted.engine &&
      backend === wanted.backend &&
      model === wanted.model,
  )
}

export function imagesPerSecond(stepMs: number): number {
  return (1000 * batch) / stepMs
}

/** Of `limit` GFLOP/s, what a step of this many ms makes use of. */
export function shareOfLimit(model: ModelName, stepMs: number, limit: number): number {
  return operations(model) / stepMs / 1e6 / limit
}
