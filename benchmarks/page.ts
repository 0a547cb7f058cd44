// The benchmark's page: it keeps one worker for each engine, passes requests on, and says who draws.

import { rendererHere } from '../src/tensors/kernels/webgl/renderer.ts'
import type { Message, Reply } from './requests.ts'

/** What the command calls from outside. */
export interface Threads {
  open(): number
  /** @throws Error with the worker's sentence where it fails */
  ask(thread: number, message: Message): Promise<Reply>
  close(thread: number): void
  /** in WebGL's own words */
  renderer(): string
}

const workers = new Map<number, Worker>()

const threads: Threads = {
  open() {
    const thread = workers.size
    workers.set(thread, new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' }))
    return thread
  },
  ask(thread, message) {
    const worker = workers.get(thread)!
    return new Promise((resolve, reject) => {
      worker.addEventListener('message', ({ data }: MessageEvent<Reply>) => resolve(data), { once: true })
      worker.addEventListener(
        'error',
        ({ message: text }) => reject(new Error(text || 'The worker failed.')),
        {
          once: true,
        },
      )
      worker.postMessage(message)
    })
  },
  close(thread) {
    workers.get(thread)!.terminate()
  },
  renderer: () => rendererHere() ?? 'none',
}

Object.assign(globalThis, { threads })
