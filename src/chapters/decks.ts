// Every deck of every chapter, found by its file.

import type { WrittenDeck } from '../lab/deck.ts'

const files = import.meta.glob<{ deck: WrittenDeck }>('./*/deck.ts', { eager: true })

export const decks: readonly WrittenDeck[] = Object.values(files).map((file) => file.deck)
