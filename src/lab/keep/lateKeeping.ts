// Keeping that is loaded once there is something to keep: a visit begins without it.

import type { Recipe } from '../recipe.ts'
import type { Keeping } from './keeping.ts'

type Keeper<R extends Recipe> = Pick<Keeping<R>, 'begin' | 'keep' | 'keepFrame' | 'goBack' | 'flush'>

/** What is asked of it before a first step is done again, in order, when that comes. */
export function lateKeeping<R extends Recipe>(load: () => Promise<Keeper<R>>): Keeper<R> {
  let waiting: ((keeper: Keeper<R>) => void)[] = []
  let loading: Promise<Keeper<R>> | null = null
  let loaded: Keeper<R> | null = null

  function now(): Promise<Keeper<R>> {
    loading ??= load().then((keeper) => {
      loaded = keeper
      waiting.splice(0).forEach((work) => work(keeper))
      return keeper
    })
    return loading
  }
  function soon(work: (keeper: Keeper<R>) => void): void {
    if (loaded === null) waiting.push(work)
    else work(loaded)
  }

  return {
    begin: async (run, recipe, from) => {
      if (loading === null && from === null) {
        // of a run before it nothing was worth keeping
        waiting = [(keeper) => void keeper.begin(run, recipe, null)]
        return null
      }
      return (await now()).begin(run, recipe, from)
    },
    keep: (recipe, snapshot, mark) => {
      soon((keeper) => keeper.keep(recipe, snapshot, mark))
      if (snapshot.step > 0) void now()
    },
    keepFrame: (frame) => {
      // who gives it sends its numbers on to another thread
      const kept = loaded === null ? structuredClone(frame) : frame
      soon((keeper) => keeper.keepFrame(kept))
    },
    goBack: (step) => soon((keeper) => keeper.goBack(step)),
    flush: async () => (loading === null ? null : (await loading).flush()),
  }
}
