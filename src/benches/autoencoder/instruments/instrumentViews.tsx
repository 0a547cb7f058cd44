// Every instrument's view, found by its folder.

import type { InstrumentView } from './InstrumentView.tsx'

const files = import.meta.glob<{ view: InstrumentView }>('./*/View.tsx', { eager: true })

const views: readonly InstrumentView[] = Object.values(files).map((file) => file.view)

export function viewOf(id: string): InstrumentView | undefined {
  return views.find((view) => view.id === id)
}

/** The heading of every instrument by its id. */
export function useTitles(): Readonly<Record<string, string>> {
  return Object.fromEntries(views.map((view) => [view.id, view.useTitle()]))
}
