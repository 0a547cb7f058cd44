// What the families are called, wherever one is named.

export const familyNames = {
  linear: 'Linear',
  undercomplete: 'Undercomplete',
  overcomplete: 'Overcomplete',
  'sparse-l1': 'Sparse L1',
  'sparse-kl': 'Sparse KL',
  denoising: 'Denoising',
  masked: 'Masked',
  contractive: 'Contractive',
  variational: 'Variational',
  'beta-variational': 'β-VAE',
  conditional: 'Conditional',
  convolutional: 'Convolutional',
  'convolutional-variational': 'Conv. VAE',
} as const
