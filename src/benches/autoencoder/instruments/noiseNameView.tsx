// What a corruption with its settings is called.

import { formatSignificant } from '../../../ui/format.ts'
import { corruptionOf } from '../corrupt/corruptions.ts'
import type { CorruptRecipe } from '../recipe.ts'
import { levelOf } from './noise.ts'

/** Such as 'Gaussian noise, σ = 0.5, clipped' and 'hidden patches, 4 × 4, ν = 0.75'. */
export function nameOfNoise(corrupt: CorruptRecipe): string {
  const name = corruptionOf(corrupt.kind).label.en
  return corrupt.kind === 'none' ? name : `${name}, ${settingsOfNoise(corrupt)}`
}

/** Its settings alone: 'σ = 0.5, clipped'. */
export function settingsOfNoise(corrupt: CorruptRecipe): string {
  const level = formatSignificant(levelOf(corrupt))
  if (corrupt.kind === 'gaussian') {
    return `σ = ${level}, ${corrupt['clip'] === true ? 'clipped' : 'not clipped'}`
  }
  const size = String(corrupt['size'])
  return corrupt.kind === 'patches' ? `${size} × ${size}, ν = ${level}` : `ν = ${level}`
}
