// What runs that the reader may come to next begin with: the standing question, answered of their checkpoints beforehand,
// so that no thread is asked when one of them is chosen.

import type { AutoencoderRecipe } from '../benches/autoencoder/recipe.ts'
import { equal } from '../lab/json.ts'
import type { StandingAnswer } from '../lab/observer.ts'

/** null where there is no answer */
type Ask = (recipe: AutoencoderRecipe) => Promise<StandingAnswer | null>

export class Foreseen {
  readonly #ask: Ask
  #known: readonly { readonly recipe: AutoencoderRecipe; readonly answer: StandingAnswer }[] = []
  /** every look ahead has a number; a later one ends it */
  #look = 0

  constructor(ask: Ask) {
    this.#ask = ask
  }

  of(recipe: AutoencoderRecipe): StandingAnswer | null {
    return this.#known.find((each) => equal(each.recipe, recipe))?.answer ?? null
  }

  /** Asks of these recipes, one after the other, and forgets all others. `id`: the question whose answers are of use. */
  async look(recipes: readonly AutoencoderRecipe[], id: number): Promise<void> {
    this.#look += 1
    const look = this.#look
    this.#known = this.#known.filter(
      ({ recipe, answer }) => answer.id === id && recipes.some((wanted) => equal(wanted, recipe)),
    )
    for (const recipe of recipes) {
      if (this.of(recipe) !== null) continue
      const answer = await this.#ask(recipe)
      if (look !== this.#look) return
      if (answer !== null) this.#known = [...this.#known, { recipe, answer }]
    }
  }
}
