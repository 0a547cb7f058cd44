// The words of the field, each with its meaning in a sentence, in the folder of the chapter that brings them.

export interface GlossaryEntry {
  readonly word: Readonly<{ en: string }>
  readonly meaning: Readonly<{ en: string }>
}

const files = import.meta.glob<{ glossary: Readonly<Record<string, GlossaryEntry>> }>('./*/glossary.ts', {
  eager: true,
})

export const glossary: Readonly<Record<string, GlossaryEntry>> = Object.assign(
  {},
  ...Object.values(files).map((file) => file.glossary),
)
