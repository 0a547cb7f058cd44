// Every claim of every chapter, found by its file.

import type { AutoencoderRecipe } from '../benches/autoencoder/recipe.ts'
import type { Claim } from '../lab/claim.ts'

const files = import.meta.glob<{ claim: Claim<AutoencoderRecipe> }>('./*/claims/*.ts', { eager: true })

export const claims: readonly Claim<AutoencoderRecipe>[] = Object.values(files).map((file) => file.claim)

export function claimOf(id: string): Claim<AutoencoderRecipe> | undefined {
  return claims.find((claim) => claim.id === id)
}
