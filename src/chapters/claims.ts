// Every claim of every chapter, found by its file.

import type { AutoencoderRecipe } from '../benches/autoencoder/recipe.ts'
import type { Claim } from '../lab/claim.ts'

const files = import.meta.glob<{ claim: Claim<AutoencoderRecipe> }>('./*/claims/*.ts', { eager: true })

export interface ChapterClaim extends Claim<AutoencoderRecipe> {
  /** the chapter in whose folder it lies */
  readonly chapter: string
}

export const claims: readonly ChapterClaim[] = Object.entries(files).map(([path, { claim }]) => ({
  ...claim,
  chapter: path.split('/')[1]!,
}))

export function claimOf(id: string): ChapterClaim | undefined {
  return claims.find((claim) => claim.id === id)
}
