// The words of the bounds.

export const words = {
  en: {
    note: (evidence: string) =>
      `importance-weighted bounds on −${evidence}, nats per image · lower is better`,
    head: (count: string) => `mean of ${count} test images`,
    nats: 'nats per image',
    bar: (k: string, value: string, gain: string) => `−L with K = ${k}: ${value} nats per image${gain}`,
    gain: (gain: string, error: string) => `${gain} ± ${error} below −L₁`,
    error: (error: string) => `± ${error}`,
    from: (value: string) => `bars begin at ${value}`,
    elbo: (value: string) => `−ELBO of all test images, KL in closed form, one sample each: ${value}.`,
    how: (evidence: string) =>
      `with every z drawn from q. L₁ is the ELBO; each L is, in expectation, a lower bound on ${evidence}, and more samples tighten it. ± is a standard error; that of a difference is small, because the images are the same.`,
    literature:
      'Burda et al. 2016, on binarised MNIST: 86.76 nats for a VAE with 50 code units (L₅₀₀₀, 3,280 epochs).',
    refining: (count: string, all: string) => `${count} of ${all} images`,
    asOf: (step: string) => `as of step ${step}`,
    exact: (evidence: string) => `Exact ${evidence} of four images`,
    summing: (done: string) => `summing image ${done} of 4`,
    sums: (evidence: string, values: string) => `−${evidence} of these images: ${values} nats`,
    image: 'test image',
    minus: (evidence: string) => `−${evidence}`,
    tooCoarse: (evidence: string) =>
      `–: this posterior is narrower than the cells of its grid, so that their sum is not ${evidence}.`,
    beyondEdge: (evidence: string) =>
      `–: this posterior reaches beyond its grid, so that the sum is less than ${evidence}.`,
    training: 'KL in closed form, all test images',
    column: (k: string) => `−L${k}`,
  },
}
