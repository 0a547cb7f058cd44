// What is presented, and how a part of the page begins to present it.

import { createContext } from 'react'
import type { LabDeck } from './labDeck.ts'

/** A deck, or the part of a link that holds one, with the scene at which it stands, from 1. */
export type Presented = { readonly deck: LabDeck } | { readonly link: string; readonly scene: number }

export const PresentContext = createContext<(presented: Presented) => void>(() => {})
