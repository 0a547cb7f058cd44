// The words of masking.

export const words = {
  en: {
    trainedOn: (mask: string) => `trained on ${mask}`,
    neverTrained: (mask: string) => `this net never had pixels hidden; shown: ${mask}`,
    show: 'Show',
    images: 'images',
    curve: 'error against ratio',

    masked: 'masked',
    restored: 'restored',
    pasted: 'pasted',
    original: 'original',
    maskedLabel: 'Test images with hidden pixels in grey; choose one',
    restoredLabel: 'What this net makes of them',
    pastedLabel: 'What this net makes of the hidden pixels, the visible ones pasted back',
    originalLabel: 'The test images themselves',
    ratio: 'Hidden, for looking only',
    ratioName: 'Share of pixels that are hidden',
    percent: (value: string) => `${value} %`,
    paste: 'paste the visible pixels back',
    over: 'Loss over',
    overName: 'Pixels that the loss counts',
    overMasked: 'hidden pixels',
    overAll: 'all pixels',
    imagesFooter: (images: string, hidden: string, visible: string) =>
      `Grey: hidden, 0 for the net. MSE of these ${images}: ${hidden} where hidden, ${visible} where visible.`,

    ratioAxis: 'hidden pixels',
    percentUnit: '%',
    errorAxis: 'MSE per hidden pixel',
    net: 'this net',
    meanImage: 'mean image',
    trainedAt: (rate: string) => `trained at ${rate} %`,
    shownAt: (rate: string) => `${rate} %`,
    curveLabel: (images: string) =>
      `Squared error per hidden pixel of ${images} test images against the share of hidden pixels, of this net and of the mean image`,
    curveFigures: (images: string, rate: string) =>
      `MSE per hidden pixel, ${images} test images, ${rate} % hidden`,
    netName: 'net',
    linear: 'linear denoiser',
    computingLinear: 'being computed …',

    fileIndex: 'test image',
    classColumn: 'class',
    hiddenColumn: 'where hidden',
    visibleColumn: 'where visible',
    unit: 'MSE per pixel',
  },
}
