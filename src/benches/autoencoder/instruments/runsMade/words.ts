// The words of the runs made.

export const words = {
  en: {
    one: '1 run of this visit, at the step that is shown',
    many: (count: string) => `${count} runs of this visit, each at its last measured step`,
    picture: 'Show',
    benefits: 'four benefits',
    sparsity: 'error against sparsity',
    rate: 'rate against distortion',
    filters: 'filters',
    thisRun: 'this run',
    active: 'active units per image',
    activeShare: 'active units, share of the code',
    jacobian: 'norm of J, root mean square',
    jacobianUnit: 'code per pixel',
    noise: 'error at noise σ = 0.3, clipped',
    missing: 'error with half the pixels missing',
    perPixel: 'squared error per pixel',
    error: 'test error',
    lower:
      'Errors: less is better. Fewer active units: sparser. A smaller norm of J may only be a code that has shrunk. Norm of J and both errors: 100 test images; active units: all.',
    rateAxis: 'rate: KL to the prior',
    distortionAxis: 'distortion: reconstruction',
    nats: 'nats per image',
    noRate: 'No run with a Gaussian code yet: train a variational family, then change its β and train again.',
    onlyOne: 'Change the recipe and train again: the next run stands beside this one.',
    notComparable:
      'Runs on other images, with another output or condition are left out: their figures mean something else.',
    noFilters: 'The first layer is not dense, so it has no weights that form an image of 28 × 28.',
    step: 'step',
    run: 'run',
    distortion: 'reconstruction',
    describeBars: (what: string, unit: string) => `${what}, ${unit}: one bar for each run`,
    describeSparsity: 'Test error per pixel against active units per image, one point for each run',
    describeRate: 'Reconstruction against KL to the prior, nats per image, one point for each run',
    describeFilters: (run: string) => `First-layer weights of ${run}, as images`,
  },
}
