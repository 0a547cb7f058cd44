// The three networks that every engine trains, as recipes of the product, with the arithmetic of one step.

/** Images of a step. */
export const batch = 128
/** Pixels of an image. */
export const pixels = 784
/** Adam's, with β₁ = 0.9, β₂ = 0.999 and ε = 1e-7 everywhere. */
export const adam = { rate: 0.001, beta1: 0.9, beta2: 0.999, epsilon: 1e-7 }

export const modelNames = ['M1', 'M2', 'M3'] as const
export type ModelName = (typeof modelNames)[number]

interface Model {
  readonly label: string
  /** the part of a recipe that differs from its family's default */
  readonly recipe: object
  /** multiply-adds that each layer takes for one image, in the order of the data's flow */
  readonly multiplyAdds: readonly number[]
}

const optimise = { method: 'adam', rate: adam.rate, batch }

export const models: Record<ModelName, Model> = {
  M1: {
    label: 'MLP 784-128-32-128-784',
    recipe: {
      family: 'undercomplete',
      encode: { layers: [{ kind: 'dense', units: 128 }] },
      code: { size: 32 },
      optimise,
    },
    multiplyAdds: [784 * 128, 128 * 32, 32 * 128, 128 * 784],
  },
  M2: {
    label: 'VAE 784-512-(2+2)-512-784',
    recipe: {
      family: 'variational',
      encode: { layers: [{ kind: 'dense', units: 512 }] },
      code: { size: 2 },
      optimise,
    },
    multiplyAdds: [784 * 512, 512 * 2, 512 * 2, 2 * 512, 512 * 784],
  },
  M3: {
    label: 'convolutional 3×3, 16 and 32 filters',
    recipe: {
      family: 'convolutional',
      encode: {
        layers: [
          { kind: 'conv', filters: 16, size: 3, stride: 2, padding: 'same' },
          { kind: 'conv', filters: 32, size: 3, stride: 2, padding: 'same' },
        ],
      },
      code: { size: 16 },
      optimise,
    },
    multiplyAdds: [
      14 * 14 * 9 * 16,
      7 * 7 * 9 * 16 * 32,
      7 * 7 * 32 * 16,
      16 * 7 * 7 * 32,
      7 * 7 * 9 * 32 * 16,
      14 * 14 * 9 * 16,
    ],
  },
}

/**
 * Floating point operations of one step: a multiply-add is two, and every layer multiplies three times, forward and
 * for the gradients of its kernel and of its input; the first layer's input needs none. Nothing else is counted.
 */
export function operations(model: ModelName): number {
  const { multiplyAdds } = models[model]
  const sum = multiplyAdds.reduce((total, layer) => total + layer, 0)
  return 2 * batch * (3 * sum - multiplyAdds[0]!)
}
