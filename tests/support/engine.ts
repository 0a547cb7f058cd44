// Starts one engine for a test, and no other in its place.

import type { BackendName } from '../../src/tensors/backendNames.ts'
import { startBackend, type WasmFiles } from '../../src/tensors/backends.ts'

/** @throws when this engine does not start here, with the reasons */
export async function startEngine(name: BackendName, wasmFiles: WasmFiles = null): Promise<void> {
  const { name: started, refused } = await startBackend(name, wasmFiles)
  if (started !== name) throw new Error(`${name} does not start here: ${JSON.stringify(refused)}`)
}
