// Who draws on a WebGL context, in the driver's own words.

export function rendererOf(context: WebGL2RenderingContext): string {
  const extension = context.getExtension('WEBGL_debug_renderer_info')
  return String(context.getParameter(extension ? extension.UNMASKED_RENDERER_WEBGL : context.RENDERER))
}

export function isSoftware(renderer: string): boolean {
  return /swiftshader|llvmpipe|software|basic render/i.test(renderer)
}
