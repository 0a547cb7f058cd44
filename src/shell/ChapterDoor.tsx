// The open chapter, whose text comes when it is first shown.

import { lazy, Suspense } from 'react'
import { chapterOf } from '../chapters/chapters.ts'
import { useLab, useLabState } from './LabContext.tsx'

const ChapterView = lazy(async () => ({
  default: (await import('../chapters/ChapterView.tsx')).ChapterView,
}))

/** The chapter's title, where its heading stands apart from its text. */
export function useChapterTitle(): string {
  return useLabState(({ chapterId }) => chapterOf(chapterId).title.en)
}

export function ChapterDoor({ heading }: { heading?: boolean }) {
  const lab = useLab()
  const id = useLabState(({ chapterId }) => chapterId)
  return (
    <Suspense>
      <ChapterView id={id} heading={heading} onTurn={(chapterId) => lab.view({ chapterId })} />
    </Suspense>
  )
}
