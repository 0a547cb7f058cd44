// The words of the interpolation.

export const words = {
  en: {
    note: 'the line between two images, in the code and in the pixels',
    codes: 'codes',
    pixels: 'pixels',
    codesLabel: 'The straight line between the two codes, decoded at nine places',
    pixelsLabel: 'The straight line between the two images, pixel by pixel, at nine places',
    image: (index: string, name: string) => `test image ${index}, class ${name}`,
    drawing: 'your drawing',
    first: 'A',
    second: 'B',
    to: 'To class',
    next: 'Next image',
    errors: (first: string, second: string) =>
      `Squared error of the decoded ends, per image: A ${first}, B ${second}.`,
    labels: 'The decoder is told',
    mixed: 'both classes, mixed as the codes',
    onlyFirst: (name: string) => `class ${name} on the whole way`,
    noImage: 'A bare code is no image: choose a test image or draw one.',
    onlyOne: 'There is no second image.',
    path: 'The path between the codes A and B over the codes of test images',
    some: (shown: string, all: string) => `${shown} of ${all} test codes`,
    step: 'step',
    sizeColumn: 'code size',
    mse: 'squared error of all test images',
    mseUnit: 'mean per pixel',
  },
}
