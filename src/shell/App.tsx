// The page: bars, chapter, bench and transport, or on a first visit one row only.

import { lazy, Suspense, useEffect, useState, type ReactNode } from 'react'
import type { StoreApi } from 'zustand'
import { ChapterContext } from '../chapters/ClaimView.tsx'
import { IntroductionView } from '../chapters/introduction/IntroductionView.tsx'
import { accessOf } from '../lab/lesson.ts'
import { Button } from '../ui/Button.tsx'
import { CloseIcon } from '../ui/icons.tsx'
import { Boundary } from '../ui/Boundary.tsx'
import { LaterContext } from '../ui/later.ts'
import { Message } from '../ui/Message.tsx'
import { useWords } from '../ui/words.tsx'
import styles from './App.module.css'
import { SideProvider } from './BenchProvider.tsx'
import { BenchView } from './BenchView.tsx'
import { listenForKeys } from './commands.ts'
import { FirstVisit } from './FirstVisit.tsx'
import { PairContext, useLab, useLabState, usePair } from './LabContext.tsx'
import type { Pair } from './laboratory.ts'
import { Notices } from './Notices.tsx'
import { Task } from './Task.tsx'
import { TopBar } from './TopBar.tsx'
import { Transport } from './Transport.tsx'
import { useLater } from './useLater.ts'
import { usePhone, useRoomForChapter } from './usePhone.ts'
import { words } from './words.ts'

/** Two runs are a small part of visits. */
const CompareView = lazy(async () => ({ default: (await import('./CompareView.tsx')).CompareView }))

export function App({ pair }: { pair: StoreApi<Pair> }) {
  useEffect(() => listenForKeys(pair), [pair])
  return (
    <PairContext value={pair}>
      <SideA>
        <Later>
          <Boundary fallback={broken}>
            <Page />
          </Boundary>
        </Later>
      </SideA>
    </PairContext>
  )
}

/** What stands on no side of its own is of A. */
function SideA({ children }: { children: ReactNode }) {
  const { a } = usePair()
  return (
    <ChapterContext value={a}>
      <SideProvider lab={a}>{children}</SideProvider>
    </ChapterContext>
  )
}

function Later({ children }: { children: ReactNode }) {
  const lab = useLab()
  const later = useLater()
  useEffect(() => {
    if (later) lab.prepareOffline()
  }, [later, lab])
  return <LaterContext value={later}>{children}</LaterContext>
}

const broken = (error: Error) => <Broken error={error} />

function Broken({ error }: { error: Error }) {
  const t = useWords(words)
  return (
    <Message kind="error" actions={[{ label: t.reload, onPress: () => location.reload() }]}>
      {t.pageFailed(error.message)}
    </Message>
  )
}

function Page() {
  const theme = useLabState((state) => state.theme)
  useEffect(() => {
    document.documentElement.dataset['theme'] = theme
  }, [theme])
  const firstVisit = useLabState((state) => state.firstVisit)
  const open = useLabState((state) => state.chapter)
  const t = useWords(words)
  const lab = useLab()
  const phone = usePhone()
  // where there is no room beside the bench, the chapter is closed, and opens over it
  const beside = useRoomForChapter() && theme !== 'projector'
  const [over, setOver] = useState(false)
  const { b } = usePair()
  const mayRead = useLabState(({ lesson }) => accessOf(lesson, 'chapter') === 'open')
  if (firstVisit) return <FirstVisit />
  // two runs take the whole width
  const chapter = mayRead && !phone && b === null && (beside ? open : over)
  const turnChapter = () => (beside ? lab.view({ chapter: !open }) : setOver(!over))
  return (
    <div className={styles.page} data-chapter={chapter && beside}>
      <TopBar chapter={mayRead ? chapter : null} onChapter={turnChapter} />
      {chapter && (
        <aside className={styles.chapter} data-over={!beside || undefined} aria-label={t.chapter}>
          {!beside && (
            <Button kind="icon" className={styles.close} aria-label={t.hideChapter} onClick={turnChapter}>
              <CloseIcon />
            </Button>
          )}
          {beside && <Task />}
          <IntroductionView />
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
    </div>
  )
}
