// Decks of this lab: its recipes, views, instruments, claims and controls, and a scene of what the page shows.

import { checkpointOf } from '../../benches/autoencoder/checkpoints/list.ts'
import { fromCheckpoint } from '../../benches/autoencoder/checkpoints/find.ts'
import { views } from '../../benches/autoencoder/instruments/instrumentViews.tsx'
import { isControl } from '../../benches/autoencoder/instruments/strip/paths.ts'
import { recipeBook, type AutoencoderRecipe } from '../../benches/autoencoder/recipe.ts'
import { claims } from '../../chapters/claims.ts'
import {
  readDeck,
  readDeckFile,
  readDeckLink,
  writeDeckLink,
  writtenDeck,
  type Deck,
  type Known,
  type Scene,
} from '../../lab/deck.ts'
import { checkpointIn } from '../../lab/origin.ts'
import { inForce } from '../../lab/recipe.ts'
import { fitting, fragmentOf, openView } from '../address.ts'
import { shownFrame } from '../frames.ts'
import { firstInstrument, type LabState } from '../labState.ts'
import { viewJson, viewOfJson, type View } from '../view.ts'

export type LabScene = Scene<AutoencoderRecipe, View>
export type LabDeck = Deck<AutoencoderRecipe, View>

export const known: Known<AutoencoderRecipe, View> = {
  book: recipeBook,
  instruments: views.map(({ id }) => id),
  claims: claims.map(({ id }) => id),
  isControl,
  readView: (json, recipe) => fitting(viewOfJson(json), recipe.code.size),
  writeView: viewJson,
}

export const deckOf = (json: unknown) => readDeck(known, json)
export const deckOfFile = (text: string) => readDeckFile(known, text)
export const deckOfLink = (text: string) => readDeckLink(known, text)

/** The text of the deck's file. */
export function fileOf(deck: LabDeck): string {
  return `${JSON.stringify(writtenDeck(known, deck), null, 2)}\n`
}

/** The address of the deck, behind that of the page. */
export function deckAddress(deck: LabDeck): string {
  return withFragment(`d=${writeDeckLink(known, deck)}`)
}

/** The address at which the lab opens with a scene's recipe and view, its instrument in sight. */
export function sceneAddress(scene: LabScene): string {
  const { recipe, view } = scene
  const instrument = instrumentOf(scene)
  const isPlaced = instrument === 'codePlane' || instrument === 'objective'
  const seen = { ...view, ...(isPlaced ? { expanded: instrument } : { instrument }) }
  return withFragment(fragmentOf([recipe], { view: seen, lesson: null, backend: null }))
}

function withFragment(fragment: string): string {
  const address = new URL(location.href)
  address.hash = fragment
  return address.href
}

export function instrumentOf({ instrument, view, recipe }: LabScene): string {
  return instrument ?? view.expanded ?? view.instrument ?? firstInstrument(recipe)
}

/** Steps for which a scene's network was trained before; null where it begins with fresh weights. */
export function trainedSteps(recipe: AutoencoderRecipe): number | null {
  const digest = checkpointIn(recipe)
  return digest === null ? null : (checkpointOf(digest)?.steps ?? null)
}

/**
 * What the page shows, as a scene. A run that has come to its end is shown by its checkpoint where there is one; any other
 * step has to be trained to, wherever the scene is shown.
 */
export function sceneOf(state: LabState, title: string): LabScene {
  const { recipe, progress, instrument, expanded } = state
  const step = shownFrame(state)?.step ?? 0
  const isDone = progress?.state === 'finished' && step === progress.step
  const trained = fromCheckpoint(recipe)
  const shown = isDone && trained.from !== undefined ? trained : recipe
  const { instrument: _instrument, expanded: _expanded, ...view } = openView(state)
  const current = inForce(shown, step)
  return {
    title,
    prose: '',
    recipe: shown,
    view: { ...view, ...(shown === recipe && step > 0 && { step }) },
    controls: ['code.size', 'objective.kl.weight', 'optimise.rate'].filter((path) => matters(path, current)),
    instrument: expanded ?? instrument,
    claim: null,
  }
}

function matters(path: string, recipe: AutoencoderRecipe): boolean {
  return isControl(path, recipe) && (path !== 'objective.kl.weight' || recipe.code.kind === 'gaussian')
}
