// Every chapter, found by its folder, in the order of the course.

import type { Chapter } from './chapter.ts'

const files = import.meta.glob<{ chapter: Chapter }>('./*/chapter.ts', { eager: true })

export const chapters: readonly Chapter[] = Object.values(files)
  .map((file) => file.chapter)
  .toSorted((a, b) => a.number - b.number)

/** The chapter of this name; the first one where there is none. */
export function chapterOf(id: string | null): Chapter {
  return chapters.find((chapter) => chapter.id === id) ?? chapters[0]!
}
