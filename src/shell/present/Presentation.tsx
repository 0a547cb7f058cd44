// A deck being presented: its own runs beside the page's, which rests; one scene at a time; keys, full screen, and the way back.

import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { StoreApi } from 'zustand'
import { checkpointOf } from '../../benches/autoencoder/checkpoints/list.ts'
import { fetchCheckpoint } from '../../benches/autoencoder/checkpoints/fetch.ts'
import { checkpointIn } from '../../lab/origin.ts'
import { LaterContext } from '../../ui/later.ts'
import { useWords } from '../../ui/words.tsx'
import { Around } from '../Around.tsx'
import { openLab, type Pair } from '../laboratory.ts'
import { noticeOf } from '../notices.ts'
import { actionOf, focusOf, type Action } from './keys.ts'
import { deckAddress, deckOfLink, sceneAddress, type LabDeck } from './labDeck.ts'
import { moved, start, type Place } from './place.ts'
import styles from './Presentation.module.css'
import type { Presented } from './presented.ts'
import { SceneView } from './SceneView.tsx'
import { useClaims } from './useClaims.ts'
import { useFullScreen } from './useFullScreen.ts'
import { words } from './words.ts'

interface PresentationProps {
  readonly presented: Presented
  /** the page's own labs, which rest meanwhile */
  readonly pair: StoreApi<Pair>
  readonly onLeave: () => void
}

export function Presentation({ presented, pair, onLeave }: PresentationProps) {
  const read = useMemo(
    () => ('deck' in presented ? { deck: presented.deck, complaints: [] } : deckOfLink(presented.link)),
    [presented],
  )
  useEffect(() => {
    if (read.complaints.length > 0) pair.getState().a.notify(noticeOf('deck', read.complaints))
    if (read.deck === null) onLeave()
  }, [read, pair, onLeave])
  const [stage, setStage] = useState<StoreApi<Pair> | null>(null)
  const deck = read.deck
  const [first] = useState(() => firstPlace(presented, deck))
  useEffect(() => {
    if (deck === null) return undefined
    const goOn = pair.getState().a.stepAside()
    const opened = openLab(sceneAddress(deck.scenes[first.scene]!), pair)
    // not while it is drawn: a drawing may be thrown away, and threads would stay
    // eslint-disable-next-line react/set-state-in-effect
    setStage(opened)
    return () => {
      opened.getState().a.close()
      history.replaceState(null, '', location.pathname + location.search)
      goOn()
    }
  }, [deck, pair, first])
  useProjector()
  if (deck === null || stage === null) return null
  return (
    <Around pair={stage}>
      {/* nobody waits for a picture until the network has rested */}
      <LaterContext value>
        <Scenes key={deckAddress(deck)} deck={deck} stage={stage} first={first} onLeave={onLeave} />
      </LaterContext>
    </Around>
  )
}

/** A link may say at which scene it stands. */
function firstPlace(presented: Presented, deck: LabDeck | null): Place {
  const scene = 'link' in presented ? presented.scene - 1 : 0
  return { ...start, scene: deck === null ? 0 : Math.min(scene, deck.scenes.length - 1) }
}

/** High contrast and large type as long as it is drawn. */
function useProjector(): void {
  useLayoutEffect(() => {
    const { dataset } = document.documentElement
    const { theme } = dataset
    dataset['theme'] = 'projector'
    dataset['presenting'] = ''
    return () => {
      dataset['theme'] = theme
      delete dataset['presenting']
    }
  }, [])
}

interface ScenesProps {
  readonly deck: LabDeck
  readonly stage: StoreApi<Pair>
  readonly first: Place
  readonly onLeave: () => void
}

function Scenes({ deck, stage, first, onLeave }: ScenesProps) {
  const t = useWords(words)
  const { scenes } = deck
  const [place, setPlace] = useState(first)
  const [isBlack, setBlack] = useState(false)
  const root = useRef<HTMLElement>(null)
  const fullScreen = useFullScreen(onLeave)
  const scene = scenes[place.scene]!
  const claims = useClaims(stage)
  useOpened(stage, deck, place.scene)

  const go = useCallback(
    (by: number) => setPlace((before) => moved(before, by, scenes.length)),
    [scenes.length],
  )
  const { claim } = scene
  const perform = useCallback(
    (action: Action) => {
      const { a } = stage.getState()
      const actions: Record<Action, () => void> = {
        on: () => go(1),
        back: () => go(-1),
        first: () => go(-Infinity),
        last: () => go(Infinity),
        leave: onLeave,
        train: a.train,
        pause: a.pause,
        claim: () => claim !== null && claims.run(claim, 'training'),
        black: () => setBlack(true),
        fullScreen: fullScreen.turn,
      }
      actions[action]()
    },
    [stage, go, onLeave, claim, claims, fullScreen.turn],
  )

  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
      const action = actionOf(event, focusOf(event.target))
      if (action === null && !isBlack) return
      event.preventDefault()
      if (isBlack) setBlack(false)
      // a key held down is one press
      else if (!event.repeat) perform(action!)
    }
    addEventListener('keydown', listen)
    return () => removeEventListener('keydown', listen)
  }, [perform, isBlack])

  useEffect(() => root.current?.focus(), [])

  const title = scene.title || t.unnamed(place.scene + 1)
  return (
    <main ref={root} className={styles.stage} tabIndex={-1} aria-label={deck.title || t.present}>
      <p className="visually-hidden" aria-live="polite">
        {t.announced(place.scene + 1, scenes.length, title)}
      </p>
      <SceneView
        key={place.scene}
        scene={scene}
        place={place}
        all={scenes.length}
        claims={claims}
        onAction={perform}
      />
      {isBlack && (
        <button type="button" className={styles.black} aria-label={t.dark} onClick={() => setBlack(false)} />
      )}
    </main>
  )
}

/** The stage's run is that of the scene, and the files of the scenes beside it are fetched before they are wanted. */
function useOpened(stage: StoreApi<Pair>, deck: LabDeck, at: number): void {
  const opened = useRef(at)
  useEffect(() => {
    history.replaceState(null, '', `${deckAddress(deck)}&s=${at + 1}`)
    if (opened.current !== at) stage.getState().a.openLink(sceneAddress(deck.scenes[at]!))
    opened.current = at
    for (const beside of [at + 1, at - 1]) {
      const recipe = deck.scenes[beside]?.recipe
      const digest = recipe ? checkpointIn(recipe) : null
      const checkpoint = digest === null ? null : checkpointOf(digest)
      // what does not come now is asked for again, with its sentence, when the scene opens
      if (checkpoint) void fetchCheckpoint(checkpoint.file).catch(() => {})
    }
  }, [stage, deck, at])
}
