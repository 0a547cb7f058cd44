// The words of the bounds.

export const words = {
  en: {
    note: 'importance-weighted bounds on −log p(x), nats per image · lower is better',
    waiting: 'asking the network',
    head: (count: string) => `mean of ${count} test images`,
    nats: 'nats per image',
    bar: (k: string, value: string, gain: string) => `−L with K = ${k}: ${value} nats per image${gain}`,
    gain: (gain: string, error: string) => `${gain} ± ${error} below −L₁`,
    error: (error: string) => `± ${error}`,
    from: (value: string) => `bars begin at ${value}`,
    elbo: (value: string) => `−ELBO of all test images, KL in closed form, one sample each: ${value}.`,
    how: 'with every z drawn from q. L₁ is the ELBO; each L is, in expectation, a lower bound on log p(x), and more samples tighten it. ± is a standard error; that of a difference is small, because the images are the same.',
    literature:
      'Burda et al. 2016, on binarised MNIST: 86.76 nats for a VAE with 50 code units (L₅₀₀₀, 3,280 epochs).',
    refining: (count: string, all: string) => `${count} of ${all} images`,
    asOf: (step: string) => `as of step ${step}`,
    exact: 'Exact log p(x) of four images',
    summing: (done: string) => `summing image ${done} of 4`,
    sums: (values: string) => `−log p(x) of these images: ${values} nats`,
    image: 'test image',
    logP: '−log p(x)',
    training: 'KL in closed form, all test images',
    column: (k: string) => `−L${k}`,
  },
}
