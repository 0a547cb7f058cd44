// The words of the exact posterior.

export const words = {
  en: {
    note: 'p(z|x) summed on a grid, possible because the code has two numbers · nats',
    noteConditional: 'p(z|x, class) summed on a grid, possible because the code has two numbers · nats',
    grey: (evidence: string) =>
      `On grey pixels the Bernoulli “log p(x|z)” is a score and no probability, so there is no ${evidence} to sum. Black or white pixels, drawn afresh at every presentation, have one.`,
    useSampled: 'Train on sampled pixels',
    noImage: 'A bare code is chosen. Choose a test image or draw a digit: the posterior is that of an image.',
    plot: (image: string) =>
      `Exact posterior of ${image} over z₁ to the right and z₂ upwards, with the encoder’s q dashed and the chosen q solid. Arrow keys move q, with Shift faster.`,
    position: (z1: string, z2: string) => `q’s mean at z₁ ${z1}, z₂ ${z2}`,
    heat: 'Posterior density',
    testImage: (index: string) => `test image ${index}`,
    drawing: 'the drawing',
    z1: 'z₁',
    z2: 'z₂',
    tooCoarse: (evidence: string) =>
      `The posterior is narrower than the cells: ${evidence} is not to be trusted here.`,
    beyondEdge: (evidence: string) => `The posterior reaches beyond the grid: ${evidence} is too small here.`,
    sum: (sum: string, difference: string, evidence: string) =>
      `ELBO + KL = ${sum}: ${difference} from ${evidence}. The cells are too wide for this q.`,
    offGrid: 'A part of q lies beyond the grid: its numbers leave that part out.',
    bar: (elbo: string, gap: string, evidence: string, nats: string) =>
      `ELBO ${elbo} nats and the gap ${gap} nats together make ${evidence} = ${nats} nats`,
    nats: 'nats',
    encoderQ: 'The encoder’s q',
    bestQ: 'Best q',
    climbing: 'climbing …',
    amortisation: (nats: string) =>
      `Amortisation gap: one encoder for all images costs this one at least ${nats} nats of ELBO (best diagonal Gaussian found).`,
    amortisationUnknown: 'Amortisation gap: press Best q.',
    sigma1: 'σ₁',
    sigma2: 'σ₂',
    window: 'View',
    whole: 'whole grid',
    around: 'around q',
    shading: 'Shading',
    density: 'density',
    logarithm: 'log, 20 nats',
    coarse: 'first look, 50 × 50',
    refining: (percent: string) => `refining, ${percent} %`,
    asOf: (step: string) => `as of step ${step}`,
    grid: (points: string, half: string) =>
      `${points} × ${points} decodings over [−${half}, ${half}]²; a code of 20 would need 200²⁰ ≈ 10⁴⁶`,
    keyEncoder: 'encoder’s q',
    keyChosen: 'your q',
    keyPrior: 'prior at 1σ, 2σ',
    fileIndex: 'test image',
    classColumn: 'class',
    mean: (axis: string) => `encoder’s μ${axis}`,
    deviation: (axis: string) => `encoder’s σ${axis}`,
  },
}
