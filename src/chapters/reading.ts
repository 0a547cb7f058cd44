// Addresses of the pages for reading: a chapter by itself, the contents, and what stands behind the last chapter.

/** Pages that are no chapters. */
export const appendices = ['contents', 'glossary', 'bibliography', 'errata', 'coverage'] as const
export type Appendix = (typeof appendices)[number]

export interface Place {
  /** a chapter's id or an appendix */
  readonly page: string
  /** the id of what is looked up there; absent: the page from its beginning */
  readonly entry?: string | undefined
}

/** The part of an address behind its #. */
export function readAddress({ page, entry }: Place): string {
  return `#read=${page}${entry === undefined ? '' : `.${entry}`}`
}

/** What of the pages for reading an address names; null where it names none. */
export function readingIn(address: string): Place | null {
  const found = /#read=([a-z0-9-]{1,60})(?:\.([a-z0-9-]{1,60}))?$/.exec(address)
  return found && { page: found[1]!, entry: found[2] }
}

/** That address as a whole: a link of it alone would be taken for one to a place within the page. */
export function readingLink(place: Place): string {
  return new URL(readAddress(place), location.href).href
}
