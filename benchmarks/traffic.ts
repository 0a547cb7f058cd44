// What a training step asks of WebGL: its calls are counted, left out to see what remains, and waited for.

/** Calls of one step, on average. */
export interface Traffic {
  readonly draws: number
  /** of what has been drawn to where it belongs */
  readonly copies: number
  /** of data to the device */
  readonly uploads: number
  /** that the thread may have to wait for */
  readonly reads: number
}

type Name = Extract<keyof WebGL2RenderingContext, string>

const methods: Record<keyof Traffic, readonly Name[]> = {
  draws: ['drawArrays', 'drawArraysInstanced', 'drawElements', 'drawElementsInstanced', 'drawRangeElements'],
  copies: ['copyTexSubImage2D', 'copyTexImage2D', 'blitFramebuffer'],
  uploads: ['texImage2D', 'texSubImage2D'],
  reads: ['readPixels', 'finish'],
}

/** Counts while `work` goes on, which takes `steps` steps; what is left out by `withoutDraws` counts all the same. */
export async function countTraffic(steps: number, work: () => Promise<void>): Promise<Traffic> {
  const counts = { draws: 0, copies: 0, uploads: 0, reads: 0 }
  const counted =
    (kind: keyof Traffic) =>
    (call: Call): Call =>
      function (this: unknown, ...given) {
        // a texture may be made without anything to put into it
        if (kind !== 'uploads' || given.some(isData)) counts[kind] += 1
        return call.apply(this, given)
      }
  const kinds = Object.keys(methods) as (keyof Traffic)[]
  const restore = kinds.map((kind) => replace(methods[kind], counted(kind)))
  try {
    await work()
  } finally {
    restore.forEach((give) => give())
  }
  return {
    draws: counts.draws / steps,
    copies: counts.copies / steps,
    uploads: counts.uploads / steps,
    reads: counts.reads / steps,
  }
}

/** Does `work` without drawing, copying and reading anything back: what is left is JavaScript. */
export async function withoutDraws(work: () => Promise<void>): Promise<void> {
  const restore = replace([...methods.draws, ...methods.copies, 'readPixels'], () => () => undefined)
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
  const context = WebGL2RenderingContext.prototype as unknown as Record<string, Call>
  const before = names.map((name) => [name, context[name]!] as const)
  for (const [name, call] of before) context[name] = other(call)
  return () => before.forEach(([name, call]) => (context[name] = call))
}

function isData(given: unknown): boolean {
  return typeof given === 'object' && given !== null
}
