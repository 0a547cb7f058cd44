// The words of the place where the reader brings images of their own.

import { defineWords } from '../../ui/words.tsx'

export const words = defineWords({
  en: {
    title: 'Your own images',
    drop: 'Drop a picture, a file or a folder here, or paste a picture.',
    stays: 'Nothing leaves this machine.',
    choosePicture: 'Choose a picture',
    chooseFile: 'Choose files',
    chooseFolder: 'Choose a folder',
    picture: 'A picture',
    pictureIs: 'goes through the network: PNG, JPEG, WebP, GIF, BMP or AVIF.',
    set: 'A set',
    setIs: (fewest: string, most: string) =>
      `of ${fewest} to ${most} images is trained on: a CSV with 784 values to a line and a label or none, an idx file (with that of its labels), or a folder of pictures, in which each folder within is a class. Other sizes are scaled to 28 × 28.`,
    wanted: (name: string, digest: string) =>
      `The recipe trains on “${name}” (SHA-256 ${digest}…), which this browser does not have. Choose its file, and the recipe goes on.`,
    another: (name: string, digest: string) =>
      `This is not “${name}” (SHA-256 ${digest}…), which the recipe asks for. Train on this one instead, or choose the other file.`,
    kept: 'Kept in this browser',
    keptSet: (train: string, test: string, megabytes: string) =>
      `${train} training and ${test} test images · ${megabytes} MB`,
    take: 'Train on it',
    takeSet: (name: string) => `Train on ${name}`,
    remove: 'Remove',
    removeSet: (name: string) => `Remove ${name} from this browser`,
    reading: 'Reading the images',
    keeping: 'Keeping the images in this browser',
    cancel: 'Cancel',
    back: 'Choose something else',
    crop: 'The square that is taken: drag the picture, or press the arrow keys; plus and minus zoom.',
    becomes: 'As the network sees it',
    zoom: 'Zoom',
    invert: 'Change black and white',
    invertHint: 'The lab’s images are light on black, shown as ink on paper.',
    asDigit: 'Scale and centre as MNIST’s digits',
    useImage: 'Use this image',
    split: (train: string, test: string) =>
      `${train} training and ${test} test images: shuffled once, always the same way, then of each class one in six is a test image.`,
    oneClass: 'They came without labels: they are one class.',
    images: (count: string) => `${count} images`,
    samplesOf: (name: string) => `First images of the class ${name}`,
    leftOut: (count: string) => (count === '1' ? 'One file was left out.' : `${count} files were left out.`),
    locked: 'This link keeps the set that it trains on.',
    notRemoved: (name: string, why: string) => `${name} could not be removed: ${why}`,
  },
})
