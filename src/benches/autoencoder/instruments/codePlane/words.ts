// The words of the code plane.

export const words = {
  en: {
    note: (images: string) => `${images} test images`,
    noteLine: (images: string) => `${images} test images · one number each; height has no meaning`,
    label: (images: string, across: string, up: string) =>
      `Codes of ${images} test images; ${across} to the right, ${up} upwards. Press on the plane to decode a place.`,
    labelLine: (images: string) =>
      `Codes of ${images} test images on a line; height has no meaning. Press on the line to decode a place.`,
    prior: 'circles: prior at 1σ, 2σ',
    posterior: 'ellipse: this image’s q(z | x), 1σ',
    priorLine: 'dashed: prior at ±1σ, ±2σ',
    posteriorLine: 'bar: this image’s q(z | x), ±1σ',
    component: (index: number) => `PC ${index}`,
    order: 'order in the file',
    colour: 'colour by class (the network never saw these labels)',
    colourTold: 'colour by class (this network is told the class)',
    axes: 'Axes',
    principal: (share: string) => `first two principal components (${share} % of variance)`,
    principalShort: (share: string) => `PC 1 and PC 2 (${share} % of variance)`,
    coordinates: 'two coordinates',
    across: 'across: z',
    up: 'up: z',
    asking: 'asking the network',
    asOf: (step: string) => `as of step ${step}`,
    beyond: (count: string) => `${count} beyond the edge`,
    chosenImage: 'Chosen test image',
    noImage: 'none chosen',
    walk: 'Arrow keys choose an image; with Shift they walk over the plane, and each place is decoded.',
    place: (across: string, up: string) => `${across} to the right, ${up} upwards`,
    image: (index: string, name: string) => `test image ${index}, class ${name}`,
    fileIndex: 'test image',
    classColumn: 'class',
  },
}
