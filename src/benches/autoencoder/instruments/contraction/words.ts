// The words of the contraction.

export const words = {
  en: {
    note: 'how far the code moves when the image does; J is its derivative by the image',
    show: 'Show',
    normSight: 'norm over the steps',
    directionsSight: 'directions',
    discSight: 'disc',
    weightsSight: 'weights',

    steps: 'steps',
    hover: (name: string, step: string, value: string, unit: string) =>
      `step ${step}: ${name} ${value}<br>${unit}`,

    norm: 'mean squared norm of J',
    normUnit: 'squared code per squared pixel',
    overInk: 'shift : noise on the ink',
    overAll: 'shift : noise on all pixels',
    ratioUnit: 'ratio of mean squared lengths in the code',
    saturated: 'saturated',
    inactive: 'inactive',
    saturatedMeans: 'Saturated: slope below a tenth of the steepest.',
    inactiveMeans: 'Inactive: units at 0.',
    normLabel: (norm: string, ink: string, all: string) =>
      `Curves over the steps: mean squared norm of J, here ${norm}; what a shift by one pixel moves the code against noise of the same length, on the ink ${ink}, on all pixels ${all}`,
    closed: (images: string, few: string) =>
      `In closed form over ${images} test images, ratios over ${few}: above 1, the code follows a shift by a pixel more than noise as long.`,
    rows: (images: string) =>
      `Over ${images} test images, by every row of J. Ratios above 1: the code follows a shift by a pixel more than noise as long.`,
    random: (images: string, probes: string) =>
      `Over ${images} test images, J by ${probes} random directions of each code. Ratios above 1: the code follows a shift by a pixel more than noise as long.`,

    encoderWeights: 'norm of the encoder',
    decoderWeights: 'of the decoder',
    weightsUnit: '√ of the sum of squares of all kernels',
    weightsLabel: (encoder: string, decoder: string) =>
      `Curves over the steps: norm of the encoder’s kernels, here ${encoder}, and of the decoder’s, ${decoder}`,
    tied: 'Tied: one set of weights, so that the encoder cannot shrink while the decoder grows.',
    untied:
      'Not tied: a smaller encoder with a larger decoder can give (nearly) the same images, and J’s norm then falls with nothing learned.',
    slope: 'Norm of J : norm of the encoder, both squared:',
    slopeNote: (most: string) =>
      `The units’ mean squared slope, each weighted by its squared weights, at most ${most}. Where it stays while the norms fall, the weights have only shrunk.`,

    noDirections: 'At this image nothing moves the code: J is 0.',
    spectrum: 'singular values of J',
    spectrumUnit: 'code per pixel unit',
    spectrumLabel: (count: string, first: string, last: string) =>
      `${count} singular values of J, from ${first} down to ${last}`,
    place: 'number',
    directionsHeading: 'what moves the code most',
    directionsLabel: 'The directions of the image that move the code most, as signed images',
    direction: (number: string, value: string) =>
      `Direction ${number}: a step of 1 pixel unit moves the code by ${value}`,
    along: (number: string) => `Along direction ${number}`,
    far: (distance: string) => `${distance} pixel units`,
    image: 'image',
    moved: 'moved',
    reconstruction: 'x̂ of moved',
    walkLabel: (number: string, distance: string) =>
      `The image, the image moved by ${distance} pixel units along direction ${number}, and its reconstruction`,
    ofTest: (index: string) => `test image ${index}`,
    ofDrawing: 'your drawing',
    units: '1 pixel unit: one pixel from paper to ink, or many by less, √ of the sum of squares',

    radius: 'Radius',
    radiusOf: (radius: string) => (radius === '1' ? '1 pixel unit' : `${radius} pixel units`),
    inputsLabel: (radius: string) =>
      `A disc of images with radius ${radius} pixel units, across: a shift to the right, upwards: noise on the ink`,
    codesLabel: (along: string, across: string) =>
      `What the encoder makes of the disc: an ellipse; per pixel unit the shift moves the code by ${along}, the noise by ${across}`,
    shift: 'shift',
    noise: 'noise',
    pixelUnits: 'images, in pixel units',
    sameScale: 'their codes, in the same scale',
    enlarged: (times: string) => `their codes, in ${times} times the scale`,
    gains: (along: string, across: string, ratio: string) =>
      `Code per pixel unit: ${along} along the shift, ${across} along the noise (${ratio} : 1).`,
    discNote:
      'Line: J’s ellipse, on its own plane (left singular vectors). Dots: the encoder itself, seen in that plane.',
    shiftImage: 'the shift, of length 1',
    noiseImage: 'the noise, of length 1',

    step: 'step',
    share: 'share',
  },
}
