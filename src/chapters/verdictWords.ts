// What a claim came to, in words.

import { defineWords } from '../ui/words.tsx'

export const verdictWords = defineWords({
  en: {
    holds: 'holds',
    condition: 'holds with a condition',
    refuted: 'does not hold as printed',
    otherwise: 'came out otherwise here',
  },
})
