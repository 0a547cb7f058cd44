// Every corruption of this folder, found by its file.

import type { Corruption } from './corruption.ts'

const files = import.meta.glob<{ corruption?: Corruption }>(
  ['./*.ts', '!./corruption.ts', '!./corruptions.ts'],
  { eager: true },
)

export const corruptions: readonly Corruption[] = Object.values(files).flatMap(
  (file) => file.corruption ?? [],
)

/** @throws when no file of this folder declares `id`; a parsed recipe names only known ones */
export function corruptionOf(id: string): Corruption {
  const found = corruptions.find((part) => part.id === id)
  if (!found) throw new Error(`There is no corruption ${id}.`)
  return found
}
