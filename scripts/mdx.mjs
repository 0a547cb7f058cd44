// The chapters' text: Markdown with components and formulas between dollars, made into React components by MDX.

import mdx from '@mdx-js/rollup'
import remarkMath from 'remark-math'

/**
 * A formula becomes the page's own: <Formula tex="…" />, on a line of its own <Formula tex="…" display />; what closes its
 * clause goes with it, so that no line begins with a comma: <Formula tex="…" after="," />.
 */
export function formulas() {
  return (/** @type {any} */ tree) => setFormulas(tree)
}

/** @param {any} node */
function setFormulas(node) {
  for (const [i, child] of (node.children ?? []).entries()) {
    if (child.type === 'inlineMath') node.children[i] = formulaOf(child, closingOf(node.children[i + 1]))
    else if (child.type === 'math') node.children[i] = formulaOf(child)
    else setFormulas(child)
  }
}

/** Takes from a text the marks that it begins with, if any. @param {{ type: string, value: string } | undefined} next */
function closingOf(next) {
  const marks = next?.type === 'text' ? (/^[.,;:!?)\]’”]+/.exec(next.value)?.[0] ?? '') : ''
  if (next !== undefined && marks !== '') next.value = next.value.slice(marks.length)
  return marks
}

/** @param {{ type: string, value: string }} math @param {string} after */
function formulaOf({ type, value }, after = '') {
  const display = type === 'math'
  const attribute = (/** @type {string} */ name, /** @type {string | null} */ text) => ({
    type: 'mdxJsxAttribute',
    name,
    value: text,
  })
  return {
    type: display ? 'mdxJsxFlowElement' : 'mdxJsxTextElement',
    name: 'Formula',
    attributes: [
      attribute('tex', value),
      ...(display ? [attribute('display', null)] : []),
      ...(after ? [attribute('after', after)] : []),
    ],
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
