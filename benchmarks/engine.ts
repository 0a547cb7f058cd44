// What an engine is to the benchmark: something that starts on a backend, makes a network and takes training steps.

import type { Dataset } from '../src/data/dataset.ts'
import type { ModelName } from './models.ts'
import type { HoldFactors } from './product.ts'

export interface Engine {
  /** The network with fresh weights, and its optimiser. All images of `data` are there. */
  begin(model: ModelName, data: Dataset): Promise<Training>
  /** For products of matrices, where the engine can be asked for them alone. */
  readonly holdFactors?: HoldFactors
}

export interface Training {
  /** Takes `count` steps; resolves when the last one is done. Losses are read at the steps where the product reads them. */
  take(count: number): Promise<void>
  /** The loss last read, nats per image, or what the engine has instead. */
  loss(): number
}

/** The WASM binaries' addresses by file name; null in Node, where the package finds its own. */
export type WasmFiles = Record<string, string> | null

/** @throws Error with the reason where the engine does not start on this backend */
export type StartEngine = (backend: string, wasmFiles: WasmFiles) => Promise<Engine>
