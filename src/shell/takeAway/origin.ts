// Where what a reader saves comes from: recipe, step and link of the run that is shown.

import { familyNames } from '../../benches/autoencoder/familyNames.ts'
import { recipeBook, type AutoencoderRecipe } from '../../benches/autoencoder/recipe.ts'
import { writeFragment } from '../../lab/link.ts'
import { formatCount } from '../../ui/format.ts'
import type { Origin } from '../../ui/picture/savePanel.ts'
import { shownFrame } from '../frames.ts'
import type { Lab } from '../laboratory.ts'
import { takeAwayWords } from './words.ts'

export function originOf({ store }: Lab): Origin {
  const state = store.getState()
  const { recipe } = state
  const family = familyNames[recipe.family as keyof typeof familyNames] ?? recipe.family
  const step = formatCount(shownFrame(state)?.step ?? 0)
  return {
    caption: takeAwayWords.en.caption(family, step, recipe.seed, location.host),
    link: linkOf(recipe),
    recipe: JSON.stringify(recipe),
  }
}

/** The address that opens this recipe. */
export function linkOf(recipe: AutoencoderRecipe): string {
  const link = new URL(location.href)
  link.hash = writeFragment(recipeBook, { recipe })
  return link.href
}
