// Hours of a lecture in a minute: train, pause, rewind, compare, another family, a lost context; nothing piles up.
// SOAK_MINUTES=30 makes it as long as that.

import { expect, test, type CDPSession, type Page } from '@playwright/test'
import { framesKept, runStatus, stepOf, train } from '../support/lab.ts'
import { linkOf, quick } from '../support/links.ts'

const minutes = Number(process.env['SOAK_MINUTES'] ?? 0)
const recipe = { ...quick, data: { train: 1000, classes: [7] }, optimise: { steps: 100_000, batch: 32 } }

interface Count {
  /** of the page, in bytes, after a collection: what scripts hold, and what the engine has compiled of them */
  readonly objects: number
  readonly code: number
  readonly listeners: number
  readonly nodes: number
  /** of all threads together */
  readonly tensors: number
}

/** In each thread, unless it ends meanwhile. */
async function inThreads<T>(page: Page, ask: () => T): Promise<T[]> {
  const answers = await Promise.allSettled(page.workers().map((worker) => worker.evaluate(ask)))
  return answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value as T] : []))
}

async function count(page: Page, session: CDPSession): Promise<Count> {
  // the page as it is when everything is there and drawn; PCA of the images has a thread of its own, and ends
  await expect(page.getByText('1 frame kept')).toBeVisible({ timeout: 60_000 })
  await page.waitForTimeout(3000)
  await expect.poll(() => page.workers().length, { timeout: 60_000 }).toBe(2)
  for (let i = 0; i < 3; i++) await session.send('HeapProfiler.collectGarbage')
  const { metrics } = await session.send('Performance.getMetrics')
  const metric = (name: string) => metrics.find((each) => each.name === name)!.value
  const tensors = await inThreads(page, () => {
    const { _tfengine } = globalThis as { _tfengine?: { state: { numTensors: number } } }
    return _tfengine?.state.numTensors ?? 0
  })
  return {
    ...(await heapOf(session)),
    listeners: metric('JSEventListeners'),
    nodes: metric('Nodes'),
    tensors: tensors.reduce((sum, each) => sum + each, 0),
  }
}

/** As far as V8 names it in the snapshot: what belongs to the document is counted by its nodes. */
async function heapOf(session: CDPSession): Promise<Pick<Count, 'objects' | 'code'>> {
  const chunks: string[] = []
  const collect = ({ chunk }: { chunk: string }) => void chunks.push(chunk)
  session.on('HeapProfiler.addHeapSnapshotChunk', collect)
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false })
  session.off('HeapProfiler.addHeapSnapshotChunk', collect)
  const { snapshot, nodes } = JSON.parse(chunks.join('')) as {
    snapshot: { meta: { node_fields: string[]; node_types: [string[]] } }
    nodes: number[]
  }
  const { node_fields: fields, node_types: types } = snapshot.meta
  const [type, size] = [fields.indexOf('type'), fields.indexOf('self_size')]
  const sums = { objects: 0, code: 0 }
  for (let at = 0; at < nodes.length; at += fields.length) {
    const name = types[0][nodes[at + type]!]
    if (name !== 'native') sums[name === 'code' ? 'code' : 'objects'] += nodes[at + size]!
  }
  return sums
}

/** The recipe of the soak as a fresh run, in the same page. */
async function openAgain(page: Page): Promise<void> {
  await page.goto(`/${linkOf(recipe)}&backend=webgl`)
  await expect(runStatus(page)).toContainText('Step 0', { timeout: 60_000 })
  await expect(page.getByRole('button', { name: 'Train' })).toBeEnabled({ timeout: 60_000 })
}

/** What a lecturer does in a quarter of an hour. */
async function round(page: Page): Promise<void> {
  await train(page)
  await expect.poll(() => stepOf(page), { timeout: 30_000 }).toBeGreaterThan(8)
  // a driver that is reset takes the trainer's context
  await inThreads(page, loseContext)
  await expect(runStatus(page)).toContainText('WASM', { timeout: 30_000 })
  const begun = await stepOf(page)
  await expect.poll(() => stepOf(page), { timeout: 30_000 }).toBeGreaterThan(begun + 20)
  await page.getByRole('button', { name: 'Pause' }).click()
  await expect(runStatus(page)).toContainText('Paused')
  await expect.poll(() => framesKept(page), { timeout: 30_000 }).toBeGreaterThan(3)
  const timeline = page.getByRole('slider', { name: 'Timeline' })
  for (const place of ['0', '500', '0']) await timeline.fill(place)
  await expect(runStatus(page)).toContainText(/shows step \d/)
  await page.getByRole('button', { name: 'Back to the run' }).click()

  for (let comparisons = 0; comparisons < 2; comparisons++) {
    await page.getByRole('button', { name: 'Compare A | B' }).click()
    await expect(page.getByRole('region', { name: 'Code plane, B' })).toBeVisible({ timeout: 60_000 })
    await page.getByRole('button', { name: 'Close B' }).click()
  }

  const families = page.getByRole('tablist', { name: 'Families' })
  for (const name of ['Linear', 'Denoising']) {
    await families.getByRole('tab', { name }).click()
    await expect(families.getByRole('tab', { name })).toHaveAttribute('aria-selected', 'true')
    await expect(page.getByRole('button', { name: 'Train' })).toBeEnabled({ timeout: 60_000 })
  }
  await openAgain(page)
}

function loseContext(): void {
  interface Engine {
    readonly registry: { readonly webgl?: { readonly gpgpu: { readonly gl: WebGL2RenderingContext } } }
  }
  const { _tfengine } = globalThis as { _tfengine?: Engine }
  _tfengine?.registry.webgl?.gpgpu.gl.getExtension('WEBGL_lose_context')?.loseContext()
}

test('train, pause, rewind, compare, other families and lost contexts leave nothing behind', async ({
  page,
}) => {
  test.setTimeout(180_000 + minutes * 60_000)
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable')
  await openAgain(page)
  const end = Date.now() + minutes * 60_000
  await round(page)
  const first = await count(page, session)
  let last = first
  for (let rounds = 1; rounds < 3 || Date.now() < end; rounds++) {
    await round(page)
    last = await count(page, session)
  }
  // less than the listeners that four comparisons left behind; a sentence of the page may stand there now and not then
  expect(last.listeners).toBeLessThan(1.04 * first.listeners)
  expect(last.nodes).toBeLessThan(1.04 * first.nodes)
  expect(last.tensors).toBeLessThanOrEqual(first.tensors)
  expect(last.objects).toBeLessThan(1.03 * first.objects)
  // functions go on being compiled anew for a while, each the better the more often it has run
  expect(last.code).toBeLessThan(1.5 * first.code)
})
