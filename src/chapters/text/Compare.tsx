// A sentence of the prose that opens a recipe: as the page's run, or beside it.

import { use } from 'react'
import { recipeBook } from '../../benches/autoencoder/recipe.ts'
import { readRecipe } from '../../lab/recipe.ts'
import { Button } from '../../ui/Button.tsx'
import { ChapterContext } from '../chapterContext.ts'
import styles from './Compare.module.css'

interface RecipeProps {
  /** what differs from its family's default */
  readonly recipe: object
  readonly children: string
}

/** Sets a recipe beside the run. */
export function Compare({ recipe, children }: RecipeProps) {
  const bench = use(ChapterContext)
  if (bench === null) return null
  return (
    <span className={styles.line}>
      <Button onClick={() => bench.compare([readRecipe(recipeBook, recipe).recipe])}>{children}</Button>
    </span>
  )
}

/** Opens a recipe in the lab. */
export function Open({ recipe, children }: RecipeProps) {
  const bench = use(ChapterContext)
  if (bench === null) return null
  return (
    <span className={styles.line}>
      <Button onClick={() => bench.open(readRecipe(recipeBook, recipe).recipe)}>{children}</Button>
    </span>
  )
}
