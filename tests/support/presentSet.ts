// A set whose images are all there, in memory.

import type { Dataset, Images } from '../../src/data/dataset.ts'
import { classCount, type Chunk } from '../../src/data/manifest.ts'

export function presentSet({ train, test }: { train: Images; test: Images }): Dataset {
  return {
    set: 'mnist',
    manifest: {
      version: 1,
      set: 'mnist',
      rows: 28,
      columns: 28,
      train: [fileOf(train)],
      test: [fileOf(test)],
    },
    train,
    test,
    state: {
      trainImages: train.count,
      trainTotal: train.count,
      testReady: true,
      bytes: 0,
      bytesTotal: 0,
      failure: null,
    },
    trainReady: async () => {},
    testReady: async () => {},
    subscribe: () => () => {},
    retry: () => {},
  }
}

function fileOf({ count, labels }: Images): Chunk {
  const classes = Array.from(
    { length: classCount },
    (_, label) => labels.filter((own) => own === label).length,
  )
  return { file: 'memory.bin', images: count, bytes: 1, sha256: '0'.repeat(64), classes }
}
