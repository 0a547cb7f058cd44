// A chapter: a folder with this file's `chapter`, its text in each language (`text.en.mdx`), and its claims.

export interface Chapter {
  /** the folder's name, and the chapter's in links */
  readonly id: string
  /** its place in the course, from 1 on */
  readonly number: number
  readonly title: Readonly<{ en: string }>
  /** one sentence for the page of contents */
  readonly about: Readonly<{ en: string }>
  /** what of the curriculum its text explains, beside what its claims show */
  readonly items: readonly string[]
}
