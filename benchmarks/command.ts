// The benchmark's command, built for Node: it measures, prints tables and verdicts, and writes the README's part.

import { readFileSync, writeFileSync } from 'node:fs'
import { gatesOf, verdicts } from './gates.ts'
import { measure, type Means } from './measure.ts'
import { modelNames, type ModelName } from './models.ts'
import type { Result } from './result.ts'
import { figures, readmePart } from './table.ts'

export interface Command extends Omit<Means, 'models'> {
  /** null: all three */
  readonly only: string | null
  readonly json: boolean
  /** the README to write the ratios into; null: none */
  readonly readme: string | null
}

/**
 * Are all gates held? Those of the networks that were measured.
 * @throws Error with a sentence where `only` names no network or the README has no place for the table
 */
export async function bench({ only, json, readme, ...means }: Command): Promise<boolean> {
  const models = only === null ? modelNames : [modelNamed(only)]
  if (readme !== null) placeIn(readFileSync(readme, 'utf8'), readme)
  const { machine, measured } = await measure({ ...means, models })
  const products = measured.flatMap((one) => one.products)
  const limit = products.length > 0 ? Math.max(...products) : null
  const gates = gatesOf(measured).filter(({ name }) => models.some((model) => name.includes(` ${model}:`)))
  const result: Result = { quick: means.quick, machine, measured, limit, gates }
  console.log(figures(result))
  console.log(verdicts(gates))
  if (readme !== null) {
    const text = readFileSync(readme, 'utf8')
    const [from, to] = placeIn(text, readme)
    writeFileSync(readme, `${text.slice(0, from)}\n${readmePart(result)}\n${text.slice(to)}`)
  }
  if (json) console.log(JSON.stringify(result))
  return gates.every(({ held }) => held)
}

function modelNamed(name: string): ModelName {
  const model = modelNames.find((known) => known === name)
  if (model === undefined) throw new Error(`--only ${name}: it must be one of ${modelNames.join(', ')}.`)
  return model
}

/** Where the table stands: behind the first mark, before the second. */
function placeIn(text: string, readme: string): [from: number, to: number] {
  const [open, close] = ['<!-- bench -->\n', '<!-- /bench -->']
  const from = text.indexOf(open)
  const to = text.indexOf(close)
  if (from === -1 || to < from) throw new Error(`${readme} has no ${open.trim()} with a ${close} after it.`)
  return [from + open.length, to]
}
