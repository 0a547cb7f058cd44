// The words of the posteriors.

export const words = {
  en: {
    note: (shown: string) => `q(z|x) of ${shown} test images at 1σ, over the prior N(0, I)`,
    show: 'Show',
    posteriors: 'one per image',
    aggregate: 'all: q(z)',
    samples: 'samples of one',
    label: (shown: string, across: string, up: string) =>
      `Posterior ellipses of ${shown} test images at one standard deviation; ${across} to the right, ${up} upwards, units of equal length; circles: the prior at radius 1, 2 and 3`,
    aggregateLabel: (images: string, across: string, up: string) =>
      `Density of the aggregate posterior of ${images} test images; ${across} to the right, ${up} upwards; circles: the prior at radius 1, 2 and 3`,
    samplesLabel: (count: string) =>
      `${count} samples of the chosen image’s posterior, a dot each, and its ellipse`,
    zoom: 'zoom to the chosen',
    colour: 'colour by class',
    prior: (radius: string) => `${radius}σ`,
    keys: 'Test image whose posterior is told',
    image: (index: string, name: string) => `test image ${index}, class ${name}`,
    drawing: 'your drawing',
    gaussian: (name: string, mean: string, deviation: string) =>
      `${name}:\u00a0μ\u00a0${mean},\u00a0σ\u00a0${deviation}`,
    noImage: 'A bare code has no posterior: choose a test image or draw one.',
    none: 'none of these',
    marginal: (name: string) => `q(${name})`,
    marginalLabel: (name: string) => `Density of q(${name}), the mean over all test images, and of N(0, 1)`,
    moments: (mean: string, variance: string) => `mean ${mean} · variance ${variance}`,
    distance: (kl: string) => `density, KL ≥ ${kl} nats`,
    curves: (images: string) => `Curves: q(z), the mean of ${images} test posteriors; dashed: the prior.`,
    within: (q: string) =>
      `Within 1, 2, 3σ of the two, one sample per image: q(z) ${q} %; N(0, I) 39, 86, 99 %.`,
    scale: (most: string) => `Shade: √density, 0 to ${most} per unit area; the prior’s highest is 0.16.`,
    x: 'x',
    ofMean: 'of μ',
    ofSamples: (count: string) => `${count} samples z = μ + σ ε, decoded`,
    xLabel: 'The image',
    ofMeanLabel: 'Reconstruction of the mean code',
    ofSamplesLabel: (count: string) => `Reconstructions of ${count} samples of the code`,
    errors: (ofMean: string, ofSamples: string) =>
      `squared error: μ ${ofMean}; samples ${ofSamples} in the mean`,
    fileIndex: 'test image',
    classColumn: 'class',
    mean: (name: string) => `μ of ${name}`,
    deviation: (name: string) => `σ of ${name}`,
  },
}
