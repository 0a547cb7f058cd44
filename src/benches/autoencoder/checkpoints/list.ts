// The checkpoints there are: weights that the terminal door trained before, from committed recipes, one file each.

import index from '../../../../checkpoints/index.json' with { type: 'json' }

export interface Checkpoint {
  /** SHA-256 of its file */
  readonly id: string
  readonly file: string
  /** what differs from the family's default */
  readonly recipe: { readonly family: string; readonly code: { readonly size: number } }
  readonly steps: number
}

export const checkpoints: readonly Checkpoint[] = index

export function checkpointOf(id: string): Checkpoint | undefined {
  return checkpoints.find((known) => known.id === id)
}
