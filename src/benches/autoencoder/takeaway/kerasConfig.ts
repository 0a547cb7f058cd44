// What the layers of a LayersModel have in common, as Keras 2 writes it.

type Config = Readonly<Record<string, unknown>>

export const channelsLast: Config = { data_format: 'channels_last' }

/** Every weight comes from the file; none is drawn. */
export const learned: Config = {
  use_bias: true,
  kernel_initializer: { class_name: 'Zeros', config: {} },
  bias_initializer: { class_name: 'Zeros', config: {} },
}

export function windowsConfig(filters: number, size: readonly [number, number], stride: number): Config {
  return {
    filters,
    kernel_size: size,
    strides: [stride, stride],
    dilation_rate: [1, 1],
    ...channelsLast,
    ...learned,
  }
}
