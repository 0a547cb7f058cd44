// The page's door: opens the lab that the address describes and draws it.

import { createRoot } from 'react-dom/client'
import * as z from 'zod/mini'
import { App } from './shell/App.tsx'
import { deckIn } from './lab/link.ts'
import { keepWhenLeft } from './shell/keep/leaving.ts'
import { openLab } from './shell/laboratory.ts'
import './ui/base.css'

// Checks compiled by `new Function` would break the content security policy.
z.config({ jitless: true })

// read first: the lab writes an address of its own
const deck = deckIn(location.href)
const pair = openLab(location.href)
addEventListener('hashchange', () => pair.getState().a.openLink(location.href))
keepWhenLeft(pair)
createRoot(document.getElementById('root')!).render(<App pair={pair} deck={deck} />)
