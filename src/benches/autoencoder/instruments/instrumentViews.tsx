// Every instrument's view, found by its folder.

import type { PlacedInstrument } from './InstrumentView.tsx'

const files = import.meta.glob<{ view: PlacedInstrument }>('./*/View.tsx', { eager: true })

export const views: readonly PlacedInstrument[] = Object.values(files).map((file) => file.view)

export function viewOf(id: string): PlacedInstrument | undefined {
  return views.find((view) => view.id === id)
}
