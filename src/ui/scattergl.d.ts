// What plotly.js leaves untyped: the scattergl trace that works without eval.

declare module 'plotly.js/src/traces/scattergl/strict' {
  import type { register } from 'plotly.js'

  const scattergl: Parameters<typeof register>[0]
  export default scattergl
}
