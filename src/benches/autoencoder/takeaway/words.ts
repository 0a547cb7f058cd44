// The teaching text of the notebooks.

import type { AutoencoderRecipe } from '../recipe.ts'

const percent = (rate: unknown): string => `${Math.round(Number(rate) * 100)} %`

export const words = {
  en: {
    frameworks: { keras: 'Keras', torch: 'PyTorch' },
    title: (family: string, framework: string) => `# ${family} autoencoder in ${framework}`,
    about: (link: string | null, install: string) =>
      `This notebook trains the model of a recipe of *Bottleneck*, an autoencoder lab in one web page: the same data, the same network, the same objective, the same optimiser.${
        link === null ? '' : ` [The recipe in the lab](${link}).`
      }

Its random numbers are those of this machine, so a run differs from one in the page as two seeds differ from each other; what is measured at the end agrees within that spread. Losses are **per image, summed over the 784 pixels**, and averaged over images.

It needs \`${install}\`.`,
    recipe: (json: string) => `The whole recipe:

\`\`\`json
${json}
\`\`\``,
    data: ({ data }: AutoencoderRecipe) => {
      const pixels = {
        grey: 'Pixels are grey values from 0 to 1. A Bernoulli likelihood on grey values is not normalised: the cross-entropy is a score then, and no bound on $\\log p(x)$.',
        threshold: 'A pixel is 1 from byte 128 on, else 0.',
        sampled:
          'Every time an image is presented, each pixel is drawn anew: 1 with the probability that its grey value says.',
      }[data.pixels]
      return `## Data

${data.set === 'mnist' ? 'MNIST' : 'Fashion-MNIST'}, ${data.classes.length === 10 ? 'all ten classes' : `the classes ${data.classes.join(', ')}`}, the first ${data.train.toLocaleString('en')} training images of them (or as many as there are). ${pixels}${
        data.centre
          ? ' The encoder sees $x - \\bar x$, the image without the mean of the training set; the target stays $x$.'
          : ''
      }`
    },
    corrupt: (corrupt: AutoencoderRecipe['corrupt'], tex: string, settings: readonly string[]) =>
      corrupt.kind === 'none'
        ? 'Nothing is corrupted: the encoder sees the image that is to be restored.'
        : `The encoder sees a corrupted image, fresh at every presentation, and the loss compares with the clean one:

$$${tex}${'clip' in corrupt && corrupt.clip ? ',\\quad \\text{cut to } [0, 1]' : ''}$$

Here ${settings.join(', ')}.`,
    network: ({ encode, decode, code }: AutoencoderRecipe) => {
      const parts = [
        'The encoder leads from 784 pixels to the code, the decoder back.',
        code.kind === 'gaussian'
          ? 'The code is a Gaussian: two heads give its mean $\\mu$ and $\\log \\sigma^2$ of each dimension.'
          : null,
        decode.output === 'bernoulli'
          ? 'The decoder gives logits $a$; the image is $\\hat x = \\sigma(a)$.'
          : 'The decoder gives the image $\\hat x$ itself.',
        decode.variance === 'learned'
          ? 'The variance of its pixels, the $\\sigma^2$ of the objective, is one number for all of them, learned, and 1 at first.'
          : null,
        decode.tied
          ? 'Each of its kernels is the transpose of one of the encoder, and only its biases are its own.'
          : null,
        code.condition === 'label'
          ? 'Both halves are told the label, one-hot, beside what comes in at their first dense layer.'
          : null,
        encode.dropout > 0
          ? `While it trains, ${percent(encode.dropout)} of the encoder’s hidden units are left out at random, and the others count $1/(1-p)$ times.`
          : null,
        encode.initial === 'glorot'
          ? 'First weights are uniform in $\\pm\\sqrt{6/(n_{in}+n_{out})}$ (Glorot & Bengio 2010), biases 0.'
          : 'First weights are normal with variance $2/n_{in}$ (He et al. 2015), biases 0.',
        decode.bias === 'mean'
          ? decode.output === 'bernoulli'
            ? 'The last bias begins as the logit of the mean image, clipped to [0.001, 0.999].'
            : 'The last bias begins as the mean image.'
          : null,
      ]
      return `## Network

${parts.filter((part) => part !== null).join(' ')}`
    },
    weights: (file: string | null, branch: number | null) => {
      if (file === null)
        return 'To begin with weights that the lab saved, put their file beside this notebook and name it here.'
      const whence =
        branch === null
          ? 'This run goes on from weights that were trained before'
          : `This run branches at step ${branch} from another one, whose weights it goes on from; only what the optimiser and running averages remember begins anew here`
      const source =
        branch === null
          ? 'Take away in the lab saves it, or the folder `checkpoints` of its repository has it'
          : 'in the lab, drag the timeline to that step, and Take away saves it'
      return `${whence}: **put the file \`${file}\` beside this notebook** (${source}). Without it the notebook stops here.`
    },
    code: ({ code }: AutoencoderRecipe) =>
      code.kind === 'point'
        ? '## Code\n\nThe code is a point: what the encoder says is what the decoder gets.'
        : `## Code

Training decodes a sample of the code,

$$z = \\mu + \\sigma \\varepsilon, \\qquad \\varepsilon \\sim \\mathcal N(0, I),$$

${
  code.gradient === 'pathwise'
    ? 'through which the gradient flows to $\\mu$ and $\\sigma$ (the reparametrisation of Kingma & Welling 2014).'
    : 'with the wire cut: no gradient flows through the sample back to the encoder.'
}${code.samples > 1 ? ` Every image is decoded ${code.samples} times.` : ''}`,
    objective: (
      reconstruction: string,
      unit: string,
      parts: readonly string[],
      divided: boolean,
      hiddenOnly: boolean,
    ) => `## Objective

What is minimised is the mean over the batch of the reconstruction, in ${unit},

$$${reconstruction}$$

${divided ? '(divided by 784 in training)' : '(summed over the pixels)'}${
      hiddenOnly ? '; in training only hidden pixels count, in the last measurement all 784' : ''
    }${parts.length === 0 ? ', and nothing else.' : `, plus, each times its weight:\n\n${parts.join('\n')}`}`,
    term: (label: string, tex: string, unit: string, more: string) =>
      `- **${label}**, in ${unit}: $${tex}$${more}`,
    warmup: (steps: number) => `; its weight grows from 0 to the whole within ${steps} steps`,
    freeBits: (nats: number) => `; below ${nats} nats a dimension is not pressed`,
    running: '; $\\hat\\rho$ is a running average over batches',
    optimise: ({ optimise, changes }: AutoencoderRecipe, framework: string, first: number) => {
      const method = {
        sgd: 'Stochastic gradient descent',
        momentum: 'Gradient descent with momentum 0.9',
        adam: 'Adam (Kingma & Ba 2015) with $\\epsilon = 10^{-7}$',
      }[optimise.method]
      const small =
        optimise.method === 'adam' && framework === 'keras'
          ? ' (Keras adds $\\epsilon$ before it corrects the bias of the second moment, which matters only where gradients are nearly 0, or the objective is divided by 784.)'
          : ''
      return `## Training

${method}, ${
        first > 0 ? `from step ${first.toLocaleString('en')} to ` : ''
      }${optimise.steps.toLocaleString('en')} steps.${small} ${
        changes.length > 0 ? 'Settings change on the way, after as many steps as `changes` says. ' : ''
      }A batch takes the next images of an endless stream of shuffled epochs. (The lab, which trains while its data comes, shuffles the first epoch within blocks of 5,000 images in the order of the file.)`
    },
    evaluate: ({ code }: AutoencoderRecipe) => `## What it has come to

On all test images, clean and without dropout: the reconstruction per image, summed over pixels${
      code.kind === 'gaussian'
        ? ` (with ${code.samples === 1 ? 'one sample' : `${code.samples} samples`} of the code), the KL in nats per image`
        : ''
    }, and the squared error per pixel${code.kind === 'gaussian' ? ' of what the mean decodes to' : ''}. The lab shows the same numbers in *The objective, term by term*.`,
    layersModel: ({ code, decode, data, family }: AutoencoderRecipe, step: number) =>
      `Bottleneck: ${family} after ${step} steps, as two TensorFlow.js LayersModels.

const encoder = await tf.loadLayersModel('encoder/model.json')
const decoder = await tf.loadLayersModel('decoder/model.json')

encoder: images (batch x 784), 0 is paper and 1 is ink, row by row${code.condition === 'label' ? ', and one-hot labels (batch x 10)' : ''}
         -> ${code.kind === 'gaussian' ? 'the mean of the code and the logarithm of its variance, each' : 'the code,'} (batch x ${code.size})${data.centre ? '\n         The mean of the training images is taken off within the model.' : ''}
decoder: code (batch x ${code.size})${code.condition === 'label' ? ', and one-hot labels' : ''}
         -> images (batch x 784)${decode.output === 'bernoulli' ? ', the probability of ink of each pixel' : ''}

recipe.json is the experiment; the lab opens it as a link. Weights that the lab itself reads again are saved as safetensors.
`,
    look: 'What the encoder gets of ten test images, and below it what the network makes of it.',
  },
} as const
