// Every instrument's view, found by its folder: the heading at once, the drawing when it is first shown.

import { lazy } from 'react'
import type { PlacedInstrument } from './InstrumentView.tsx'

const titles = import.meta.glob<{ title: PlacedInstrument['title'] }>('./*/title.ts', { eager: true })
const files = import.meta.glob<{ view: PlacedInstrument }>('./*/View.tsx')

export const views: readonly PlacedInstrument[] = Object.entries(files).map(([path, load]) => {
  const [, id] = path.split('/')
  return {
    id: id!,
    title: titles[`./${id}/title.ts`]!.title,
    Drawing: lazy(async () => ({ default: (await load()).view.Drawing })),
  }
})

export function viewOf(id: string): PlacedInstrument | undefined {
  return views.find((view) => view.id === id)
}
