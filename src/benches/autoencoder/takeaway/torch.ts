// The cells of a PyTorch notebook that are not text.

import { firstStep } from '../../../lab/origin.ts'
import type { AutoencoderRecipe } from '../recipe.ts'
import { type Shape } from '../shapes.ts'
import { outputLogVariance } from '../architecture.ts'
import { loadingLines, orderLines, presentingLines } from './data.ts'
import type { FrameworkCells } from './frameworkCells.ts'
import { lastBias, networkLines, type Idiom } from './network.ts'
import { objectiveLines } from './objective.ts'
import { indented, lines, nameOf } from './python.ts'
import { scheduleLines } from './schedule.ts'

const activations: Readonly<Record<string, string>> = {
  linear: '',
  relu: 'F.relu',
  sigmoid: 'torch.sigmoid',
  tanh: 'torch.tanh',
  softplus: 'F.softplus',
  elu: 'F.elu',
}

const idiom: Idiom = {
  framework: 'torch',
  // in the lab, and so in the files that it saves, channels stand last
  pictures: (h, [height, width, channels]: Shape) =>
    `${h}.reshape(-1, ${height}, ${width}, ${channels}).permute(0, 3, 1, 2)`,
  rows: (h) => `${h}.permute(0, 2, 3, 1).flatten(1)`,
  withLabels: (h) => `torch.cat([${h}, labels], 1)`,
  dropped: (h, rate) => `F.dropout(${h}, ${rate}, self.training)`,
  activated: (name, h) => `${activations[name]}(${h})`,
  layersActivate: false,
}

export const torchCells: FrameworkCells = {
  install: 'pip install torch torchvision matplotlib',

  imports: ({ seed }) =>
    lines(
      'import itertools',
      'import math',
      'from types import SimpleNamespace',
      '',
      'import numpy as np',
      'import torch',
      'import torch.nn.functional as F',
      'from torch import nn',
      'from torchvision import datasets',
      '',
      `seed = ${seed}`,
      'rng = np.random.default_rng(seed)',
      'torch.manual_seed(seed)',
      'device = "cuda" if torch.cuda.is_available() else "cpu"',
      'print("on", device)',
    ),

  load: (recipe) => loadingLines(recipe, 'torch'),
  present: (recipe) => lines(presentingLines(recipe), '', '', orderLines),

  network: (recipe) => {
    const { encode, decode } = recipe
    const network = networkLines(recipe, idiom)
    const kernels = network.kernels.map(({ place }) => `self.${nameOf(place.name)}.weight`)
    return lines(
      'class Autoencoder(nn.Module):',
      '    def __init__(self):',
      '        super().__init__()',
      ...network.made.map(([name, expression]) => `        self.${name} = ${expression}`),
      ...network.biases.map(({ name, size }) => `        self.${name} = nn.Parameter(torch.zeros(${size}))`),
      decode.variance === 'learned'
        ? `        self.${nameOf(outputLogVariance.name)} = nn.Parameter(torch.zeros(()))`
        : null,
      '        for layer in self.children():',
      encode.initial === 'glorot'
        ? '            nn.init.xavier_uniform_(layer.weight)'
        : lines(
            '            # in PyTorch the inputs of a transposed convolution stand first',
            '            mode = "fan_out" if isinstance(layer, nn.ConvTranspose2d) else "fan_in"',
            '            nn.init.kaiming_normal_(layer.weight, mode=mode, nonlinearity="relu")',
          ),
      '            nn.init.zeros_(layer.bias)',
      decode.bias === 'mean' ? indented(biasOfMean(recipe), 8) : null,
      '',
      '    def kernels(self):',
      `        return [${kernels.join(', ')}]`,
      '',
      '    def encode(self, x, labels=None):',
      '        h = x',
      ...network.encode.map((line) => `        ${line}`),
      network.logVariance === null
        ? `        return ${network.code}, None`
        : `        return ${network.code}, ${network.logVariance}`,
      '',
      '    def decode(self, code, labels=None):',
      '        h = code',
      ...network.decode.map((line) => `        ${line}`),
      '        return h',
      '',
      '',
      'model = Autoencoder().to(device)',
      'print(sum(parameter.numel() for parameter in model.parameters()), "weights")',
    )
  },

  weights: (recipe, file) => {
    const network = networkLines(recipe, idiom)
    const bias = (name: string) => `put(model.${nameOf(name)}.bias, saved["${name}/bias"])`
    return lines(
      `weights_file = ${file === null ? 'None' : JSON.stringify(file)}`,
      '',
      '',
      'def load_weights(file):',
      '    """Weights as the lab saves them: kernels are (inputs x outputs)."""',
      '    from safetensors.numpy import load_file  # pip install safetensors',
      '',
      '    saved = load_file(file)',
      '',
      '    def put(parameter, values):',
      '        values = torch.from_numpy(np.ascontiguousarray(values, np.float32))',
      '        parameter.data.copy_(values.reshape(parameter.shape))',
      '',
      ...network.kernels.map(
        ({ place, saved }) =>
          `    put(model.${nameOf(place.name)}.weight, ${saved})\n    ${bias(place.name)}`,
      ),
      ...network.biases.map(({ name, saved }) => `    put(model.${name}, saved["${saved}"])`),
      recipe.decode.variance === 'learned'
        ? `    put(model.${nameOf(outputLogVariance.name)}, saved["${outputLogVariance.name}"])`
        : null,
      '',
      '',
      'if weights_file is not None:',
      '    load_weights(weights_file)',
    )
  },

  code: ({ code }) =>
    lines(
      'def decoded_code(code, log_variance):',
      '    """What the decoder gets while it trains."""',
      ...(code.kind === 'point'
        ? ['    return code']
        : [
            ...(code.samples > 1
              ? [
                  `    code, log_variance = code.repeat(${code.samples}, 1), log_variance.repeat(${code.samples}, 1)`,
                ]
              : []),
            '    z = code + (0.5 * log_variance).exp() * torch.randn_like(code)',
            code.gradient === 'blocked' ? '    return z.detach()' : '    return z',
          ]),
      '',
      '',
      'def tensor(values):',
      '    return None if values is None else torch.from_numpy(values).to(device)',
      '',
      '',
      'def forward_of(x, seen, mask, labels, step=0):',
      '    """A batch on its way through the model: everything that the objective is made of."""',
      '    x, seen, mask, labels = map(tensor, (x, seen, mask, labels))',
      '    seen.requires_grad_(model.training)',
      '    code, log_variance = model.encode(seen, labels)',
      '    z = decoded_code(code, log_variance)',
      '    copies = len(z) // len(x)',
      '    repeated = lambda rows: None if rows is None else rows.repeat(copies, 1)',
      '    output = model.decode(z, repeated(labels))',
      '    return SimpleNamespace(',
      '        x=repeated(x), mask=repeated(mask), seen=seen, labels=labels, step=step,',
      '        code=code, log_variance=log_variance, output=output,',
      '    )',
    ),

  objective: (recipe) => {
    const { decode, code, objective } = recipe
    const perPixel =
      decode.output === 'bernoulli'
        ? lines(
            '    # binary cross-entropy on logits: softplus(a) - x a',
            '    per_pixel = F.binary_cross_entropy_with_logits(forward.output, forward.x, reduction="none")',
          )
        : code.kind === 'point'
          ? '    per_pixel = (forward.output - forward.x) ** 2'
          : lines(
              decode.variance === 'learned'
                ? `    log_variance = model.${nameOf(outputLogVariance.name)}`
                : `    log_variance = torch.tensor(math.log(${decode.variance}))`,
              '    error = (forward.output - forward.x) ** 2',
              '    per_pixel = 0.5 * (error / log_variance.exp() + log_variance + math.log(2 * math.pi))',
            )
    return lines(
      'def reconstruction(forward):',
      '    """Of each image, summed over its pixels."""',
      perPixel,
      objective.reconstruction.over === 'masked'
        ? lines(
            '    if forward.mask is not None:  # only what was hidden counts',
            '        per_pixel = per_pixel * forward.mask',
          )
        : null,
      '    return per_pixel.sum(1)',
      objectiveLines(recipe, 'torch', 'reconstruction(forward).mean()'),
    )
  },

  train: (recipe) => {
    const { optimise } = recipe
    const optimiser = {
      sgd: 'torch.optim.SGD(model.parameters(), lr=setting["optimise.rate"])',
      momentum: 'torch.optim.SGD(model.parameters(), lr=setting["optimise.rate"], momentum=0.9)',
      adam: 'torch.optim.Adam(model.parameters(), lr=setting["optimise.rate"], betas=(0.9, 0.999), eps=1e-7)',
    }[optimise.method]
    return lines(
      scheduleLines(recipe),
      '',
      '',
      `optimiser = ${optimiser}`,
      'model.train()',
      `for step in range(${firstStep(recipe) > 0 ? `${firstStep(recipe)}, ` : ''}steps):`,
      '    now = in_force(step)',
      '    for group in optimiser.param_groups:',
      '        group["lr"] = now["optimise.rate"]',
      '    chosen = next_batch(now["optimise.batch"])',
      '    forward = forward_of(*present(train_images[chosen], train_labels[chosen]), step)',
      '    loss = objective(forward, weights(step))',
      '    optimiser.zero_grad()',
      '    loss.backward()',
      '    optimiser.step()',
      '    if (step + 1) % 100 == 0:',
      '        print(f"step {step + 1} of {steps}: {reconstruction(forward).mean().item():.2f} per image")',
    )
  },

  evaluate: ({ code, decode }) => {
    const image = (output: string) => (decode.output === 'bernoulli' ? `torch.sigmoid(${output})` : output)
    return lines(
      '@torch.no_grad()',
      'def evaluate(images, labels):',
      '    model.eval()',
      '    sums = {}',
      '    for start in range(0, len(images), 1000):',
      '        part = slice(start, start + 1000)',
      '        forward = forward_of(*present(images[part], labels[part], clean=True))',
      '        x = forward.x[: len(forward.code)]',
      `        restored = ${image('model.decode(forward.code, forward.labels)')}`,
      '        found = {',
      '            "reconstruction": reconstruction(forward).mean().item(),',
      '            "msePerPixel": ((restored - x) ** 2).mean().item(),',
      code.kind === 'gaussian' ? '            "kl": kl(forward).item(),' : null,
      '        }',
      '        for name, value in found.items():',
      '            sums[name] = sums.get(name, 0) + value * len(x)',
      '    return {name: value / len(images) for name, value in sums.items()}',
      '',
      '',
      'result = evaluate(test_images, test_labels)',
      'print(result)',
    )
  },

  look: ({ data, decode }) =>
    lines(
      'import matplotlib.pyplot as plt',
      '',
      'with torch.no_grad():',
      '    model.eval()',
      '    forward = forward_of(*present(test_images[:10], test_labels[:10]))',
      '    restored = model.decode(forward.code, forward.labels)',
      decode.output === 'bernoulli' ? '    restored = torch.sigmoid(restored)' : null,
      data.centre
        ? 'rows = [forward.seen.cpu() + torch.from_numpy(mean_image), restored]'
        : 'rows = [forward.seen, restored]',
      'picture = np.concatenate([np.hstack(row.cpu().numpy().reshape(-1, 28, 28)) for row in rows])',
      'plt.figure(figsize=(10, 2))',
      'plt.imshow(picture, cmap="gray_r")',
      'plt.axis("off")',
      'plt.show()',
    ),
}

function biasOfMean({ decode }: AutoencoderRecipe): string {
  const mean = decode.output === 'bernoulli' ? 'torch.logit(mean.clamp(0.001, 0.999))' : 'mean'
  return lines('mean = torch.from_numpy(mean_image)', `self.${lastBias(decode)}.data.copy_(${mean})`)
}
