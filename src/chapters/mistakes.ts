// Mistakes that the lectures print, as exercises: the printed line, where it is wrong, the line as it should be, and the proof.

export interface Mistake {
  /** as in the curriculum's errata */
  readonly id: string
  readonly lecture: string
  readonly section: string
  /** TeX */
  readonly printed: string
  readonly corrected: string
  readonly question: Readonly<{ en: string }>
  readonly options: readonly Readonly<{ en: string }>[]
  /** which option is the mistake, from 0 on */
  readonly answer: number
  /** computed where there is a number */
  readonly proof: Readonly<{ en: () => string }>
}

const files = import.meta.glob<{ mistakes: readonly Mistake[] }>('./*/mistakes.ts', { eager: true })

export const mistakes: readonly Mistake[] = Object.values(files).flatMap((file) => file.mistakes)
