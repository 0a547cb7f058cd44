// The page: bars, chapter, bench and transport, or on a first visit one row only.

import { useEffect, type ReactNode } from 'react'
import { JudgeContext } from '../chapters/ClaimView.tsx'
import { IntroductionView } from '../chapters/introduction/IntroductionView.tsx'
import { LaterContext } from '../ui/later.ts'
import { useWords } from '../ui/words.tsx'
import styles from './App.module.css'
import { BenchProvider } from './BenchProvider.tsx'
import { BenchView } from './BenchView.tsx'
import { listenForKeys } from './commands.ts'
import { FirstVisit } from './FirstVisit.tsx'
import { LabContext, useLabState } from './LabContext.tsx'
import type { Lab } from './laboratory.ts'
import { Notices } from './Notices.tsx'
import { TopBar } from './TopBar.tsx'
import { Transport } from './Transport.tsx'
import { useLater } from './useLater.ts'
import { usePhone } from './usePhone.ts'
import { words } from './words.ts'

export function App({ lab }: { lab: Lab }) {
  useEffect(() => listenForKeys(lab), [lab])
  return (
    <LabContext value={lab}>
      <JudgeContext value={lab.judge}>
        <BenchProvider>
          <Later>
            <Page />
          </Later>
        </BenchProvider>
      </JudgeContext>
    </LabContext>
  )
}

function Later({ children }: { children: ReactNode }) {
  return <LaterContext value={useLater()}>{children}</LaterContext>
}

function Page() {
  const theme = useLabState((state) => state.theme)
  useEffect(() => {
    document.documentElement.dataset['theme'] = theme
  }, [theme])
  const firstVisit = useLabState((state) => state.firstVisit)
  const chapter = useLabState((state) => state.chapter)
  const t = useWords(words)
  const phone = usePhone()
  if (firstVisit) return <FirstVisit />
  return (
    <div className={styles.page} data-chapter={chapter && !phone}>
      <TopBar />
      {chapter && !phone && (
        <aside className={styles.chapter} aria-label={t.chapter}>
          <IntroductionView />
        </aside>
      )}
      <main className={styles.main}>
        <Notices />
        <BenchView />
      </main>
      <Transport />
    </div>
  )
}
