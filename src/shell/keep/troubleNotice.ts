// Why the run is not kept, as a sentence.

import type { KeepTrouble } from '../../lab/keep/keeping.ts'
import { wordsIn } from '../../ui/words.tsx'
import type { Notice } from '../notices.ts'
import { words } from './noticeWords.ts'

export function troubleNotice(trouble: KeepTrouble): Notice {
  return {
    key: 'keeping',
    kind: 'note',
    say: (_, language) => wordsIn(words, language)[trouble === 'full' ? 'noRoomToKeep' : 'nothingKept'],
  }
}
