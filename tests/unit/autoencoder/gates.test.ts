// The quick ones of the gates, so that every test run holds some figures of the families against the literature.

import { expect, test } from 'vitest'
import { gates, holds, runRecipe, written } from '../../support/gates.ts'

test.each(gates.filter(({ quick }) => quick))(
  '$what',
  async (gate) => {
    const runs = []
    for (const recipe of gate.recipes) runs.push(await runRecipe(recipe))
    const figure = gate.figure(...runs)
    expect(holds(figure, gate.gate), `${figure} is not ${written(gate.gate)}`).toBe(true)
  },
  300_000,
)
