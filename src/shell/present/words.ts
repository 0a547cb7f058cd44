// The words around the scenes: what a lecturer reads while choosing a deck and while presenting it.

import { defineWords } from '../../ui/words.tsx'

export const words = defineWords({
  en: {
    // choosing
    present: 'Present',
    now: 'Present what is shown now',
    nowHint:
      'One scene of this recipe and view, full screen and in large type. Your own run waits, and goes on afterwards. F turns full screen off and on, B blackens it.',
    decks: 'Decks that come with the lab',
    count: (scenes: number) => (scenes === 1 ? '1 scene' : `${scenes} scenes`),
    presentDeck: (title: string) => `Present ${title}`,
    change: 'Change it',
    changeDeck: (title: string) => `Make ${title} your deck, and change it`,
    own: 'Your deck',
    ownHint: 'Kept in this browser. Every scene is a recipe with its view; give it a title and a few words.',
    add: 'Add what is shown now',
    open: 'Open a file',
    openHint: 'or drop one here',
    save: 'Save as a file',
    notKept:
      'This browser cannot keep your deck: its storage is full, or this is a private window. Save the deck as a file before you leave the page.',
    deckTitle: 'Title of the deck',
    untitled: 'My lecture',
    sceneTitle: (at: number) => `Title of scene ${at}`,
    sceneProse: (at: number) => `Words of scene ${at}`,
    proseHint:
      'An empty line begins a paragraph; [code]{words} gives words the colour of the code; also encoder, decoder, reconstruction, penalty.',
    instrument: 'Shows',
    sceneInstrument: (at: number) => `Instrument of scene ${at}`,
    earlier: (at: number) => `Move scene ${at} up`,
    remove: (at: number) => `Take scene ${at} away`,
    up: 'Up',
    takeAway: 'Take away',
    trainsTo: (step: string) => `Wherever it is shown, it is trained to step ${step} first: you wait for it.`,
    fresh: 'It begins with fresh weights.',
    before: (steps: string) => `Its network was trained before, ${steps} steps: nobody waits.`,
    // presenting
    scene: (at: number, all: number) => `Scene ${at} of ${all}`,
    announced: (at: number, all: number, title: string) => `Scene ${at} of ${all}: ${title}`,
    unnamed: (at: number) => `Scene ${at}`,
    on: 'Next',
    back: 'Back',
    leave: 'Leave',
    keys: 'Space: next · T: train here',
    picture: 'Picture',
    controls: 'Controls',
    result: 'Result',
    ofTestImages: (unit: string) => `${unit}, mean over the test images`,
    qr: (address: string) => `QR code of this scene’s address: ${address}`,
    qrTooLong: 'The address of this scene is too long for a QR code.',
    dark: 'The screen is black; press any key.',
    claim: 'Claim',
    byCheckpoint: 'By the network trained before',
    here: 'Trained here',
    more: (steps: string, more: string) => `trained before, step ${steps}, and ${more} here`,
    train: 'Train it here',
    trained: (steps: string) => `trained before · step ${steps}`,
  },
})
