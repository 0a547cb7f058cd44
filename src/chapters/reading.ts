// Addresses of the pages for reading: a chapter by itself, the contents, and what stands behind the last chapter.

/** Pages that are no chapters. */
export const appendices = ['contents', 'glossary', 'bibliography', 'errata', 'coverage'] as const
export type Appendix = (typeof appendices)[number]

/** The part of an address behind its #, of a chapter's or an appendix's page. */
export function readAddress(page: string): string {
  return `#read=${page}`
}

/** The page for reading that an address names; null where it names none. */
export function readingIn(address: string): string | null {
  return /#read=([a-z0-9-]{1,60})$/.exec(address)?.[1] ?? null
}

/** That address as a whole: a link of it alone would be taken for one to a place within the page. */
export function readingLink(page: string): string {
  return new URL(readAddress(page), location.href).href
}
