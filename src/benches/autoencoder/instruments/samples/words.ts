// The words of the samples.

export const words = {
  en: {
    noteGaussian: 'decoded from z drawn from the prior N(0, I); no image was encoded',
    notePlain: 'decoded from drawn z; nothing held this code to N(0, I) in training',
    prior: 'z from N(0, I)',
    fitted: 'z from N fitted to test codes',
    test: 'real test images',
    ofRun: (kind: string, step: string) => `${kind}, step ${step}`,
    variational: 'variational run',
    plain: 'plain run',
    group: (name: string) => `Samples, ${name}`,
    cell: (index: string) => `sample ${index}`,
    cellOfClass: (index: string, name: string) => `sample ${index}, asked for class ${name}`,
    realCell: (index: string, name: string) => `test image ${index}, class ${name}`,
    newDraw: 'New draw',
    temperature: 'Temperature',
    digit: 'Class',
    inTurn: 'all in turn',
    distances: 'Distances',
    measuring: 'searching …',
    mean: (distance: string, error: string) => `${distance} ± ${error}`,
    meanHow:
      'Under each name: squared distance to the nearest of the first 10,000 training images, summed over the grey pixels; mean ± standard error.',
    press: 'Press an image to see the training image nearest to it.',
    nearest: (distance: string, index: string, name: string) =>
      `nearest training image: ${index}, class ${name}, squared distance ${distance}`,
    nearestLabel: 'The chosen image and the training image nearest to it',
    train: (kind: string) => `Train ${kind}`,
    asPlain: 'as plain',
    asVariational: 'as variational',
    set: 'from',
    sample: 'sample',
    ink: 'mean pixel',
    inkUnit: '0 to 1',
    classColumn: 'class asked for',
  },
}
