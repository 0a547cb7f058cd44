// The page: bars, chapter, bench and transport, or on a first visit one row only.

import { Activity, lazy, Suspense, useEffect, useRef, useState } from 'react'
import type { StoreApi } from 'zustand'
import { readingIn, type Place } from '../chapters/reading.ts'
import { deckIn, recipeIn, sceneIn } from '../lab/link.ts'
import { Button } from '../ui/Button.tsx'
import { CloseIcon } from '../ui/icons.tsx'
import { useWords } from '../ui/words.tsx'
import styles from './App.module.css'
import { Around } from './Around.tsx'
import { BenchView } from './BenchView.tsx'
import { ChapterDoor } from './ChapterDoor.tsx'
import { isChapterBeside, listenForKeys } from './commands.ts'
import { Dialogs } from './Dialogs.tsx'
import { FirstVisit } from './FirstVisit.tsx'
import { PairContext, useLab, useLabState, usePair } from './LabContext.tsx'
import type { Pair } from './laboratory.ts'
import { Notices } from './Notices.tsx'
import { PresentContext, type Presented } from './present/presented.ts'
import { Task } from './Task.tsx'
import { OwnDataDoor } from './ownData/OwnDataDoor.tsx'
import { TopBar } from './TopBar.tsx'
import { Transport } from './Transport.tsx'
import { useCommand } from './useCommands.ts'
import { usePhone, useRoomForChapter } from './usePhone.ts'
import type { Scrolled } from './useWayBack.ts'
import { words } from './words.ts'

/** Two runs are a small part of visits. */
const CompareView = lazy(async () => ({ default: (await import('./CompareView.tsx')).CompareView }))

/** A lecture hall is a small part of visits, too. */
const Presentation = lazy(async () => ({
  default: (await import('./present/Presentation.tsx')).Presentation,
}))

/** So is reading apart from the bench. */
const ReadingPage = lazy(async () => ({ default: (await import('./ReadingPage.tsx')).ReadingPage }))

/**
 * @param deck of a link that presents one, as it stands there
 * @param place of a link to a page for reading
 */
export function App({
  pair,
  deck,
  place = null,
}: {
  pair: StoreApi<Pair>
  deck: string | null
  place?: Place | null
}) {
  const [presented, setPresented] = useState<Presented | null>(() => presentedIn(deck))
  const [reading, setReading] = useState(place)
  const [scrolled] = useState<Scrolled>(() => new Map())
  const isPresenting = presented !== null
  const wasPresenting = useRef(false)
  useEffect(() => {
    // back where it began
    if (wasPresenting.current && !isPresenting) document.getElementById('present')?.focus()
    wasPresenting.current = isPresenting
  }, [isPresenting])
  const isOnBench = !isPresenting && reading === null
  useEffect(() => (isOnBench ? listenForKeys(pair) : undefined), [pair, isOnBench])
  useEffect(() => {
    const follow = (): void => {
      setReading(readingIn(location.href))
      const link = deckIn(location.href)
      if (link !== null) setPresented(presentedIn(link))
      else if (recipeIn(location.href) !== null) setPresented(null)
    }
    addEventListener('hashchange', follow)
    return () => removeEventListener('hashchange', follow)
  }, [])
  return (
    <PresentContext value={setPresented}>
      <Activity mode={isPresenting || reading !== null ? 'hidden' : 'visible'}>
        {/* around the bench, which opens it */}
        <PairContext value={pair}>
          <OwnDataDoor>
            <Around pair={pair}>
              <Page />
            </Around>
          </OwnDataDoor>
        </PairContext>
      </Activity>
      {reading !== null && (
        <Around pair={pair}>
          <Suspense>
            <ReadingPage place={reading} scrolled={scrolled} />
          </Suspense>
        </Around>
      )}
      {presented && (
        <Around pair={pair}>
          <Suspense>
            <Presentation
              key={'link' in presented ? `${presented.link} ${presented.scene}` : 'deck'}
              presented={presented}
              pair={pair}
              onLeave={() => setPresented(null)}
            />
          </Suspense>
        </Around>
      )}
    </PresentContext>
  )
}

/** What the browser's address presents. */
function presentedIn(link: string | null): Presented | null {
  return link === null ? null : { link, scene: sceneIn(location.href) }
}

function Page() {
  const theme = useLabState((state) => state.theme)
  useEffect(() => {
    document.documentElement.dataset['theme'] = theme
  }, [theme])
  const firstVisit = useLabState((state) => state.firstVisit)
  const t = useWords(words)
  const lab = useLab()
  const { b } = usePair()
  // drawn again where the window has another width
  useRoomForChapter()
  usePhone()
  const beside = useLabState(isChapterBeside)
  const hide = useCommand('hideChapter')
  const isOver = hide.can && !beside
  useEffect(() => {
    if (!isOver) return undefined
    const leave = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented) lab.view({ chapterOver: false })
    }
    addEventListener('keydown', leave)
    return () => removeEventListener('keydown', leave)
  }, [isOver, lab])
  if (firstVisit) return <FirstVisit />
  const chapter = hide.can
  return (
    <div className={styles.page} data-chapter={chapter && beside}>
      <TopBar />
      {chapter && (
        <aside className={styles.chapter} data-over={!beside || undefined} aria-label={t.chapter}>
          {!beside && (
            <Button kind="icon" className={styles.close} aria-label={hide.name} onClick={hide.perform}>
              <CloseIcon />
            </Button>
          )}
          {beside && <Task />}
          <ChapterDoor />
        </aside>
      )}
      <main className={styles.main}>
        {!(chapter && beside) && <Task />}
        <Notices />
        {b === null ? (
          <BenchView />
        ) : (
          <Suspense>
            <CompareView />
          </Suspense>
        )}
      </main>
      <Transport />
      <Dialogs />
    </div>
  )
}
