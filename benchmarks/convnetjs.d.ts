// The part of ConvNetJS that the benchmark uses; the package has no types of its own.

declare module 'convnetjs' {
  class Vol {
    constructor(sx: number, sy: number, depth: number, value: number)
    w: Float64Array
  }
  class Net {
    makeLayers(definitions: readonly object[]): void
  }
  class Trainer {
    constructor(net: Net, options: { method: string; batch_size: number; l2_decay: number })
    train(x: Vol, y: Float64Array): { loss: number }
  }
  const convnetjs: { Vol: typeof Vol; Net: typeof Net; Trainer: typeof Trainer }
  export default convnetjs
}
