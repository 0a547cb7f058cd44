// What has to be said beside an error of the linear denoiser and one of a net whose output may leave [0,1].

import { defineWords, useWords } from '../../../ui/words.tsx'
import { useBench } from './InstrumentView.tsx'

const text = defineWords({
  en: { sentence: 'The linear denoiser’s output is clipped to [0, 1], this net’s is not.' },
})

/** Empty where the net's output are probabilities, which cannot leave it. */
export function useClippedSentence(): string {
  const words = useWords(text)
  return useBench().recipe.decode.output === 'gaussian' ? words.sentence : ''
}
