// The words of the traversal.

export const words = {
  en: {
    note: 'one coordinate moved at a time',
    label: (rows: string, base: string) =>
      `Decoded images: ${rows} coordinates, a row each, moved from −3 to 3 units around ${base}`,
    around: 'Around',
    chosen: 'the chosen code',
    origin: 'the origin',
    meanCode: 'the mean code',
    unitPrior: 'Each row sets one coordinate to −3 … 3, in the prior’s σ = 1; the others stay.',
    unitCodes:
      'Each row sets one coordinate to its mean −3 … 3 standard deviations of the test codes; the others stay.',
    byKl: 'Sorted by KL (nats).',
    byVariance: 'Sorted by variance of the codes.',
    told: (name: string) => `The decoder is told class ${name}.`,
    toldAll: 'The decoder is told a tenth of every class.',
    firstOf: (rows: string, size: string) => `The first ${rows} of ${size} coordinates.`,
    worthKl: (value: string) => `KL ${value}`,
    worthVariance: (value: string) => `var. ${value}`,
    dead: 'dead',
    cell: (name: string, value: string, state: string) => `${name} = ${value}${state}`,
    deadState: ', a dead coordinate',
    below: (rows: string) => `${rows} more below: scroll`,
    coordinate: 'coordinate',
    kl: 'KL',
    variance: 'variance',
    centre: 'centre',
    unit: 'unit',
    nats: 'nats',
    state: 'state',
    alive: 'moves with the image',
  },
}
