// The words of the noise levels.

export const words = {
  en: {
    trainedOn: (noise: string) => `trained on ${noise}`,
    neverTrained: 'this net never saw noise',
    show: 'Show',
    curve: 'error against level',
    all: 'all kinds',
    noise: 'Noise',

    sigma: 'noise σ',
    rate: 'rate ν',
    errorAxis: 'MSE per pixel',
    net: 'this net',
    noisy: 'noisy input',
    linear: 'linear denoiser',
    trained: 'trained',
    noNoise: 'no noise',
    curveLabel: (noise: string, images: string) =>
      `Squared error per pixel of ${images} test images against the level of ${noise}, of the noisy input and of what this net restores`,
    footer: (images: string) => `MSE per pixel, mean of ${images} test images.`,
    linearFitted: (noise: string) => `Linear denoiser: fitted to ${noise}.`,
    linearComputing: 'The linear denoiser is being computed …',
    pale: (images: string) =>
      `Pale: earlier runs, named by what they were trained on, on ${images} of these images.`,

    clipped: 'clipped',
    notClipped: 'not clipped',

    kindColumn: 'noise',
    settingsColumn: 'level',
    isTrained: '(trained on)',
    noisyColumn: 'noisy MSE',
    restoredColumn: 'net’s MSE',
    gainColumn: 'gain, dB',
    clean: 'clean image',
    allFooter: (images: string) =>
      `MSE per pixel, mean of ${images} test images; gain 10 log₁₀(noisy / net’s). Below 0 dB the net makes it worse.`,

    levelColumn: 'level, σ or ν',
    unit: 'MSE per pixel',
    images: 'test images',
  },
}
