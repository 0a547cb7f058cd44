// The words of the summary.

export const words = {
  en: {
    note: (step: string) => `at step ${step}`,
    sizeGroup: 'Size',
    parameters: 'Weights and biases',
    input: 'Bits of the input',
    inputHow: (bits: string) => `784 pixels of ${bits} ${bits === '1' ? 'bit' : 'bits'}`,
    code: 'Bits of the code',
    codeHow: (size: string) =>
      size === '1'
        ? 'one number of 32 bits; decoder not counted'
        : `${size} numbers of 32 bits; decoder not counted`,
    objectiveGroup: (unit: string) => `Objective, test images, ${unit}`,
    reconstruction: 'Reconstruction',
    term: (label: string, unit: string) => `${label} (${unit})`,
    weight: (weight: string) => `× ${weight}`,
    total: 'Total',
    errorGroup: 'Squared error per pixel',
    network: 'Network, test images',
    pcaTest: (k: string) => `PCA, k = ${k}, test images`,
    pcaTrain: (k: string) => `PCA, k = ${k}, training images`,
    pcaHow: 'exact, from the eigenvalues',
    waiting: 'being computed',
    codesGroup: 'What the codes know',
    knn: '5-NN accuracy of the codes',
    knnHow: 'test codes against the first 10,000 training codes, or all of fewer',
    neverSaw: 'the network never saw these labels',
    told: 'this network is told the class, and its code need not say it',
    measure: 'Measure',
    measuring: 'measuring …',
    again: 'Measure again',
    accuracy: (percent: string) => `${percent} %`,
    asOf: (step: string) => `measured at step ${step}`,
    quantity: 'quantity',
    valueColumn: 'value',
    unitColumn: 'unit',
    bits: 'bits',
    perPixel: 'squared error per pixel',
  },
}
