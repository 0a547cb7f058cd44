// The words of the tug of war.

export const words = {
  en: {
    note: 'minus the gradient of each term: the way the step pulls this image’s code',
    noImage:
      'A bare code is chosen. Choose a test image or draw a digit: the terms pull on the code of an image.',
    plot: (image: string, first: string, second: string) =>
      `The mean of q of ${image} on ${first} and ${second}, with the pull of each term as an arrow`,
    testImage: (index: string) => `test image ${index}`,
    drawing: 'the drawing',
    reconstruction: 'reconstruction',
    meanReconstruction: 'reconstruction per pixel',
    kl: (beta: string) => `β · KL, β = ${beta}`,
    l1: 'L1',
    sum: 'sum',
    onMean: 'Pull on μ',
    onDeviation: 'Pull on log σ',
    unit: (unit: string) => `${unit} per unit of z`,
    unitLog: (unit: string) => `${unit} per unit`,
    nats: 'nats',
    arrow: (value: string, unit: string) => `${value} ${unit}`,
    left: 'narrower',
    right: 'wider',
    samples: (count: string) => `Minus the gradient, the mean of ${count} samples of z.`,
    perPixel: (pixels: string) =>
      `The objective takes the mean over ${pixels} pixels: the reconstruction pulls in nats per pixel, the KL in nats per image.`,
    overAll: 'Shown is the pull of all pixels of the clean image; training counts the hidden ones alone.',
    more: (count: string) => `the first ${count} dimensions`,
    cut: 'The wire is cut: behind the sample no gradient comes back, so the reconstruction pulls on no code; only the penalties are left.',
    mend: 'Mend the wire',
    cutIt: 'Cut the wire',
    asOf: (step: string) => `as of step ${step}`,
    sampled: (count: string) => `nats, ${count} samples`,
    sampledPerPixel: (count: string) => `nats per pixel, ${count} samples`,
    fileIndex: 'test image',
    classColumn: 'class',
    column: (term: string, of: string) => `${term} on ${of}`,
    mu: (index: string) => `μ${index}`,
    logSigma: (index: string) => `log σ${index}`,
  },
}
