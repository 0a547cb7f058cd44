// What the evidence of an image is called: log p(x), and that given the class where the model is told it.

import { defineWords, useWords } from '../../../ui/words.tsx'
import { useBench } from './InstrumentView.tsx'

const text = defineWords({
  en: { plain: 'log p(x)', conditional: 'log p(x | class)' },
})

export function useEvidenceName(): string {
  const words = useWords(text)
  return useBench().recipe.code.condition === 'label' ? words.conditional : words.plain
}
