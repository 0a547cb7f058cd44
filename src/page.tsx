// The page's door: opens the lab that the address describes and draws it.

import { createRoot } from 'react-dom/client'
import * as z from 'zod/mini'
import { readingIn } from './chapters/reading.ts'
import { App } from './shell/App.tsx'
import { deckIn, recipeIn } from './lab/link.ts'
import { keepWhenLeft } from './shell/keep/leaving.ts'
import { openLab } from './shell/laboratory.ts'
import './ui/base.css'

// Checks compiled by `new Function` would break the content security policy.
z.config({ jitless: true })

// read first: the lab writes an address of its own
const deck = deckIn(location.href)
const place = readingIn(location.href)
const pair = openLab(location.href)
addEventListener('hashchange', ({ oldURL, newURL }) => {
  const { a } = pair.getState()
  // back from a page for reading, the run goes on
  const isBack = readingIn(oldURL) !== null && recipeIn(newURL) === recipeIn(a.address())
  if (readingIn(newURL) === null && !isBack) a.openLink(newURL)
})
keepWhenLeft(pair)
createRoot(document.getElementById('root')!).render(<App pair={pair} deck={deck} place={place} />)
