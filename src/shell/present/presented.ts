// What is presented, and how a part of the page begins to present it.

import { createContext } from 'react'
import type { LabDeck } from './labDeck.ts'

/** A deck, or the part of a link that holds one. */
export type Presented = { readonly deck: LabDeck } | { readonly link: string }

export const PresentContext = createContext<(presented: Presented) => void>(() => {})
