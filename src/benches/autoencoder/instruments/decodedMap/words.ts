// The words of the decoded map.

export const words = {
  en: {
    note: (share: string) => `what the decoder draws; grid over the middle ${share} % of each coordinate`,
    noteQuantiles: (low: string, high: string) =>
      `decoded at N(0, 1)’s quantiles: ${low} to ${high} % in equal steps`,
    label: (first: string, second: string) =>
      `Decoded images; z₁ from ${first} to the right, z₂ from ${second} upwards`,
    labelTold: (map: string, name: string) => `${map}; the decoder is told class ${name}`,
    range: (low: string, high: string) => `${low} to ${high}`,
    cell: (z1: string, z2: string) => `z₁ = ${z1}, z₂ = ${z2}`,
    z1: 'z₁',
    z2: 'z₂',
    ink: 'mean pixel',
    inkUnit: '0 to 1',
    told: 'The decoder is told class',
  },
}
