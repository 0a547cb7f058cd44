// The words of use without a network.

import { defineWords } from '../../ui/words.tsx'

export const words = defineWords({
  en: {
    gettingOffline: (there: number, all: number) =>
      all === 0
        ? 'Everything is being fetched for use without a network.'
        : `Everything is being fetched for use without a network: ${there} of ${all} files are here.`,
    readyOffline:
      'Everything is here, the data included: the lab opens and trains on this device without a network.',
    neverOffline:
      'This browser keeps no pages for use without a network at this address; a server with https is needed for it.',
    failedOffline:
      'Not everything came for use without a network. Choose it in the menu again to go on with what is missing.',
    newVersion: 'A new version of the lab is here. The page stays as it is until you reload it.',
    reloadToUpdate: 'Reload to update',
  },
})
