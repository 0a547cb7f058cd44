// The cells of a Keras 3 notebook that are not text. It computes on TensorFlow, whose padding is the lab's.

import { firstStep } from '../../../lab/origin.ts'
import type { AutoencoderRecipe } from '../recipe.ts'
import { pixels, type Shape } from '../shapes.ts'
import { outputLogVariance } from '../architecture.ts'
import { loadingLines, orderLines, presentingLines } from './data.ts'
import type { FrameworkCells } from './frameworkCells.ts'
import { lastBias, networkLines, type Idiom } from './network.ts'
import { objectiveLines } from './objective.ts'
import { lines, nameOf } from './python.ts'
import { scheduleLines } from './schedule.ts'

const idiom: Idiom = {
  framework: 'keras',
  pictures: (h, [height, width, channels]: Shape) =>
    `ops.reshape(${h}, (-1, ${height}, ${width}, ${channels}))`,
  rows: (h, [height, width, channels]: Shape) => `ops.reshape(${h}, (-1, ${height * width * channels}))`,
  withLabels: (h) => `ops.concatenate([${h}, labels], axis=1)`,
  dropped: (h) => `self.dropout(${h}, training=training)`,
  activated: (name, h) => `ops.${name}(${h})`,
  layersActivate: true,
}

export const kerasCells: FrameworkCells = {
  install: 'pip install keras tensorflow matplotlib',

  imports: ({ seed }) =>
    lines(
      'import itertools',
      'import math',
      'import os',
      'from types import SimpleNamespace',
      '',
      'os.environ["KERAS_BACKEND"] = "tensorflow"  # before Keras is imported',
      'import keras',
      'import numpy as np',
      'import tensorflow as tf',
      'from keras import initializers, layers, ops',
      '',
      `seed = ${seed}`,
      'rng = np.random.default_rng(seed)',
      'keras.utils.set_random_seed(seed)',
    ),

  load: (recipe) => loadingLines(recipe, 'keras'),
  present: (recipe) => lines(presentingLines(recipe), '', '', orderLines),

  network: (recipe) => {
    const { encode, decode, code } = recipe
    const network = networkLines(recipe, idiom)
    const kernels = network.kernels.map(({ place }) => `self.${nameOf(place.name)}.kernel`)
    const labelled = code.condition === 'label' ? ', tf.zeros((1, 10))' : ''
    return lines(
      'class Autoencoder(keras.Model):',
      '    def __init__(self):',
      '        super().__init__()',
      ...network.made.map(([name, expression]) => `        self.${name} = ${expression}`),
      ...network.biases.map(
        ({ name, size }) =>
          `        self.${name} = self.add_weight(shape=(${size},), initializer="zeros", name="${name}")`,
      ),
      encode.dropout > 0 ? `        self.dropout = layers.Dropout(${encode.dropout})` : null,
      decode.variance === 'learned'
        ? `        self.${nameOf(outputLogVariance.name)} = self.add_weight(shape=(), initializer="zeros", name="${nameOf(outputLogVariance.name)}")`
        : null,
      '',
      '    def kernels(self):',
      `        return [${kernels.join(', ')}]`,
      '',
      '    def encode(self, x, labels=None, training=False):',
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
      '    def call(self, x, labels=None):',
      '        return self.decode(self.encode(x, labels)[0], labels)',
      '',
      '',
      'model = Autoencoder()',
      `model(tf.zeros((1, ${pixels}))${labelled})  # makes the weights${code.kind === 'gaussian' ? ', both heads’ among them' : ''}`,
      decode.bias === 'mean' ? biasOfMean(recipe) : null,
      'print(model.count_params(), "weights")',
    )
  },

  weights: (recipe, file) => {
    const network = networkLines(recipe, idiom)
    return lines(
      `weights_file = ${file === null ? 'None' : JSON.stringify(file)}`,
      '',
      '',
      'def load_weights(file):',
      '    """Weights as the lab saves them: kernels are (inputs x outputs)."""',
      '    from safetensors.numpy import load_file  # pip install safetensors',
      '',
      '    saved = load_file(file)',
      ...network.kernels.map(({ place, saved }) =>
        lines(
          `    model.${nameOf(place.name)}.kernel.assign(${saved})`,
          `    model.${nameOf(place.name)}.bias.assign(saved["${place.name}/bias"])`,
        ),
      ),
      ...network.biases.map(({ name, saved }) => `    model.${name}.assign(saved["${saved}"])`),
      recipe.decode.variance === 'learned'
        ? `    model.${nameOf(outputLogVariance.name)}.assign(saved["${outputLogVariance.name}"].reshape(()))`
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
                  `    code, log_variance = ops.tile(code, (${code.samples}, 1)), ops.tile(log_variance, (${code.samples}, 1))`,
                ]
              : []),
            '    z = code + ops.exp(0.5 * log_variance) * tf.random.normal(tf.shape(code))',
            code.gradient === 'blocked' ? '    return ops.stop_gradient(z)' : '    return z',
          ]),
      '',
      '',
      'def forward_of(x, seen, mask, labels, step=0.0, training=False):',
      '    """A batch on its way through the model: everything that the objective is made of."""',
      '    with tf.GradientTape(persistent=True) as tape:  # for terms that ask how the code follows the image',
      '        tape.watch(seen)',
      '        code, log_variance = model.encode(seen, labels, training)',
      '    z = decoded_code(code, log_variance)',
      `    repeated = lambda rows: None if rows is None else ops.tile(rows, (${code.samples}, 1))`,
      '    output = model.decode(z, repeated(labels))',
      '    return SimpleNamespace(',
      '        x=repeated(x), mask=repeated(mask), seen=seen, labels=labels, step=step, tape=tape,',
      '        code=code, log_variance=log_variance, output=output,',
      '    )',
    ),

  objective: (recipe) => {
    const { decode, code, objective } = recipe
    const perPixel =
      decode.output === 'bernoulli'
        ? lines(
            '    # binary cross-entropy on logits: softplus(a) - x a',
            '    per_pixel = tf.nn.sigmoid_cross_entropy_with_logits(labels=forward.x, logits=forward.output)',
          )
        : code.kind === 'point'
          ? '    per_pixel = (forward.output - forward.x) ** 2'
          : lines(
              decode.variance === 'learned'
                ? `    log_variance = ops.convert_to_tensor(model.${nameOf(outputLogVariance.name)})`
                : `    log_variance = math.log(${decode.variance})`,
              '    error = (forward.output - forward.x) ** 2',
              '    per_pixel = 0.5 * (error / ops.exp(log_variance) + log_variance + math.log(2 * math.pi))',
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
      '    return ops.sum(per_pixel, axis=1)',
      objectiveLines(recipe, 'keras', 'ops.mean(reconstruction(forward))'),
    )
  },

  train: (recipe) => {
    const { optimise, changes } = recipe
    const first = firstStep(recipe)
    const isCarried = optimise.method === 'momentum' && changes.some(({ path }) => path === 'optimise.rate')
    const optimiser = {
      sgd: 'keras.optimizers.SGD(float(setting["optimise.rate"]))',
      momentum: 'keras.optimizers.SGD(float(setting["optimise.rate"]), momentum=0.9)',
      adam: 'keras.optimizers.Adam(float(setting["optimise.rate"]), beta_1=0.9, beta_2=0.999, epsilon=1e-7)',
    }[optimise.method]
    return lines(
      scheduleLines(recipe),
      '',
      '',
      `optimiser = ${optimiser}`,
      'optimiser.build(model.trainable_variables)',
      '',
      '',
      '@tf.function(reduce_retracing=True)',
      'def train_step(x, seen, mask, labels, step, weights):',
      '    with tf.GradientTape() as tape:',
      '        forward = forward_of(x, seen, mask, labels, step, training=True)',
      '        loss = objective(forward, weights)',
      '    optimiser.apply(tape.gradient(loss, model.trainable_variables), model.trainable_variables)',
      '    return ops.mean(reconstruction(forward))',
      '',
      '',
      'def tensor(values):',
      '    return None if values is None else tf.constant(values, tf.float32)',
      '',
      '',
      isCarried ? `rate = in_force(${first})["optimise.rate"]` : null,
      `for step in range(${first > 0 ? `${first}, ` : ''}steps):`,
      '    now = in_force(step)',
      isCarried
        ? lines(
            '    for momentum in optimiser.momentums:  # Keras keeps the rate in them',
            '        momentum.assign(momentum * (now["optimise.rate"] / rate))',
            '    rate = now["optimise.rate"]',
          )
        : null,
      '    optimiser.learning_rate = now["optimise.rate"]',
      '    chosen = next_batch(now["optimise.batch"])',
      '    batch = map(tensor, present(train_images[chosen], train_labels[chosen]))',
      '    weighted = {name: tensor(value) for name, value in weights(step).items()}',
      '    found = train_step(*batch, tensor(step), weighted)',
      '    if (step + 1) % 100 == 0:',
      '        print(f"step {step + 1} of {steps}: {float(found):.2f} per image")',
    )
  },

  evaluate: ({ code, decode }) => {
    const image = (output: string) => (decode.output === 'bernoulli' ? `ops.sigmoid(${output})` : output)
    return lines(
      'def evaluate(images, labels):',
      '    sums = {}',
      '    for start in range(0, len(images), 1000):',
      '        part = slice(start, start + 1000)',
      '        x, seen, _, told = map(tensor, present(images[part], labels[part], clean=True))',
      '        forward = forward_of(x, seen, None, told)',
      `        restored = ${image('model.decode(forward.code, told)')}`,
      '        found = {',
      '            "reconstruction": float(ops.mean(reconstruction(forward))),',
      '            "msePerPixel": float(ops.mean((restored - x) ** 2)),',
      code.kind === 'gaussian' ? '            "kl": float(kl(forward)),' : null,
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
      '_, seen, _, told = map(tensor, present(test_images[:10], test_labels[:10]))',
      'restored = model.decode(model.encode(seen, told)[0], told)',
      decode.output === 'bernoulli' ? 'restored = ops.sigmoid(restored)' : null,
      data.centre ? 'rows = [seen + mean_image, restored]' : 'rows = [seen, restored]',
      'picture = np.concatenate([np.hstack(np.reshape(row, (-1, 28, 28))) for row in rows])',
      'plt.figure(figsize=(10, 2))',
      'plt.imshow(picture, cmap="gray_r")',
      'plt.axis("off")',
      'plt.show()',
    ),
}

function biasOfMean({ decode }: AutoencoderRecipe): string {
  const bias = `model.${lastBias(decode)}`
  if (decode.output === 'gaussian') return `${bias}.assign(mean_image)`
  return lines(
    'clipped = np.clip(mean_image, 0.001, 0.999)',
    `${bias}.assign(np.log(clipped / (1 - clipped)))`,
  )
}
