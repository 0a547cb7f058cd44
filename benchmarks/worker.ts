// An engine's thread in the browser: a module worker.

import * as z from 'zod/mini'
import { openDataset } from '../src/data/dataset.ts'
import { httpSource } from '../src/data/source.ts'
import { wasmFiles } from '../src/tensors/wasmFiles.ts'
import { openDoor } from './door.ts'
import type { Message } from './requests.ts'
import { stockWasmFiles } from './stockWasmFiles.ts'

// as in the product's own worker
z.config({ jitless: true })

const answer = openDoor({
  openData: () => openDataset('mnist', httpSource(new URL('/data/', location.href).href)),
  wasmFiles,
  stockWasmFiles,
})

addEventListener('message', ({ data }: MessageEvent<Message>) => {
  void answer(data).then((reply) => postMessage(reply))
})
