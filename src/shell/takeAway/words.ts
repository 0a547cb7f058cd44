// The words of what is taken away and brought back.

import { defineWords } from '../../ui/words.tsx'

export const takeAwayWords = defineWords({
  en: {
    caption: (family: string, step: string, seed: number, host: string) =>
      `Bottleneck (${host}): ${family}, after step ${step}, seed ${seed}. Recipe and link are inside this file.`,
    of: 'Of run',
    notebooks: 'Notebooks',
    notebooksHint:
      'Train the same model on the same data with the same objective, on your own machine or a cluster.',
    keras: 'Keras',
    kerasHint: 'Keras 3 on TensorFlow, .ipynb',
    torch: 'PyTorch',
    torchHint: '.ipynb',
    weights: (step: string) => `Weights after step ${step}`,
    weightsHint: 'Of the step that is shown; drag the timeline for another one.',
    full: 'safetensors, 32 bits',
    fullHint: 'Exact; NumPy, PyTorch, TensorFlow and this page read it',
    half: 'safetensors, 16 bits',
    halfHint: 'Half as large; rounded to three digits',
    layers: 'TensorFlow.js models',
    layersHint: 'Encoder and decoder for tf.loadLayersModel, .zip',
    recipe: 'Recipe',
    json: 'Recipe',
    jsonHint: 'For the terminal: lab -- run recipe.json',
    pictures: 'Every panel saves its own picture (SVG, PNG) and numbers (CSV) by the arrow in its corner.',
    bringBack: 'Bring weights back',
    bringBackHint:
      'A safetensors file that this lab saved: a new run begins from it, with an optimiser that starts afresh.',
    choose: 'Choose a file',
    drop: 'or drop it here.',
    opened: (file: string) =>
      `${file} is open: Train goes on from its weights, and the optimiser starts afresh. The file is kept in this browser, where links to this run find it.`,
    notKept:
      'This browser keeps no files for the page (a private window, or an address without https), so no run can begin from one.',
    notOpened: (file: string, reason: string) => `${file} cannot be opened. ${reason}`,
    notSaved: (reason: string) => `Nothing was saved: ${reason}`,
    saved: (file: string) => `${file} is saved.`,
    noFrame: 'Nothing has been measured yet; wait for the first frame.',
  },
})
