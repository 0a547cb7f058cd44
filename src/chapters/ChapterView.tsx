// A chapter: its place in the course, its title, its text, and the ways to the one before and the next.

import { Suspense } from 'react'
import { Boundary } from '../ui/Boundary.tsx'
import { Button } from '../ui/Button.tsx'
import { Message } from '../ui/Message.tsx'
import { defineWords, useWords } from '../ui/words.tsx'
import { chapterOf, chapters } from './chapters.ts'
import styles from './ChapterView.module.css'
import { components } from './components.tsx'
import { readingLink } from './reading.ts'
import { texts } from './texts.tsx'

const words = defineWords({
  en: {
    place: (number: number, of: number) => `Chapter ${number} of ${of}`,
    contents: 'Contents',
    page: 'As a page',
    before: (title: string) => `Before: ${title}`,
    next: (title: string) => `Next: ${title}`,
    loading: 'The text is on its way.',
    failed: (why: string) =>
      `The text of this chapter could not be loaded: ${why}. Reload the page when the network is back.`,
  },
})

/**
 * @param heading is false where the title stands above already
 * @param isPage is it a page of its own, not beside the bench?
 */
export function ChapterView({
  id,
  heading = true,
  isPage = false,
  onTurn,
}: {
  id: string
  heading?: boolean
  isPage?: boolean
  onTurn: (id: string) => void
}) {
  const t = useWords(words)
  const chapter = chapterOf(id)
  const at = chapters.indexOf(chapter)
  const [before, next] = [chapters[at - 1], chapters[at + 1]]
  const Text = texts[chapter.id]!
  const failed = (error: Error) => <Message kind="warning">{t.failed(error.message)}</Message>
  return (
    <article className={styles.chapter} lang="en">
      <p className={styles.place}>
        {t.place(at + 1, chapters.length)}
        <a href={readingLink({ page: 'contents' })}>{t.contents}</a>
        {!isPage && <a href={readingLink({ page: chapter.id })}>{t.page}</a>}
      </p>
      {heading && <h2 className={styles.title}>{chapter.title.en}</h2>}
      <Boundary resetKey={id} fallback={failed}>
        <Suspense fallback={<p>{t.loading}</p>}>
          <Text components={components} />
        </Suspense>
      </Boundary>
      <nav className={styles.turn} aria-label={t.contents}>
        {before && (
          <Button kind="quiet" onClick={() => onTurn(before.id)}>
            {t.before(before.title.en)}
          </Button>
        )}
        {next && (
          <Button kind="quiet" onClick={() => onTurn(next.id)}>
            {t.next(next.title.en)}
          </Button>
        )}
      </nav>
    </article>
  )
}
