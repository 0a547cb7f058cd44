// What the page and a presentation stand in: the labs, whose state their parts read, and a sentence for when they cannot be drawn.

import { useEffect, useMemo, type ReactNode } from 'react'
import type { StoreApi } from 'zustand'
import { ChapterContext } from '../chapters/chapterContext.ts'
import { Boundary } from '../ui/Boundary.tsx'
import { LaterContext } from '../ui/later.ts'
import { Message } from '../ui/Message.tsx'
import { useWords } from '../ui/words.tsx'
import { SideProvider } from './BenchProvider.tsx'
import { chapterBenchOf } from './chapterBench.ts'
import { PairContext, useLab, usePair } from './LabContext.tsx'
import type { Pair } from './laboratory.ts'
import { useLater } from './useLater.ts'
import { words } from './words.ts'

export function Around({ pair, children }: { pair: StoreApi<Pair>; children: ReactNode }) {
  return (
    <PairContext value={pair}>
      <SideA>
        <Later>
          <Boundary fallback={broken}>{children}</Boundary>
        </Later>
      </SideA>
    </PairContext>
  )
}

/** What stands on no side of its own is of A. */
function SideA({ children }: { children: ReactNode }) {
  const { a } = usePair()
  const bench = useMemo(() => chapterBenchOf(a), [a])
  return (
    <ChapterContext value={bench}>
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
