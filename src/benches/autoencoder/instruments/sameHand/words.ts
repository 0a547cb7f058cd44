// The words of the same hand.

export const words = {
  en: {
    note: 'one code for each row, one asked-for digit for each column',
    chosen: 'chosen image',
    chosenHint: 'Its code, decoded as every digit: another digit in the same hand.',
    chooseImage: 'Choose a test image in the strip: its hand is written here as every digit.',
    prior: 'codes from the prior N(0, I)',
    asDigit: (digit: string) => `as ${digit}`,
    check: 'Are they the digits asked for?',
    checking: 'Looking at 2,000 samples…',
    agreement: (share: string, samples: string, voters: string) =>
      `${share} of ${samples} samples are the digit asked for, by the vote of the five nearest of ${voters} training images in pixels.`,
    judge: (share: string, images: string) =>
      `Of ${images} real test images the same vote is right on ${share}.`,
    describeChosen: (digit: string) => `The chosen image, a ${digit}`,
    describeHand: 'The chosen image’s code decoded as every digit',
    describePrior: (rows: string) => `${rows} codes from the prior, each decoded as every digit`,
    row: 'row',
    ink: 'mean grey',
  },
}
