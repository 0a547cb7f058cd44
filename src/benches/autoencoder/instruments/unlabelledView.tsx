// A drawing before a model that is told the class of every image: it has none, so that nothing can be asked of it.

import { defineWords, useWords } from '../../../ui/words.tsx'
import { useBench } from './InstrumentView.tsx'

const text = defineWords({
  en: { sentence: 'Choose a test image: a drawing has no label, and this model is told one.' },
})

/** What to say of it; null of an image that can be asked about. */
export function useUnlabelled(): string | null {
  const { chosen, recipe } = useBench()
  const words = useWords(text)
  return chosen.kind === 'drawn' && recipe.code.condition === 'label' ? words.sentence : null
}
