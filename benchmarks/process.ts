// An engine's thread in Node: a process of its own, which is told where the packed data lie.

import { openDataset } from '../src/data/dataset.ts'
import { fileSource } from '../src/data/fileSource.ts'
import { openDoor } from './door.ts'
import type { Message } from './requests.ts'

const [folder = ''] = process.argv.slice(2)
const answer = openDoor({
  openData: () => openDataset('mnist', fileSource(folder)),
  wasmFiles: null,
  stockWasmFiles: null,
})

process.on('message', (message: Message) => {
  void answer(message).then((reply) => process.send!(reply))
})
process.on('disconnect', () => process.exit())
