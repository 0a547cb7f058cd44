// The words of the first layer's features.

export const words = {
  en: {
    note: 'with which weights each unit looks at the image',
    caption: (here: string, units: string) => `${here} of ${units} units of the first layer`,
    captionAll: (units: string) => `all ${units} units of the first layer`,
    label: (caption: string) => `Weights of ${caption}, as images`,
    scale: 'weight',
    unit: 'unit',
    norm: 'length of the weights',
    least: 'least weight',
    most: 'largest weight',
  },
}
