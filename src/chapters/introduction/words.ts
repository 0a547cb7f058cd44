// The prose of the introduction.

import { defineWords } from '../../ui/words.tsx'

export const words = defineWords({
  en: {
    place: 'Introduction',
    title: 'Through the bottleneck',
    whatBefore: 'An autoencoder is two networks in a row. The ',
    encoder: 'encoder',
    whatMiddle: ' turns an image of 784 pixels into a short ',
    code: 'code',
    whatAfter: ', here of as many numbers as you choose; the ',
    decoder: 'decoder',
    whatEnd: ' sees nothing but that code and draws the image again.',
    whyBefore: 'Both learn from one number, the ',
    reconstruction: 'reconstruction term',
    whyAfter:
      ': how far the drawing is from the image. Nobody tells them which digit it is. Whatever order you find among the codes, they found by themselves.',
    tryTitle: 'Try',
    tryTrain: 'Press Train and watch the codes unfold: one cloud at first, then arms and islands.',
    tryDrag: 'Drag over the plane: the decoder draws what it makes of each place.',
    trySize: 'Set the code size to 16. What does the error do, and what does PCA’s?',
    tryRewind: 'Drag the timeline back to step 10 and forward again.',
    tryLinear: 'Open Linear: without a hidden layer, training finds the subspace of PCA and nothing better.',
    compareLinear: 'Compare with a linear autoencoder',
    deck: 'After the lectures on autoencoders: definitions, undercomplete, linear and overcomplete.',
  },
})
