// The text of a chapter, made by scripts/mdx.mjs.

declare module '*.mdx' {
  import type { ComponentType } from 'react'

  const Text: ComponentType<{ components: Readonly<Record<string, unknown>> }>
  export default Text
}
