// Who draws on a WebGL context, in the driver's own words.

export function rendererOf(context: WebGL2RenderingContext): string {
  const extension = context.getExtension('WEBGL_debug_renderer_info')
  return String(context.getParameter(extension ? extension.UNMASKED_RENDERER_WEBGL : context.RENDERER))
}

/** The same of WebGL in this thread, null without it. Takes a context, and gives it back at once. */
export function rendererHere(): string | null {
  if (typeof OffscreenCanvas === 'undefined') return null
  const context = new OffscreenCanvas(1, 1).getContext('webgl2')
  if (context === null) return null
  const renderer = rendererOf(context)
  giveBack(context)
  return renderer
}

export function isSoftware(renderer: string): boolean {
  return /swiftshader|llvmpipe|software|basic render/i.test(renderer)
}

/** A browser keeps few contexts at a time, and would otherwise take the oldest one from whoever uses it. */
export function giveBack(context: WebGL2RenderingContext): void {
  context.getExtension('WEBGL_lose_context')?.loseContext()
}
