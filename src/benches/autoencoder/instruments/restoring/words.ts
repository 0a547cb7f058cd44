// The words of restoring.

export const words = {
  en: {
    trainedOn: (noise: string) => `paint on the image · trained on ${noise}`,
    neverTrained: 'paint on the image · this net never saw noise',
    tools: 'Brush',
    tool: (tool: 'hole' | 'ink' | 'noise') => ({ hole: 'Hole', ink: 'Ink', noise: 'Noise' })[tool],
    presets: 'Ready-made holes',
    preset: (preset: 'middle' | 'left' | 'lower') =>
      ({ middle: 'Middle', left: 'Left half', lower: 'Lower half' })[preset],
    clear: 'Clear',
    pad: 'The chosen image, to paint on',
    help: 'Paint with a pointer. With the keyboard: arrow keys move the brush, Space puts it down or lifts it.',
    painted: 'painted',
    net: 'this net',
    linear: 'linear denoiser',
    computing: 'being computed …',
    netLabel: 'What this net restores',
    linearLabel: 'What the linear denoiser restores',
    mse: 'MSE per pixel',
    where: (count: string) => `${count} painted`,
    elsewhere: 'all others',
    unit: 'file index',
    image: 'test image',
  },
}
