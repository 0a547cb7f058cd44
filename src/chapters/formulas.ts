// The displayed formulas of all chapters, each in its folder's `formulas.ts`.

import type { RunFormula } from './formula.ts'

const files = import.meta.glob<{ formulas: Readonly<Record<string, RunFormula>> }>('./*/formulas.ts', {
  eager: true,
})

export const formulas: Readonly<Record<string, RunFormula>> = Object.assign(
  {},
  ...Object.values(files).map((file) => file.formulas),
)
