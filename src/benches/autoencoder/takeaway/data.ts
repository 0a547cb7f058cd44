// The images of a recipe in Python: loaded, chosen, read as numbers, corrupted and put together as a batch.

import type { AutoencoderRecipe } from '../recipe.ts'
import { needsMean } from '../meanImage.ts'
import { corruptionLines, type Framework } from './lines.ts'
import { indented, lines } from './python.ts'

/** Where each framework has each set that everybody has. */
const sources: Record<Exclude<AutoencoderRecipe['data']['set'], 'own'>, Record<Framework, string>> = {
  mnist: { keras: 'mnist', torch: 'MNIST' },
  'fashion-mnist': { keras: 'fashion_mnist', torch: 'FashionMNIST' },
}

/** Loads the set and keeps the recipe's images as bytes (images × 784). */
export function loadingLines({ data }: AutoencoderRecipe, framework: Framework): string {
  if (data.set === 'own') throw new Error('No notebook loads a set of your own, which only this browser has.')
  const name = sources[data.set][framework]
  const loaded =
    framework === 'keras'
      ? `(train_images, train_labels), (test_images, test_labels) = keras.datasets.${name}.load_data()`
      : lines(
          'def load(train):',
          `    images = datasets.${name}("data", train=train, download=True)`,
          '    return images.data.numpy(), images.targets.numpy()',
          '',
          '',
          'train_images, train_labels = load(train=True)',
          'test_images, test_labels = load(train=False)',
        )
  return lines(
    loaded,
    '',
    `classes = [${data.classes.join(', ')}]`,
    `chosen = np.flatnonzero(np.isin(train_labels, classes))[:${data.train}]  # the first ones in the order of the file`,
    'train_images, train_labels = train_images[chosen].reshape(-1, 784), train_labels[chosen]',
    'chosen = np.flatnonzero(np.isin(test_labels, classes))',
    'test_images, test_labels = test_images[chosen].reshape(-1, 784), test_labels[chosen]',
    'print(len(train_images), "training images,", len(test_images), "test images")',
  )
}

const readings: Record<AutoencoderRecipe['data']['pixels'], string> = {
  grey: '(images / 255).astype(np.float32)',
  threshold: '(images >= 128).astype(np.float32)',
  sampled: '(rng.random(images.shape, np.float32) < images / 255).astype(np.float32)',
}

/** `pixels`, `corrupt`, `present`, and the mean image where the recipe asks for it. */
export function presentingLines(recipe: AutoencoderRecipe): string {
  const { data, corrupt, code } = recipe
  const mean =
    data.pixels === 'threshold'
      ? 'pixels(train_images).mean(0)'
      : '(train_images / 255).mean(0).astype(np.float32)'
  return lines(
    'def pixels(images):',
    '    """Bytes (images x 784) as numbers from 0 to 1."""',
    `    return ${readings[data.pixels]}`,
    '',
    '',
    'def corrupt(x):',
    '    """What is seen of x, and a mask that is 1 where a pixel was hidden (None where none is)."""',
    indented(corruptionLines(corrupt.kind).numpy(corrupt)),
    needsMean(recipe) ? lines('', '', `mean_image = ${mean}`) : null,
    '',
    '',
    'def present(images, labels, clean=False):',
    '    """A batch: the target x, what the encoder sees, the hidden pixels, the labels that it is told."""',
    '    x = pixels(images)',
    '    seen, mask = (x, None) if clean else corrupt(x)',
    data.centre ? '    seen = seen - mean_image' : null,
    code.condition === 'label' ? '    told = np.eye(10, dtype=np.float32)[labels]' : '    told = None',
    '    return x, seen, mask, told',
  )
}

/** `next_batch`: indices in an endless stream of epochs. */
export const orderLines = lines(
  'def endless_order():',
  '    """Indices of training images, one shuffled epoch after the other."""',
  '    while True:',
  '        yield from rng.permutation(len(train_images))',
  '',
  '',
  'order = endless_order()',
  '',
  '',
  'def next_batch(size):',
  '    """The next images, across the end of an epoch where it falls into the batch."""',
  '    return np.fromiter(itertools.islice(order, int(size)), int)',
)
