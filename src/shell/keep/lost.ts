// A run that its page could not take leave of: the browser broke off, or was ended, and no tab came back with it.

import { familyNames } from '../../benches/autoencoder/familyNames.ts'
import { recipeBook, type AutoencoderRecipe } from '../../benches/autoencoder/recipe.ts'
import { KeptStore } from '../../lab/keep/keptStore.ts'
import { readRecipe } from '../../lab/recipe.ts'
import type { Lab } from '../laboratory.ts'
import { formatCount } from '../../ui/format.ts'
import { wordsIn } from '../../ui/words.tsx'
import { words } from './noticeWords.ts'
import { countTabs } from './running.ts'

interface LostRun {
  readonly id: string
  readonly recipe: AutoencoderRecipe
  readonly step: number
}

/** Tells the reader of it, who may go on with it. */
export async function offerLost(id: string, labOfA: () => Lab): Promise<void> {
  const lost = await lostRun(id).catch(() => null)
  const lab = labOfA()
  if (lost === null || lab.store.getState().keptAs === id) return
  const goOn = () => {
    lab.dismiss('lost')
    lab.open(lost.recipe, lost.id)
  }
  const family = familyNames[lost.recipe.family as keyof typeof familyNames] ?? lost.recipe.family
  lab.notify({
    key: 'lost',
    kind: 'note',
    say: (_, language) => wordsIn(words, language).lostRun(family, formatCount(lost.step)),
    action: { label: (_, language) => wordsIn(words, language).goOnThere, perform: goOn },
  })
}

/** The run with this id, unless another tab may still have it. @throws where nothing is kept */
async function lostRun(id: string): Promise<LostRun | null> {
  if ((await countTabs()) !== 1) return null
  const store = await KeptStore.open()
  try {
    const run = (await store.list()).find((each) => each.id === id)
    if (run === undefined || run.step === 0) return null
    return { id, recipe: readRecipe(recipeBook, run.recipe).recipe, step: run.step }
  } finally {
    store.close()
  }
}
