// The words of the same subspace.

/** A whole number as it stands above a line. */
function raised(exponent: number): string {
  return String(exponent)
    .replace('-', '⁻')
    .replaceAll(/\d/g, (digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)]!)
}

export const words = {
  en: {
    title: 'The same subspace',
    note: 'any invertible C between decoder and encoder: other weights, the same reconstructions',
    pair: 'Turn code units',
    first: 'First code unit',
    second: 'Second code unit',
    and: 'and',
    angle: 'Angle',
    degrees: (angle: string) => `${angle}°`,
    stretch: 'Stretch',
    times: (factor: string) => `× ${factor}`,
    toPca: 'Rotate to PCA',
    rotating: 'rotating …',
    reset: 'Reset C',
    affinity: 'Affinity to PCA’s subspace',
    affinityHow: (k: string) => `1: the decoder spans the first ${k} principal components; no C alters it`,
    affinityHowOne: '1: the decoder points along the first principal component; no C alters it',
    waiting: 'PCA is being computed',
    features: 'Columns of D C',
    featuresLabel: 'Columns of the decoder times C, as images',
    eigendigits: 'Principal components',
    eigendigitsLabel: 'Principal components of the training set, as images',
    reconstructions: 'x, and x̂ by D E and by (D C)(C⁻¹ E)',
    inputLabel: 'Test images',
    plainLabel: 'Reconstructed by D E',
    turnedLabel: 'Reconstructed by D C and its inverse times E',
    same: 'Largest difference of a pixel:',
    none: 'exactly 0',
    power: (mantissa: string, exponent: number) => `${mantissa} · 10${raised(exponent)}`,
    unit: 'code unit',
    decoderLength: 'length of the decoder’s column',
    encoderLength: 'length of the encoder’s row',
    cosine: 'cosine with the principal component of the same number',
    variance: 'variance along that component',
    varianceUnit: 'squared pixel',
  },
}
