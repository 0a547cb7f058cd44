// How the objective's quantities, values and colours are called in its picture and table.

import type { ColourName } from '../../../../ui/colours.ts'
import { formatCount, formatNumber } from '../../../../ui/format.ts'
import type { Side } from '../../../../ui/SideBadge.tsx'
import type { useWords } from '../../../../ui/words.tsx'
import { terms } from '../../objective/terms.ts'
import type { words as text } from './words.ts'

export type Words = ReturnType<typeof useWords<typeof text.en>>

/** `A 148.2` in a comparison. */
export function nameOn(side: Side | null, name: string): string {
  return side === null ? name : `${side} ${name}`
}

/** Values as the curves show them: one decimal below a thousand. */
export function written(value: number): string {
  return Math.abs(value) < 1000 ? formatNumber(value, Math.abs(value) < 10 ? 2 : 1) : formatCount(value)
}

export function nameOfStrip(id: string, words: Words): string {
  if (id === 'reconstruction') return words.reconstruction
  return terms.find((term) => term.id === id)?.label.en ?? words.total
}

export function colourOf(id: string): ColourName {
  if (id === 'reconstruction') return 'reconstruction'
  return terms.find((term) => term.id === id)?.colour ?? 'ink'
}

export function inkOf(id: string): ColourName {
  const colour = colourOf(id)
  return colour === 'ink' ? 'ink' : (`${colour}-ink` as ColourName)
}

export function nameOfPath(path: string, words: Words): string {
  if (path === 'optimise.rate') return words.rate
  if (path === 'optimise.batch') return words.batchSize
  return terms.find((term) => path.includes(term.id))?.label.en ?? path
}
