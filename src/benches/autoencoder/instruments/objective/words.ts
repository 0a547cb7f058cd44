// The words of the objective's curves.

export const words = {
  en: {
    note: (unit: string, batches: string) => `test, ${batches} pale · ${unit} · steps, log scale`,
    noteOfBoth: (unit: string) => `test · A solid, B dashed · ${unit}`,
    side: 'run',
    batches: 'batches',
    corruptedBatches: 'corrupted batches',
    hiddenPixels: 'hidden pixels of batches',
    label: (values: string, step: string) => `Curves over the steps; at step ${step}: ${values}`,
    value: (name: string, value: string, unit: string) => `${name} ${value} (${unit})`,
    steps: 'steps',
    reconstruction: 'reconstruction',
    total: 'total',
    floor: (nats: string) => `entropy of the pixels ${nats}: the floor of the test curve`,
    floorZero: 'floor 0: black and white could come back exactly',
    floorShort: (nats: string) => `entropy of the pixels ${nats}`,
    pca: (k: string, error: string) => `PCA with k = ${k} on the same test images: ${error}`,
    pcaShort: (k: string, error: string) => `PCA, k = ${k}: ${error}`,
    hover: (name: string, step: string, value: string, unit: string) =>
      `step ${step}: ${name} ${value}<br>${unit}`,
    batch: (name: string) => `batch ${name}`,
    step: 'step',
    set: 'set',
    testSet: 'test',
    batchSet: 'batch',
    rate: 'rate',
    batchSize: 'batch',
    change: (name: string, value: string) => `${name} ${value}`,
  },
}
