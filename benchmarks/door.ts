// The door of an engine's thread, the same in a worker of the browser and in a process of Node: what it is asked, it times.

import type { Dataset } from '../src/data/dataset.ts'
import { isLossRead } from '../src/lab/run.ts'
import type { EngineName } from './cases.ts'
import type { StartEngine, Training, WasmFiles } from './engine.ts'
import { fastestProduct, type HoldFactors } from './product.ts'
import type { Message, Reply, RequestName, Requests } from './requests.ts'
import { countTraffic, rememberContext, settled, withoutDraws, type Traffic } from './traffic.ts'

/** How this thread comes to its files. */
export interface Surroundings {
  readonly openData: () => Promise<Dataset>
  /** of the product */
  readonly wasmFiles: WasmFiles
  /** of the tfjs beside which it is measured */
  readonly stockWasmFiles: WasmFiles
}

const engines: Record<EngineName, () => Promise<{ start: StartEngine }>> = {
  ours: () => import('./engines/ours.ts'),
  stock: () => import('./engines/stock.ts'),
  layers: () => import('./engines/layers.ts'),
  jax: () => import('./engines/jax.ts'),
  convnet: () => import('./engines/convnet.ts'),
}

type Answers = { [N in RequestName]: (ask: Requests[N]['ask']) => Promise<Requests[N]['answer']> }

export function openDoor(surroundings: Surroundings): (message: Message) => Promise<Reply> {
  let training: Training | null = null
  let holdFactors: HoldFactors | undefined
  let step = 0
  let onWebgl = false
  const context = rememberContext()

  async function take(steps: number): Promise<number> {
    if (training === null) throw new Error('Nothing has been opened in this thread.')
    const begun = performance.now()
    await training.take(steps)
    step += steps
    return performance.now() - begun
  }

  /** A device that has not just been read is waited for. */
  async function takeAndSettle(steps: number): Promise<number> {
    const begun = performance.now()
    await take(steps)
    const device = context()
    if (onWebgl && device !== null && !isLossRead(step)) await settled(device)
    return performance.now() - begun
  }

  const answers: Answers = {
    async open({ engine, backend, model }) {
      onWebgl = backend === 'webgl'
      const { start } = await engines[engine]()
      const data = await surroundings.openData()
      await data.trainReady(data.train.count)
      const wasmFiles = engine === 'ours' ? surroundings.wasmFiles : surroundings.stockWasmFiles
      const started = await start(backend, wasmFiles)
      ;({ holdFactors } = started)
      const begun = performance.now()
      training = await started.begin(model, data)
      await take(1)
      return performance.now() - begun
    },
    take: ({ steps }) => takeAndSettle(steps),
    loss: async () => ({ step, loss: training?.loss() ?? NaN }),
    async traffic() {
      let traffic: Traffic | null = null
      await withoutDraws(async () => {
        await take(10 - (step % 10))
        traffic = await countTraffic(10, async () => {
          await take(10)
        })
      })
      return traffic!
    },
    async script({ tens }) {
      let sum = 0
      const device = context()
      if (device !== null) await settled(device)
      await withoutDraws(async () => {
        await take(10 - (step % 10))
        for (let i = 0; i < tens; i++) {
          // the tenth step reads its loss, and waits for it whatever it costs
          sum += await take(9)
          await take(1)
        }
      })
      return sum / (9 * tens)
    },
    product: async () => (holdFactors === undefined ? null : fastestProduct(holdFactors)),
  }

  return async ({ name, ask }) => {
    try {
      return { answer: await answers[name](ask as never) }
    } catch (error) {
      return { failure: error instanceof Error ? error.message : String(error) }
    }
  }
}
