// What the classes of a set are called.

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

/** The digit itself, the garment's name, or what the class is called in the reader's own set. */
export function classNameOf({ set, own }: AutoencoderRecipe['data'], label: number): string {
  const names = set === 'own' ? own?.classes : set === 'fashion-mnist' ? fashion : undefined
  return names?.[label] ?? String(label)
}
