// What the chapters cite, each in its folder's `references.ts`.

export interface Reference {
  /** authors as a sentence names them */
  readonly short: string
  readonly authors: string
  readonly year: number
  readonly title: string
  /** journal, conference or publisher */
  readonly where: string
  readonly doi?: string
  readonly arxiv?: string
}

const files = import.meta.glob<{ references: Readonly<Record<string, Reference>> }>('./*/references.ts', {
  eager: true,
})

export const bibliography: Readonly<Record<string, Reference>> = Object.assign(
  {},
  ...Object.values(files).map((file) => file.references),
)
