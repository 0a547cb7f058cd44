// The words of what the page says of keeping by itself.

import { defineWords } from '../../ui/words.tsx'

export const words = defineWords({
  en: {
    nothingKept:
      'This browser keeps nothing for the page, as in a private window: what is trained here is gone when the page is closed.',
    noRoomToKeep:
      'There is no room left to keep this run: it is gone when the page is closed. The list of kept runs in the menu makes room.',
    lostRun: (family: string, step: string) =>
      `The page was ended while a run was open (${family}, step ${step}). It is kept in this browser.`,
    goOnThere: 'Go on with it',
  },
})
