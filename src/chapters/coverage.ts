// What of the curriculum the lab shows, and where: read from the claims, the chapters and the instruments that say so.

import curriculum from './curriculum.json' with { type: 'json' }
import { chapters } from './chapters.ts'
import { claims } from './claims.ts'
import { instrumentItems } from './instrumentItems.ts'

export interface Item {
  readonly id: string
  /** CORE: without it the lab is not what the lectures describe; WIDE: deserves an experiment; NOTE: text only */
  readonly mark: 'CORE' | 'WIDE' | 'NOTE'
  readonly title: string
}

export interface Covered extends Item {
  /** names of chapters, claims and instruments; all empty: not yet there */
  readonly chapters: readonly string[]
  readonly claims: readonly string[]
  readonly instruments: readonly string[]
}

export const items: readonly Item[] = curriculum as readonly Item[]

export function coverage(): Covered[] {
  return items.map((item) => ({
    ...item,
    chapters: chapters.filter((chapter) => chapter.items.includes(item.id)).map(({ id }) => id),
    claims: claims.filter((claim) => claim.items.includes(item.id)).map(({ id }) => id),
    instruments: Object.entries(instrumentItems)
      .filter(([, shown]) => shown.includes(item.id))
      .map(([id]) => id),
  }))
}
