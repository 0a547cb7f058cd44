// The words that this chapter brings.

import type { GlossaryEntry } from '../glossary.ts'

export const glossary: Readonly<Record<string, GlossaryEntry>> = {
  corruption: {
    word: { en: 'corruption' },
    meaning: {
      en: 'What is done to an image before the encoder sees it, drawn anew each time; the target stays clean.',
    },
  },
  'linear-denoiser': {
    word: { en: 'linear denoiser' },
    meaning: {
      en: 'The linear map from noisy to clean images with the least squared error, computed from second moments.',
    },
  },
  score: {
    word: { en: 'score' },
    meaning: {
      en: 'The gradient of the logarithm of a density: which way, and how steeply, images become more likely.',
    },
  },
  'masked-autoencoder': {
    word: { en: 'masked autoencoder' },
    meaning: {
      en: 'An autoencoder that sees a part of the image’s patches and is asked for the others alone.',
    },
  },
}
