// Reads the original MNIST files as they were published: gzipped IDX, a big-endian header before the bytes.

import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'

export interface LabelledImages {
  /** count × 784 bytes, image after image, row by row */
  images: Uint8Array
  labels: Uint8Array
  count: number
}

/**
 * The images and labels of one part of a set: 60,000 for `train`, 10,000 for `t10k`. Throws when a file is
 * missing.
 */
export function readIdx(set: 'mnist' | 'fashion-mnist', part: 'train' | 't10k'): LabelledImages {
  const images = readBytes(`${set}/${part}-images-idx3-ubyte.gz`).subarray(16)
  const labels = readBytes(`${set}/${part}-labels-idx1-ubyte.gz`).subarray(8)
  return { images, labels, count: labels.length }
}

function readBytes(path: string): Uint8Array {
  return new Uint8Array(gunzipSync(readFileSync(new URL(`../../datasets/${path}`, import.meta.url))))
}
