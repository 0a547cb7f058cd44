// A reference of the bibliography, a word of the glossary, and another chapter, where the prose uses them.

import { bibliography } from '../bibliography.ts'
import { chapters } from '../chapters.ts'
import { glossary } from '../glossary.ts'
import { readingLink } from '../reading.ts'

/** Author and year, which lead to the entry. */
export function Cite({ id }: { id: string }) {
  const entry = bibliography[id]
  if (entry === undefined) throw new RangeError(`The bibliography has no ${id}.`)
  return <a href={readingLink({ page: 'bibliography', entry: id })}>{`${entry.short} ${entry.year}`}</a>
}

/** A word with its meaning: as its title, and where the link leads. */
export function Term({ id, children }: { id: string; children: string }) {
  const entry = glossary[id]
  if (entry === undefined) throw new RangeError(`The glossary has no ${id}.`)
  return (
    <a href={readingLink({ page: 'glossary', entry: id })} title={entry.meaning.en}>
      {children}
    </a>
  )
}

/** “chapter 5”, which leads there. */
export function Chapter({ id }: { id: string }) {
  const chapter = chapters.find((each) => each.id === id)
  if (chapter === undefined) throw new RangeError(`There is no chapter ${id}.`)
  return (
    <a href={readingLink({ page: id })} title={chapter.title.en}>
      chapter {chapter.number}
    </a>
  )
}
