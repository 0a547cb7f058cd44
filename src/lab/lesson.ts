// A teacher's link: a task, and the controls that it locks or hides. It stands beside a recipe and never alters it.

import * as z from 'zod/mini'
import { packed, unpacked } from './link.ts'
import type { Complaint } from './recipe.ts'

/** What the reader may do with a control. */
export type Access = 'open' | 'locked' | 'hidden'

export interface Lesson {
  /** plain text, shown above the bench; may be empty */
  readonly task: string
  /** dotted paths of the recipe, or names of parts of the page; each stands for everything below it */
  readonly locked: readonly string[]
  readonly hidden: readonly string[]
}

export const longestTask = 600

const paths = z.array(z.string().check(z.maxLength(60))).check(z.maxLength(100))

const written = z.partial(
  z.object({ task: z.string().check(z.maxLength(longestTask)), locked: paths, hidden: paths }),
)

/** The lesson as the part of a link behind `&t=`; null where it says nothing. */
export function writeLesson({ task, locked, hidden }: Lesson): string | null {
  if (task === '' && locked.length === 0 && hidden.length === 0) return null
  return packed({
    ...(task !== '' && { task }),
    ...(locked.length > 0 && { locked }),
    ...(hidden.length > 0 && { hidden }),
  })
}

/** Reads what `writeLesson` wrote; of anything else nothing is used, and a sentence says so. */
export function readLesson(text: string): { lesson: Lesson | null; complaints: readonly Complaint[] } {
  try {
    const { task = '', locked = [], hidden = [] } = written.parse(unpacked(text))
    return { lesson: { task, locked, hidden }, complaints: [] }
  } catch {
    const sentence = 'The task in this link cannot be read.'
    const remedy = 'Everything is open; ask for the link again.'
    return { lesson: null, complaints: [{ field: 'task', sentence, remedy }] }
  }
}

/** What a lesson says of a path and of what that is part of; hidden is more than locked. */
export function accessOf(lesson: Lesson | null, path: string): Access {
  const isNamed = (named: string) => path === named || path.startsWith(`${named}.`)
  if (lesson === null) return 'open'
  if (lesson.hidden.some(isNamed)) return 'hidden'
  return lesson.locked.some(isNamed) ? 'locked' : 'open'
}
