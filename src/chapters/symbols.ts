// The symbols of the formulas, each with what it stands for: one meaning throughout the chapters.

export interface SymbolEntry {
  /** TeX */
  readonly tex: string
  readonly meaning: Readonly<{ en: string }>
}

export const symbols: readonly SymbolEntry[] = [
  { tex: 'x', meaning: { en: 'an image, n = 784 pixels from 0 to 1' } },
  { tex: String.raw`\hat x`, meaning: { en: 'its reconstruction' } },
  { tex: String.raw`\tilde x`, meaning: { en: 'a corrupted image' } },
  { tex: String.raw`\bar x`, meaning: { en: 'the mean image' } },
  { tex: 'h', meaning: { en: 'the code of a deterministic encoder, k numbers' } },
  { tex: 'z', meaning: { en: 'the code of a probabilistic encoder, k numbers' } },
  { tex: 'n', meaning: { en: 'the number of pixels' } },
  { tex: 'k', meaning: { en: 'the number of numbers in a code' } },
  { tex: 'N', meaning: { en: 'the number of images; in script, the normal distribution' } },
  { tex: 'f', meaning: { en: 'the encoder' } },
  { tex: 'g', meaning: { en: 'the decoder' } },
  { tex: 'd', meaning: { en: 'a distortion between an image and its reconstruction' } },
  { tex: 'L', meaning: { en: 'the objective; with an index, a bound of so many samples' } },
  { tex: String.raw`\Omega`, meaning: { en: 'a penalty' } },
  { tex: String.raw`\lambda`, meaning: { en: 'the weight of a penalty; with an index, an eigenvalue' } },
  { tex: String.raw`\gamma`, meaning: { en: 'the weight of weight decay, where λ is an eigenvalue' } },
  { tex: String.raw`\beta`, meaning: { en: 'the weight of a divergence' } },
  { tex: String.raw`\rho`, meaning: { en: 'the wanted mean activation of a unit; ρ̂ the one there is' } },
  { tex: String.raw`\sigma`, meaning: { en: 'a standard deviation; σ(a) is the logistic function' } },
  { tex: String.raw`\mu`, meaning: { en: 'a mean' } },
  { tex: String.raw`\varepsilon`, meaning: { en: 'noise' } },
  { tex: String.raw`\nu`, meaning: { en: 'the share of pixels that a noise hits' } },
  { tex: 'W', meaning: { en: 'the weights of a layer' } },
  { tex: 'b', meaning: { en: 'the bias of a layer' } },
  { tex: 'D', meaning: { en: 'the matrix of a linear decoder' } },
  { tex: 'E', meaning: { en: 'the matrix of a linear encoder; with a double stroke, an expectation' } },
  { tex: 'U', meaning: { en: 'principal components, as columns' } },
  { tex: 'C', meaning: { en: 'any invertible matrix; with an argument, a corruption' } },
  {
    tex: 'F',
    meaning: { en: 'as the index of a norm: Frobenius, the root of the sum of all squared entries' },
  },
  { tex: 'J', meaning: { en: 'the Jacobian matrix of the encoder' } },
  { tex: 'p', meaning: { en: 'a density or a probability of the model' } },
  { tex: 'q', meaning: { en: 'the encoder’s distribution of codes' } },
  { tex: 'H', meaning: { en: 'an entropy' } },
  { tex: String.raw`\Sigma`, meaning: { en: 'a covariance matrix; also the sum sign' } },
]
