// What the product's speed must reach beside its peers, each gate with the figure that was measured.

import type { EngineName, Host } from './cases.ts'
import { hosts } from './cases.ts'
import type { ModelName } from './models.ts'
import { find, median, type Gate, type Measured } from './result.ts'

type Figure = (of: Measured) => number | null

const stepTime: Figure = ({ stepMs }) => median(stepMs)
const firstStep: Figure = ({ firstMs }) => median(firstMs)
const script: Figure = ({ scriptMs }) => median(scriptMs)
const draws: Figure = ({ traffic }) => traffic && traffic.draws
const uploads: Figure = ({ traffic }) => traffic && traffic.uploads

export function gatesOf(measured: readonly Measured[]): Gate[] {
  const figureOf = (figure: Figure, host: Host, engine: EngineName, backend: string, model: ModelName) => {
    const found = find(measured, { host, engine, backend, model })
    const value = found && found.failure === null ? figure(found) : null
    return value !== null && Number.isFinite(value) ? value : null
  }

  const gate = (name: string, value: number | null, limit: number): Gate => ({
    name,
    limit,
    value,
    held: value !== null && value <= limit,
  })

  /** Ours over a peer's, in the same host. */
  const ratio = (
    figure: Figure,
    host: Host,
    model: ModelName,
    [engine, backend, than]: readonly [EngineName, string, string],
  ) => {
    const ours = figureOf(figure, host, 'ours', backend, model)
    const theirs = figureOf(figure, host, engine, than, model)
    return ours === null || theirs === null ? null : ours / theirs
  }

  const wasm = hosts.flatMap((host) => {
    const where = `WASM in ${host === 'node' ? 'Node' : 'the browser'}`
    const beside = (model: ModelName, engine: EngineName, than: string, limit: number, words: string) =>
      gate(
        `${where}, ${model}: time per step of ${words}`,
        ratio(stepTime, host, model, [engine, 'wasm', than]),
        limit,
      )
    return [
      beside('M1', 'stock', 'wasm', 0.25, 'tfjs on WASM'),
      beside('M2', 'stock', 'wasm', 0.12, 'tfjs on WASM'),
      beside('M1', 'jax', 'wasm', 1, 'jax-js on WASM'),
      beside('M2', 'jax', 'wasm', 1, 'jax-js on WASM'),
      ...(host === 'browser' ? [beside('M3', 'stock', 'webgl', 0.07, 'tfjs on WebGL')] : []),
    ]
  })

  const counted = (model: ModelName, figure: Figure, what: string, limit: number) =>
    gate(`WebGL, ${model}: ${what} per step`, figureOf(figure, 'browser', 'ours', 'webgl', model), limit)
  const besideStock = (model: ModelName, figure: Figure, what: string, limit: number) =>
    gate(
      `WebGL, ${model}: ${what} of tfjs on WebGL`,
      ratio(figure, 'browser', model, ['stock', 'webgl', 'webgl']),
      limit,
    )

  return [
    ...wasm,
    counted('M1', draws, 'draws', 46),
    counted('M1', uploads, 'uploads', 1.2),
    counted('M2', draws, 'draws', 100),
    counted('M3', draws, 'draws', 135),
    besideStock('M1', script, 'JavaScript per step', 0.15),
    besideStock('M2', script, 'JavaScript per step', 0.25),
    besideStock('M3', script, 'JavaScript per step', 0.3),
    besideStock('M1', stepTime, 'time per step', 0.65),
    besideStock('M2', stepTime, 'time per step', 0.75),
    besideStock('M3', stepTime, 'time per step', 0.5),
    besideStock('M1', firstStep, 'first step', 0.75),
    besideStock('M2', firstStep, 'first step', 0.75),
    besideStock('M3', firstStep, 'first step', 0.75),
  ]
}

/** One line for each gate. */
export function verdicts(gates: readonly Gate[]): string {
  return gates
    .map(({ name, value, limit, held }) => {
      const shown = value === null ? 'not measured' : value.toFixed(value < 10 ? 3 : 1)
      return `${held ? '✓' : '✗'} ${name}: ${shown}, at most ${limit}: ${held ? 'held' : 'not held'}`
    })
    .join('\n')
}
