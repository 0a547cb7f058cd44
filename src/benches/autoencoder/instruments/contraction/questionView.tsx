// What is asked about the image that was chosen last.

import { useMemo } from 'react'
import { useLastAskedImage } from '../askedImageView.tsx'
import type { ContractionQuestion } from './measure.ts'

/** The question, the same object as long as it is the same. */
export function useQuestion(about: ContractionQuestion['about']): ContractionQuestion {
  const image = useLastAskedImage()
  return useMemo(() => ({ about, image }), [about, image])
}
