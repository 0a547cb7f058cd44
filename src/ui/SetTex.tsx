// A formula set by KaTeX, with MathML beside it for screen readers; loaded when the first formula is shown.

import { renderToString } from 'katex'
import 'katex/dist/katex.min.css'
import { useMemo } from 'react'
import type { TexProps } from './Tex.tsx'
import styles from './Tex.module.css'

const colours = ['encoder', 'code', 'decoder', 'reconstruction', 'penalty']

/**
 * KaTeX takes any plain word as a colour and writes it into the markup as it is. So `\term` needs no trust, and
 * the words, which no browser knows as colours, become variables, which follow the theme.
 */
function setTex(tex: string, display: boolean): string {
  const markup = renderToString(tex, {
    displayMode: display,
    output: 'htmlAndMathml',
    throwOnError: false,
    errorColor: 'error',
    strict: false,
    trust: false,
    macros: { '\\term': '\\textcolor{#1}{#2}' },
  })
  return markup.replaceAll(
    /(style="(?:[^"]*;)?color:)([a-z]+)(?=[;"])/g,
    (whole, before: string, name: string) => {
      if (colours.includes(name)) return `${before}var(--${name}-ink)`
      return ['ink', 'muted', 'error'].includes(name) ? `${before}var(--${name})` : whole
    },
  )
}

export default function SetTex({ tex, display = false }: TexProps) {
  const markup = useMemo(() => ({ __html: setTex(tex, display) }), [tex, display])
  // The markup is KaTeX's own, made without trust: no link, no script, no class or style of the formula's writer.
  return <span className={styles.set} data-display={display || undefined} dangerouslySetInnerHTML={markup} />
}
