// The words of the two traps.

export const words = {
  en: {
    note: 'mean squared error per pixel · dotted: the other set’s own variance',
    error: 'mean squared error per pixel',

    copying: 'Copying',
    early: (step: string) => `Nothing is judged before step ${step}.`,
    trainingComing: 'The training error is being measured.',
    otherComing: (set: string) => `The images of ${set} are on their way.`,
    copies: (set: string, share: string) =>
      `Copies: on ${set}, never seen, the error is ${share} times its variance.`,
    beginsToCopy: (set: string, share: string) =>
      `Begins to copy: on ${set}, never seen, the error is ${share} times its variance.`,
    doesNotCopy: (set: string, share: string) =>
      `Does not copy: on ${set}, never seen, the error is ${share} times its variance.`,
    copyingLabel: (own: string, test: string, other: string, error: string) =>
      `Error over the steps: ${own} ${test}, ${other} ${error}`,
    mnist: 'MNIST',
    fashion: 'Fashion',
    inputs: (set: string) => `Test images of ${set}, of which the model never saw any`,
    outputs: 'What the model makes of them',
    noiseLost: (error: string, variance: string) =>
      `Uniform noise is not copied: ${error}, its own variance is ${variance}.`,
    noiseThrough: (error: string, variance: string) =>
      `Of uniform noise something comes through: ${error}, its own variance is ${variance}.`,
    identity: 'distance of DE from I',
    identityNote: '(0 copies all, 1 gives nothing).',

    memorising: 'Memorising',
    memorises: (gap: string) => `Memorises: the test error is ${gap} times the training error.`,
    beginsToMemorise: (gap: string) =>
      `Begins to memorise: the test error is ${gap} times the training error.`,
    doesNotMemorise: (gap: string) => `Does not memorise: the test error is ${gap} times the training error.`,
    rules: (copyPartly: string, copyYes: string, gapPartly: string, gapYes: string) =>
      `Judged at: copying ${copyPartly} and ${copyYes} times the variance, memorising ${gapPartly} and ${gapYes} times the training error.`,
    memorisingLabel: (train: string, test: string) =>
      `Error over the steps: training images ${train}, test images ${test}`,
    test: 'test',
    training: (images: string) => `training (${images})`,
    trainingHeading: 'training',
    trainOn: 'Train afresh on so many images',
    images: (count: string) => `${count} images`,

    step: 'step',
    noise: 'uniform noise',
    gap: 'test : training',
  },
}
