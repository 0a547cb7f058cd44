// What the ten classes of a set are called.

import type { AutoencoderRecipe } from '../recipe.ts'

const fashion = [
  'T-shirt',
  'trouser',
  'pullover',
  'dress',
  'coat',
  'sandal',
  'shirt',
  'sneaker',
  'bag',
  'boot',
] as const

/** The digit itself, or the garment's name. */
export function classNameOf(set: AutoencoderRecipe['data']['set'], label: number): string {
  return set === 'mnist' ? String(label) : fashion[label]!
}
