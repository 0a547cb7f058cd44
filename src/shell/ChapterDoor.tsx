// The open chapter, whose text comes when nothing else needs the network.

import { lazy, Suspense, use } from 'react'
import { chapterOf } from '../chapters/chapters.ts'
import { LaterContext } from '../ui/later.ts'
import { useWords } from '../ui/words.tsx'
import { useLab, useLabState } from './LabContext.tsx'
import { words } from './words.ts'

const ChapterView = lazy(async () => ({
  default: (await import('../chapters/ChapterView.tsx')).ChapterView,
}))

/** The chapter's title, and what it is about, where they stand apart from its text. */
export function useChapterHeading(): { readonly title: string; readonly about: string } {
  const { title, about } = useLabState(({ chapterId }) => chapterOf(chapterId))
  return { title: title.en, about: about.en }
}

export function ChapterDoor({ heading }: { heading?: boolean }) {
  const t = useWords(words)
  const lab = useLab()
  const id = useLabState(({ chapterId }) => chapterId)
  const mayLoad = use(LaterContext)
  const waiting = <p>{t.chapterComes}</p>
  if (!mayLoad) return waiting
  return (
    <Suspense fallback={waiting}>
      <ChapterView id={id} heading={heading} onTurn={(chapterId) => lab.view({ chapterId })} />
    </Suspense>
  )
}
