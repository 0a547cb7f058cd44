// A formula: at once as plain text, then, when KaTeX has come, as it is set in print.

import { lazy, Suspense, use } from 'react'
import { LaterContext } from './later.ts'
import styles from './Tex.module.css'

export interface TexProps {
  /**
   * The formula in TeX. `\term{reconstruction}{…}` gives a part the colour of a token: encoder, code, decoder,
   * reconstruction, penalty, ink or muted.
   */
  tex: string
  /** On a line of its own, in display style. */
  display?: boolean
  /** What stands there until KaTeX has come, and for good if it cannot; the TeX without its commands unless told. */
  plain?: string
}

/** A formula's letters without TeX's commands and braces, for the moment before it is set. */
export function plainTex(tex: string): string {
  return tex
    .replaceAll(/\\term\{[a-z]+\}/g, '')
    .replaceAll(/\\(?:mathrm|mathbf|mathcal|mathbb|text|operatorname|left|right|big|hat|tilde|bar)\b/g, '')
    .replaceAll(/\\([A-Za-z]+)/g, '$1')
    .replaceAll(/[{}\\]/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim()
}

function PlainTex({ tex, display, plain }: TexProps) {
  return (
    <span className={styles.plain} data-display={display || undefined}>
      {plain ?? plainTex(tex)}
    </span>
  )
}

// Without a network the page goes on with plain text.
const SetTex = lazy(() => import('./SetTex.tsx').catch(() => ({ default: PlainTex })))

export function Tex(props: TexProps) {
  const mayLoad = use(LaterContext)
  if (!mayLoad) return <PlainTex {...props} />
  return (
    <Suspense fallback={<PlainTex {...props} />}>
      <SetTex {...props} />
    </Suspense>
  )
}
