// Every family’s figures against the literature, through the terminal door; the table at the end has them all.

import { afterAll, expect, test } from 'vitest'
import { gates, holds, runRecipe, tableOf, written, type Gate } from '../support/gates.ts'

const rows: { gate: Gate; figure: number }[] = []

test.each(gates)('$what', async (gate) => {
  const runs = []
  for (const recipe of gate.recipes) runs.push(await runRecipe(recipe))
  const figure = gate.figure(...runs)
  rows.push({ gate, figure })
  expect(holds(figure, gate.gate), `${figure} is not ${written(gate.gate)}`).toBe(true)
})

afterAll(() => {
  console.info(tableOf(rows))
})
