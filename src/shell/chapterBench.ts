// A lab, as its chapters know it.

import { createStore } from 'zustand/vanilla'
import { shallow } from 'zustand/shallow'
import type { Evaluation } from '../benches/autoencoder/evaluate.ts'
import type { AutoencoderRecipe } from '../benches/autoencoder/recipe.ts'
import type { ChapterBench } from '../chapters/chapterContext.ts'
import type { Today } from '../chapters/formula.ts'
import { inForce } from '../lab/recipe.ts'
import { shownFrame } from './frames.ts'
import { recall, remember } from './keeping.ts'
import type { Lab } from './laboratory.ts'
import type { LabState } from './labState.ts'

/** The reader's guesses, kept between visits. */
const guesses = createStore<Readonly<Record<string, string>>>(() => recalledGuesses())
guesses.subscribe((all) => remember('guesses', JSON.stringify(all)))

function recalledGuesses(): Readonly<Record<string, string>> {
  try {
    const kept: unknown = JSON.parse(recall('guesses') ?? '{}')
    return Object.fromEntries(
      Object.entries(kept ?? {}).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
    )
  } catch {
    return {}
  }
}

export function chapterBenchOf({ store, ask, claims, compare, open, placedByHand }: Lab): ChapterBench {
  const inForceAt = keptInForce()
  let last = todayOf(store.getState(), inForceAt)
  return {
    ask,
    claims,
    compare,
    open,
    placedByHand,
    testImages: () => store.getState().test,
    guesses,
    today: {
      // the same object while nothing of it has changed
      getState: () => {
        const now = todayOf(store.getState(), inForceAt)
        return shallow(now, last) ? last : (last = now)
      },
      subscribe: (listener) => store.subscribe(() => listener(last, last)),
    },
  }
}

const nothing: Today['parts'] = {}

function todayOf(state: LabState, inForceAt: typeof inForce<AutoencoderRecipe>): Today {
  const frame = shownFrame(state)
  const step = frame?.step ?? 0
  return {
    run: state.progress?.run ?? 0,
    recipe: inForceAt(state.recipe, step),
    step,
    evaluation: (frame?.parts['objective'] as Evaluation | undefined) ?? null,
    parts: frame?.parts ?? nothing,
    pca: state.pca,
    test: state.test,
  }
}

/** The recipe in force, the same object while recipe and step are the same. */
function keptInForce(): typeof inForce<AutoencoderRecipe> {
  let last: { recipe: AutoencoderRecipe; step: number; found: AutoencoderRecipe } | null = null
  return (recipe, step) => {
    if (last?.recipe !== recipe || last.step !== step) last = { recipe, step, found: inForce(recipe, step) }
    return last.found
  }
}
