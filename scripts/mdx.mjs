// The chapters' text: Markdown with components and formulas between dollars, made into React components by MDX.

import mdx from '@mdx-js/rollup'
import remarkMath from 'remark-math'

/** A formula becomes the page's own: <Formula tex="…" />, on a line of its own <Formula tex="…" display />. */
export function formulas() {
  return (/** @type {any} */ tree) => setFormulas(tree)
}

/** @param {any} node */
function setFormulas(node) {
  for (const [i, child] of (node.children ?? []).entries()) {
    if (child.type === 'inlineMath' || child.type === 'math') node.children[i] = formulaOf(child)
    else setFormulas(child)
  }
}

/** @param {{ type: string, value: string }} math */
function formulaOf({ type, value }) {
  const display = type === 'math'
  const attribute = (/** @type {string} */ name, /** @type {string | null} */ text) => ({
    type: 'mdxJsxAttribute',
    name,
    value: text,
  })
  return {
    type: display ? 'mdxJsxFlowElement' : 'mdxJsxTextElement',
    name: 'Formula',
    attributes: [attribute('tex', value), ...(display ? [attribute('display', null)] : [])],
    children: [],
  }
}

/** How the text is read; the lint reads it in the same way. */
export const remarkPlugins = [remarkMath, formulas]

/** @returns {import('vite').Plugin} */
export function chapterText() {
  const plugin = /** @type {import('vite').Plugin} */ (mdx({ remarkPlugins }))
  return { ...plugin, name: 'chapter-text', enforce: 'pre' }
}
