// A lab, as its chapters know it.

import { createStore } from 'zustand/vanilla'
import { shallow } from 'zustand/shallow'
import type { Evaluation } from '../benches/autoencoder/evaluate.ts'
import type { ChapterBench, Today } from '../chapters/chapterContext.ts'
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
  let last = todayOf(store.getState())
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
        const now = todayOf(store.getState())
        return shallow(now, last) ? last : (last = now)
      },
      subscribe: (listener) => store.subscribe(() => listener(last, last)),
    },
  }
}

const nothing: Today['parts'] = {}

function todayOf(state: LabState): Today {
  const frame = shownFrame(state)
  return {
    recipe: state.recipe,
    step: frame?.step ?? 0,
    evaluation: (frame?.parts['objective'] as Evaluation | undefined) ?? null,
    parts: frame?.parts ?? nothing,
    pca: state.pca,
    testPixels: state.test?.pixels ?? null,
  }
}
