// What a training step asks of WebGL: its draws and uploads are counted, left out to see what remains, and waited for.

/** Of one step, on average. */
export interface Traffic {
  readonly draws: number
  /** calls of texImage2D and texSubImage2D that carry data */
  readonly uploads: number
}

type Name = Extract<keyof WebGL2RenderingContext, string>

const draws: readonly Name[] = [
  'drawArrays',
  'drawArraysInstanced',
  'drawElements',
  'drawElementsInstanced',
  'drawRangeElements',
]
const uploads: readonly Name[] = ['texImage2D', 'texSubImage2D']

/** Counts while `work` goes on, which takes `steps` steps; what is left out by `withoutDraws` counts all the same. */
export async function countTraffic(steps: number, work: () => Promise<void>): Promise<Traffic> {
  let drawn = 0
  let uploaded = 0
  const counted =
    (count: (given: readonly unknown[]) => void) =>
    (call: Call): Call =>
      function (this: unknown, ...given) {
        count(given)
        return call.apply(this, given)
      }
  const restore = [
    replace(
      draws,
      counted(() => (drawn += 1)),
    ),
    replace(
      uploads,
      counted((given) => (uploaded += given.some(isData) ? 1 : 0)),
    ),
  ]
  try {
    await work()
  } finally {
    restore.forEach((give) => give())
  }
  return { draws: drawn / steps, uploads: uploaded / steps }
}

/** Does `work` without drawing and without reading anything back: what is left is JavaScript. */
export async function withoutDraws(work: () => Promise<void>): Promise<void> {
  const restore = replace([...draws, 'readPixels'], () => () => undefined)
  try {
    await work()
  } finally {
    restore()
  }
}

/** Resolves when the device has done all that this context was asked for. */
export async function settled(context: WebGL2RenderingContext): Promise<void> {
  const fence = context.fenceSync(context.SYNC_GPU_COMMANDS_COMPLETE, 0)
  if (fence === null) throw new Error('The WebGL context is lost.')
  context.flush()
  // its state never changes within one task
  do await new Promise((resolve) => setTimeout(resolve))
  while (context.getSyncParameter(fence, context.SYNC_STATUS) !== context.SIGNALED)
  context.deleteSync(fence)
}

/** Remembers the WebGL context that is made from now on in this thread: the one of its engine. */
export function rememberContext(): () => WebGL2RenderingContext | null {
  let made: WebGL2RenderingContext | null = null
  if (typeof OffscreenCanvas === 'undefined') return () => null
  const canvas = OffscreenCanvas.prototype as unknown as { getContext: Call }
  const { getContext } = canvas
  canvas.getContext = function (this: unknown, ...given) {
    const context = getContext.apply(this, given)
    if (context instanceof WebGL2RenderingContext) made = context
    return context
  }
  return () => made
}

type Call = (this: unknown, ...given: unknown[]) => unknown

/** Puts others in the place of these methods of every context, until the returned function is called. */
function replace(names: readonly Name[], other: (call: Call) => Call): () => void {
  const methods = WebGL2RenderingContext.prototype as unknown as Record<string, Call>
  const before = names.map((name) => [name, methods[name]!] as const)
  for (const [name, call] of before) methods[name] = other(call)
  return () => before.forEach(([name, call]) => (methods[name] = call))
}

function isData(given: unknown): boolean {
  return typeof given === 'object' && given !== null
}
