// The names of the activations, apart from what computes them, so that the page can name them without loading an engine.

export const activationNames = ['linear', 'relu', 'sigmoid', 'tanh', 'softplus', 'elu'] as const
export type ActivationName = (typeof activationNames)[number]
