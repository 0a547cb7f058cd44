// The five lectures, by their tags in the curriculum.

export interface Lecture {
  readonly author: string
  readonly title: string
  /** null where it says none */
  readonly year: number | null
}

export const lectures: Readonly<Record<string, Lecture>> = {
  S0: {
    author: 'F. Fink Grael, R. T. Cardoso dos Santos, T. Nonato Leal Santos and J. Osowsky',
    title: 'Autoencoders: da motivação às variantes modernas',
    year: 2025,
  },
  S1: { author: 'A. Mendez-Vazquez', title: 'Introduction to Deep Learning: Autoencoders', year: 2025 },
  S2: { author: 'C. König', title: 'Autoencoders', year: 2025 },
  S3: { author: 'S. Velasco-Forero', title: 'Autoencoders', year: null },
  S4: { author: 'S. Chaki', title: 'Understanding Autoencoders', year: 2025 },
}

/** Where a sentence stands, in words. */
export function placeOf({
  lecture,
  section,
}: {
  readonly lecture: string
  readonly section: string
}): string {
  const known = lectures[lecture]
  const heading = section.replaceAll('$', '')
  // it reads like a note of this page's
  const remark = heading === 'TODO CHECK' ? ' (so the slide is headed)' : ''
  return known ? `${known.author}, ${known.title}, “${heading}”${remark}` : heading
}
