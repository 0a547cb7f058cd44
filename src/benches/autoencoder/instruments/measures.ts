// Every instrument's measurement, found by its folder.

import type { Measure } from './instrument.ts'

const files = import.meta.glob<{ measure: Measure }>('./*/measure.ts', { eager: true })

export const measures: readonly Measure[] = Object.values(files).map((file) => file.measure)
